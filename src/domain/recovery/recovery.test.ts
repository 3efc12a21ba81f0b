import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import { GuardFailed } from '../../store/index.ts';
import { openTestStore, TEST_TIME, type TestAccount } from '../iam/test-support.ts';
import { testHashes, testOutbox } from '../mail/testing.ts';
import { issueCode } from '../verification/index.ts';
import type { Work } from '../work.ts';
import type { Asker, RecoveryParts } from './index.ts';
import {
  cancelMfaRecovery,
  completeMfaRecovery,
  dueMfaRecoveries,
  mailRemovalLink,
  REMOVAL_LIFETIME,
  startMfaRecovery,
} from './mfa-recovery.ts';
import { completePasswordReset, RESET_LIFETIME, requestPasswordReset } from './password-reset.ts';
import {
  beginRegistration,
  completeRegistration,
  findRegistration,
  type Registration,
  verifyRegistration,
} from './registration.ts';
import { type RootUser, rootUserOf } from './root-user.ts';

const { account: newAccount, close } = await openTestStore();
after(close);

const WAIT = 3_600_000;
const READY = TEST_TIME + WAIT;
const outbox = testOutbox();
const parts: RecoveryParts = {
  random: systemRandom,
  outbox,
  delivery: { outbox, hashes: testHashes },
  mfaWait: WAIT,
};
const asker: Asker = {
  sourceAddress: '203.0.113.5',
  userAgent: 'a browser',
  requestId: 'request',
  region: 'eu-west-1',
  secure: true,
  language: 'en',
};

/** The work with the secrets that are drawn in it, in their order. */
async function secretsOf(account: TestAccount, body: (work: Work) => unknown, now = TEST_TIME) {
  const secrets: string[] = [];
  await account.run(
    async (work) => {
      const random = (size: number) => {
        const bytes = work.random(size);
        if (size === 32) secrets.push(bytes.toString('base64url'));
        return bytes;
      };
      await body({ ...work, random });
    },
    { now },
  );
  const [first] = secrets;
  assert.ok(first);
  return first;
}

async function rootOf(account: TestAccount): Promise<RootUser> {
  const root = await account.run((work) => rootUserOf(work, { account: account.id }));
  assert.ok(root);
  return root;
}

describe('links that set a password', () => {
  const request = async (account: TestAccount) => {
    const { email } = await rootOf(account);
    return await secretsOf(account, (work) => requestPasswordReset(work, parts, asker, email));
  };
  const complete = async (account: TestAccount, token: string, now = TEST_TIME) => {
    const root = await rootOf(account);
    await account.run(
      (work) => completePasswordReset(work, parts, asker, { root, token, password: '$plain$new' }),
      { now },
    );
  };

  it('are used once, also when two are as fast', async () => {
    const account = await newAccount();
    const token = await request(account);
    await complete(account, token);
    assert.equal((await rootOf(account)).root_password, '$plain$new');
    await assert.rejects(complete(account, token), GuardFailed);
  });

  it('are used within an hour', async () => {
    const account = await newAccount();
    const token = await request(account);
    await assert.rejects(complete(account, token, TEST_TIME + RESET_LIFETIME), GuardFailed);
    assert.equal((await rootOf(account)).root_password, null);
    await complete(account, token, TEST_TIME + RESET_LIFETIME - 1);
  });

  it('set no password when their secret is another', async () => {
    const account = await newAccount();
    await request(account);
    await assert.rejects(complete(account, 'another'), GuardFailed);
  });

  it('end with the first that is used; when that was stays known', async () => {
    const account = await newAccount();
    const [first, second, third] = [
      await request(account),
      await request(account),
      await request(account),
    ];
    await complete(account, second);
    await assert.rejects(complete(account, first), GuardFailed);
    await assert.rejects(complete(account, third), GuardFailed);
    const used = () =>
      account.run(({ read }) =>
        read
          .selectFrom('password_resets')
          .select('used_at')
          .where('account_id', '=', account.id)
          .execute(),
      );
    const fourth = await request(account);
    await complete(account, fourth, TEST_TIME + 1000);
    const times = (await used()).map((row) => Number(row.used_at)).sort();
    assert.deepEqual(times, [TEST_TIME, TEST_TIME, TEST_TIME, TEST_TIME + 1000]);
  });
});

describe('the removal of lost devices', () => {
  /** Begins one; answers the secret that cancels it. */
  const start = async (account: TestAccount) => {
    const root = await rootOf(account);
    return await secretsOf(account, (work) => startMfaRecovery(work, parts, asker, root));
  };
  const mailLink = async (account: TestAccount, now = READY) => {
    const due = { account: account.id, language: 'en' } as const;
    return await secretsOf(account, (work) => mailRemovalLink(work, parts, due), now);
  };
  const complete = async (account: TestAccount, token: string, now = READY) => {
    const root = await rootOf(account);
    await account.run((work) => completeMfaRecovery(work, parts, asker, { root, token }), { now });
  };
  const cancel = async (account: TestAccount, token: string) => {
    const root = await rootOf(account);
    await account.run((work) => cancelMfaRecovery(work, parts, asker, { root, token }));
  };
  const isUnderWay = async (account: TestAccount) =>
    (await account.run((work) => dueMfaRecoveries(work), { now: READY })).some(
      (each) => each.account === account.id,
    );

  it('mails its link when the wait is over, and once, also when two nodes are as fast', async () => {
    const account = await newAccount();
    await start(account);
    await assert.rejects(mailLink(account, READY - 1), GuardFailed);
    const token = await mailLink(account);
    await assert.rejects(mailLink(account), GuardFailed);
    await complete(account, token);
  });

  it('takes the link for a day, and once', async () => {
    const account = await newAccount();
    await start(account);
    const token = await mailLink(account);
    const end = READY + REMOVAL_LIFETIME;
    await assert.rejects(complete(account, token, end), GuardFailed);
    await complete(account, token, end - 1);
    await assert.rejects(complete(account, token, end - 1), GuardFailed);
  });

  it('takes no other link, such as that of the recovery before', async () => {
    const account = await newAccount();
    await start(account);
    const before = await mailLink(account);
    await start(account);
    await mailLink(account);
    await assert.rejects(complete(account, before), GuardFailed);
  });

  it('is cancelled by its own secret, and no other account’s is', async () => {
    const [account, other] = [await newAccount(), await newAccount()];
    const secret = await start(account);
    await start(other);
    await cancel(account, secret);
    assert.deepEqual([await isUnderWay(account), await isUnderWay(other)], [false, true]);
    await assert.rejects(cancel(account, secret), GuardFailed);
  });
});

describe('registrations', () => {
  let browsers = 0;
  const begin = async (account: TestAccount, source = '192.0.2.7', now = TEST_TIME) => {
    browsers += 1;
    const browser = `browser-${browsers}`;
    const email = `new-${browsers}@example.com`;
    const id = await account.run(
      (work) => beginRegistration(work, parts, asker, { email, name: 'New', browser, source }),
      { now },
    );
    return async (): Promise<Registration | undefined> =>
      await account.run((work) => findRegistration(work, id, browser));
  };

  it('become an account once, and not from what they were before', async () => {
    const account = await newAccount();
    const find = await begin(account);
    const found = await find();
    assert.ok(found);
    const verified = { ...found, verified: true };
    const complete = (registration: Registration) =>
      account.run((work) => completeRegistration(work, parts, asker, registration, '$plain$new'));
    const stale = complete({ ...verified, rowVersion: found.rowVersion - 1 });
    await assert.rejects(stale, GuardFailed);
    await complete(verified);
    assert.equal(await find(), undefined);
  });

  it('are verified from what they are, and not from what they were before', async () => {
    const account = await newAccount();
    const find = await begin(account);
    const found = await find();
    assert.ok(found);
    const use = { purpose: 'registration', subject: found.registrationId };
    const code = await account.run((work) => issueCode(work, testHashes, use));
    const verify = (registration: Registration) =>
      account.run((work) => verifyRegistration(work, parts, registration, code));
    await assert.rejects(verify({ ...found, rowVersion: found.rowVersion - 1 }), GuardFailed);
    assert.equal((await find())?.verified, false);
    assert.equal(await verify(found), undefined);
    assert.equal((await find())?.verified, true);
  });

  it('of one network make room for each other: the oldest of more than fifty goes', async () => {
    const account = await newAccount();
    const elsewhere = await begin(account, '192.0.2.8', TEST_TIME - 100);
    const first = await begin(account, '192.0.2.9', TEST_TIME - 60);
    const second = await begin(account, '192.0.2.9', TEST_TIME - 59);
    for (let at = 58; at > 10; at -= 1) await begin(account, '192.0.2.9', TEST_TIME - at);
    assert.ok(await first());
    await begin(account, '192.0.2.9');
    assert.equal(await first(), undefined);
    assert.ok(await second());
    assert.ok(await elsewhere());
  });
});
