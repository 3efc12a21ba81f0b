import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import { openTestStore } from '../iam/test-support.ts';
import { RECIPIENT_QUOTA } from '../mail/outbox.ts';
import { testOutbox } from '../mail/testing.ts';
import { invitationChecks, verificationChecks } from './mail-checks.ts';
import { languageOfUser, requestPasswordReset } from './mails.ts';
import { createUser, setUserStatus, type UserRow } from './users.ts';

const STORE = 'd-1234567890';
const { account: newAccount, close, store } = await openTestStore();
after(close);
const account = await newAccount();

async function makeUser(userName: string, rest = {}): Promise<UserRow> {
  const attributes = {
    UserName: userName,
    DisplayName: 'Person',
    Name: { GivenName: 'P', FamilyName: 'Erson' },
    Emails: [{ Value: `${userName}@example.com` }],
    ...rest,
  };
  return await account.run((work) => createUser(work, STORE, attributes, 'arn'));
}
const user = await makeUser('checked');

describe('who can be mailed', () => {
  for (const [name, checks] of [
    ['an invitation', invitationChecks],
    ['a verification', verificationChecks],
  ] as const) {
    const refusal = (changed: Partial<UserRow>) => {
      const failed = firstFailure(checks, { ...user, ...changed });
      return failed && [failed.code, failed.message];
    };
    it(`${name} goes to users with an address who are enabled`, () => {
      assert.equal(refusal({}), undefined);
      const unmailed = [
        'DIR-014',
        'the user `checked` has no e-mail address that mail can be sent to',
      ];
      assert.deepEqual(refusal({ email: null }), unmailed);
      assert.deepEqual(refusal({ email: 'no address' }), unmailed);
      assert.deepEqual(refusal({ status: 'DISABLED' }), [
        'DIR-018',
        'the user `checked` is disabled',
      ]);
    });
  }

  it('DIR-015: an invitation to who has no password of their own', () => {
    const refusal = (password_state: UserRow['password_state']) =>
      firstFailure(invitationChecks, { ...user, password_state })?.message;
    assert.equal(refusal('set'), 'the user `checked` has chosen a password already');
    assert.equal(refusal('one-time'), undefined);
  });

  it('DIR-017: a verification to who has not been verified', () => {
    const failed = firstFailure(verificationChecks, { ...user, email_verified: 1 });
    assert.equal(failed?.message, 'the e-mail address of the user `checked` is verified already');
  });

  it('explain themselves', () => {
    const bad: UserRow = { ...user, email: null, status: 'DISABLED', password_state: 'set' };
    const received = traceChecks(invitationChecks, bad).map((trace) => trace.received);
    assert.deepEqual(received, ['none', 'DISABLED', 'set']);
    assert.equal(traceChecks(verificationChecks, user).at(-1)?.received, 'not verified');
  });

  it('in the language of their profile', async () => {
    assert.equal(languageOfUser(user), 'en');
    assert.equal(languageOfUser(await makeUser('korean', { PreferredLanguage: 'ko-KR' })), 'ko');
    assert.equal(languageOfUser(await makeUser('seoul', { Locale: 'ko_KR' })), 'ko');
    const chosen = { PreferredLanguage: 'en-US', Locale: 'ko-KR' };
    assert.equal(languageOfUser(await makeUser('chosen', chosen)), 'en');
  });
});

describe('R247: a forgotten password', () => {
  it('costs the same statements whoever is named', async () => {
    const disabled = await makeUser('away');
    await account.run((work) => setUserStatus(work, disabled, 'DISABLED', 'arn'));
    const unmailed = await makeUser('unmailed', { Emails: undefined });
    const plans = [];
    const named = [
      user,
      undefined,
      { ...disabled, status: 'DISABLED' as const },
      { ...unmailed, email: null },
    ];
    for (const one of named) {
      const asked = { storeId: STORE, user: one, userName: 'checked', language: 'en' as const };
      plans.push(
        await account.plan((work) => requestPasswordReset(work, { outbox: testOutbox() }, asked)),
      );
    }
    const [known, ...others] = plans.map(({ statements }) => statements.map(({ sql }) => sql));
    for (const other of others) assert.deepEqual(other, known);
  });

  it('keeps the link that was mailed last while no other is mailed', async () => {
    const flooded = await makeUser('flooded');
    const asked = {
      storeId: STORE,
      user: flooded,
      userName: 'flooded',
      language: 'en' as const,
    };
    const outbox = testOutbox();
    const ask = () => account.run((work) => requestPasswordReset(work, { outbox }, asked));
    const link = async () => {
      const links = store.read.selectFrom('directory_links').select('token_hash');
      return (await links.where('user_id', '=', flooded.user_id).execute()).map(
        ({ token_hash: hash }) => hash,
      );
    };
    for (let count = 0; count < RECIPIENT_QUOTA; count += 1) assert.equal(await ask(), true);
    const last = await link();
    assert.equal(last.length, 1);
    assert.equal(await ask(), false);
    assert.deepEqual(await link(), last);
  });
});
