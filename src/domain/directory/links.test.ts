import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { traceChecks } from '../../failures/check.ts';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME } from '../iam/test-support.ts';
import {
  findLink,
  issueLink,
  LINK_LIFETIME,
  type Link,
  type LinkPurpose,
  linkChecks,
  useLink,
} from './links.ts';
import { changeUser, createUser, setUserStatus, type UserRow } from './users.ts';

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
const issue = (user: UserRow, purpose: LinkPurpose = 'invitation') =>
  account.run((work) => issueLink(work, user, purpose));
const find = (
  secret: string,
  purpose: LinkPurpose = 'invitation',
  now = TEST_TIME,
  store = STORE,
) => account.run((work) => findLink(work, store, secret, purpose), { now });
async function good(secret: string, purpose: LinkPurpose = 'invitation'): Promise<Link> {
  const found = await find(secret, purpose);
  assert.ok('link' in found);
  return found.link;
}
async function refusal(secret: string, ...more: [LinkPurpose?, number?, string?]) {
  const found = await find(secret, ...more);
  assert.ok('failed' in found);
  return [found.failed.code, found.failed.message];
}
const NONE = ['DIR-010', 'no such link is open for a workforce user'];

describe('links of workforce users', () => {
  it('open for their purpose and at their own portal', async () => {
    const user = await makeUser();
    const secret = await issue(user);
    assert.equal((await good(secret)).user.user_id, user.user_id);
    assert.deepEqual(await refusal(secret, 'reset'), NONE);
    assert.deepEqual(await refusal(secret, 'invitation', TEST_TIME, 'd-0987654321'), NONE);
    assert.deepEqual(await refusal(`${secret}x`), NONE);
  });

  it('DIR-010: a newer one ends the earlier', async () => {
    const user = await makeUser();
    const first = await issue(user);
    const reset = await issue(user, 'reset');
    const second = await issue(user);
    assert.deepEqual(await refusal(first), NONE);
    await good(second);
    await good(reset, 'reset');
  });

  it('DIR-010: are used once, also when two are as fast', async () => {
    const secret = await issue(await makeUser());
    const link = await good(secret);
    await account.run((work) => useLink(work, link));
    assert.deepEqual(await refusal(secret), NONE);
    await assert.rejects(
      account.run((work) => useLink(work, link)),
      GuardFailed,
    );
  });

  it('DIR-011: last seven days, a day, an hour', async () => {
    assert.deepEqual(LINK_LIFETIME, {
      invitation: 7 * 24 * 3_600_000,
      'verify-email': 24 * 3_600_000,
      reset: 3_600_000,
    });
    const user = await makeUser();
    for (const purpose of ['invitation', 'verify-email', 'reset'] as const) {
      const secret = await issue(user, purpose);
      const end: number = TEST_TIME + LINK_LIFETIME[purpose];
      assert.ok('link' in (await find(secret, purpose, end - 1)));
      const late = await refusal(secret, purpose, end);
      assert.deepEqual(late, [
        'DIR-011',
        `the link could be used until ${new Date(end).toISOString()}`,
      ]);
      const link = await good(secret, purpose);
      const use = account.run((work) => useLink(work, link), { now: end });
      await assert.rejects(use, GuardFailed, 'one that was read in time and is used late');
    }
  });

  it('DIR-012: are worth nothing once the address is another', async () => {
    const user = await makeUser();
    const secret = await issue(user);
    await account.run((work) => changeUser(work, user, { email: 'new@example.com' }));
    assert.deepEqual(await refusal(secret), [
      'DIR-012',
      'the link was sent to an address that the user has no more',
    ]);
  });

  it('DIR-013: are worth nothing while the user is disabled', async () => {
    const user = await makeUser();
    const secret = await issue(user);
    await account.run((work) => setUserStatus(work, user, 'DISABLED', 'arn'));
    assert.deepEqual(await refusal(secret), ['DIR-013', 'the link is of a user who is disabled']);
    const disabled = { ...user, status: 'DISABLED' as const, row_version: 2 };
    await account.run((work) => setUserStatus(work, disabled, 'ENABLED', 'arn'));
    await good(secret);
  });

  it('explain themselves', () => {
    const traces = traceChecks(linkChecks, { row: undefined, user: undefined, now: TEST_TIME });
    assert.equal(traces[0]?.received, 'another one');
    assert.equal(traces.at(-1)?.received, 'no user');
  });
});
