import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../../base/bytes.ts';
import { firstFailure, traceChecks } from '../../failures/check.ts';
import { openTestStore, TEST_TIME } from '../iam/test-support.ts';
import { beginBrowserSession } from '../sessions/browser-sessions.ts';
import { browserSessionId } from '../sessions/session-id.ts';
import type { Work } from '../work.ts';
import { findLink, issueLink } from './links.ts';
import {
  checkNewPassword,
  ONE_TIME_LIFETIME,
  oneTimePassword,
  passwordChecks,
  setPassword,
} from './passwords.ts';
import { createUser, findUser, type UserRow } from './users.ts';

const STORE = 'd-1234567890';
const { account: newAccount, close } = await openTestStore();
after(close);
const account = await newAccount();

let made = 0;
async function makeUser(): Promise<UserRow> {
  made += 1;
  const attributes = {
    UserName: `person${made}`,
    DisplayName: 'Person',
    Name: { GivenName: 'P', FamilyName: 'Erson' },
    Emails: [{ Value: `person${made}@example.com` }],
  };
  return await account.run((work) => createUser(work, STORE, attributes, 'arn'));
}
async function read(userId: string): Promise<UserRow> {
  const user = await account.run((work) => findUser(work, STORE, userId));
  assert.ok(user);
  return user;
}
/** In place of hashes: what is kept is the password itself. */
const verify = async (password: string, kept: string) => password === kept;
const set = async (userId: string, hash: string, state: 'set' | 'one-time' = 'set') => {
  const user = await read(userId);
  return await account.run((work) => setPassword(work, user, { hash, state }));
};

describe('aws-facts H7: password rules of the directory', () => {
  const refusal = (password: string, used = false) => {
    const failed = firstFailure(passwordChecks, { password, used });
    return failed && [failed.code, failed.message];
  };

  it('DIR-001: 8 to 64 characters', () => {
    assert.deepEqual(refusal('Aa1!aaa'), ['DIR-001', 'the password has 7 characters']);
    assert.equal(refusal('Aa1!aaaa'), undefined);
    assert.equal(refusal(`Aa1!${'a'.repeat(60)}`), undefined);
    assert.deepEqual(refusal(`Aa1!${'a'.repeat(61)}`), [
      'DIR-001',
      'the password has 65 characters',
    ]);
    assert.equal(refusal(`Aa1!${'𝒳'.repeat(60)}`), undefined);
  });

  it('DIR-002: lower-case and upper-case letters, digits and symbols', () => {
    const told = ['DIR-002', 'the password has characters of 3 of four kinds'];
    for (const weak of ['aa1!aaaa', 'AA1!AAAA', 'Aaa!aaaa', 'Aa1aaaaa', 'Aa1 aaaa', 'Aa1가aaaa']) {
      assert.deepEqual(refusal(weak), told, weak);
    }
    for (const symbol of '~!@#$%^&*_-+=`|\\(){}[]:;"\'<>,.?/') {
      assert.equal(refusal(`Aa1aaaa${symbol}`), undefined, symbol);
    }
  });

  it('DIR-003: none of the last three', async () => {
    const { user_id } = await makeUser();
    for (const hash of ['First1!!', 'Second1!', 'Third1!!', 'Fourth1!']) await set(user_id, hash);
    const user = await read(user_id);
    for (const used of ['Fourth1!', 'Third1!!', 'Second1!']) {
      const failed = await checkNewPassword(used, user, verify);
      assert.equal(failed?.code, 'DIR-003');
      assert.equal(failed?.message, 'the password is one of the last three');
    }
    assert.equal(await checkNewPassword('First1!!', user, verify), undefined);
    assert.equal((await checkNewPassword('short', user, verify))?.code, 'DIR-001');
  });

  it('every check explains itself', () => {
    const traces = traceChecks(passwordChecks, { password: 'short', used: true });
    assert.deepEqual(
      traces.map(({ outcome, received }) => [outcome, received]),
      [
        ['failed', '5 characters'],
        ['failed', '1 of these four kinds'],
        ['failed', 'one of them'],
      ],
    );
    const passed = traceChecks(passwordChecks, { password: 'Aa1!aaaa', used: false });
    assert.equal(passed.at(-1)?.received, 'another one');
  });
});

describe('R139: one-time passwords', () => {
  it('keep every rule, are read without mistakes, and differ', () => {
    fc.assert(
      fc.property(fc.integer(), () => {
        const password = oneTimePassword(systemRandom);
        assert.match(password, /^[a-km-zA-HJ-NP-Z2-9]{4}(-[a-km-zA-HJ-NP-Z2-9]{4}){3}$/);
        assert.equal(firstFailure(passwordChecks, { password, used: false }), undefined);
      }),
    );
    assert.notEqual(oneTimePassword(systemRandom), oneTimePassword(systemRandom));
  });

  it('R165: have to be replaced, and end after seven days', async () => {
    const { user_id } = await makeUser();
    const kept = async () => {
      const { password_state: state, password_expires_at: end } = await read(user_id);
      return [state, end];
    };
    assert.deepEqual(await kept(), ['none', null]);
    const expiresAt = await set(user_id, 'Once1!!!', 'one-time');
    assert.equal(expiresAt, TEST_TIME + ONE_TIME_LIFETIME);
    assert.deepEqual(await kept(), ['one-time', expiresAt]);
    assert.equal(await set(user_id, 'Chosen1!'), undefined);
    assert.deepEqual(await kept(), ['set', null]);
  });
});

describe('another password', () => {
  const begin = (work: Work, ownerId: string) => {
    const sessionId = browserSessionId(work.account, work.random);
    beginBrowserSession(work, {
      sessionId,
      audience: 'portal',
      accessKeyId: '',
      sessionToken: '',
      expiresAt: work.now + 1000,
      destination: '/',
      issuerUrl: undefined,
      provider: undefined,
      ownerId,
      principalArn: `arn:aws:identitystore:::user/${ownerId}`,
      kind: 'workforce',
      sourceAddress: '192.0.2.1',
      userAgent: 'a test',
    });
    return sessionId;
  };
  const ended = async (sessionId: string) =>
    await account.run(async (work) => {
      const row = await work.read
        .selectFrom('browser_sessions')
        .select('ended_at')
        .where('session_id', '=', sessionId)
        .executeTakeFirstOrThrow();
      return row.ended_at !== null;
    });

  it('ends sessions but the one that it was chosen in, and open links', async () => {
    const user = await makeUser();
    const kept = await account.run((work) => begin(work, user.user_id));
    const other = await account.run((work) => begin(work, user.user_id));
    const invitation = await account.run((work) => issueLink(work, user, 'invitation'));
    await account.run((work) =>
      setPassword(work, user, { hash: 'Chosen1!', state: 'set', exceptSession: kept }),
    );
    assert.deepEqual([await ended(kept), await ended(other)], [false, true]);
    const found = await account.run((work) => findLink(work, STORE, invitation, 'invitation'));
    assert.equal('failed' in found && found.failed.code, 'DIR-010');
  });
});
