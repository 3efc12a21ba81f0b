import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import { createUser } from '../directory/index.ts';
import { openTestStore, TEST_TIME, type TestAccount } from '../iam/test-support.ts';
import { endSession, openBrowserSession } from '../sessions/browser-sessions.ts';
import { browserSessionId } from '../sessions/session-id.ts';
import { anyCase, writeTags } from '../tags.ts';
import { deleteInstance } from './delete-instance.ts';
import { createInstance } from './instances.ts';

const { store, account: newAccount, close } = await openTestStore();
after(close);

/** A session of an application, by its id. */
async function begin(account: TestAccount, audience: 'console' | 'portal'): Promise<string> {
  const sessionId = browserSessionId(account.id, systemRandom);
  await account.run((work) =>
    openBrowserSession(work, {
      sessionId,
      audience,
      accessKeyId: '',
      sessionToken: '',
      expiresAt: TEST_TIME + 3_600_000,
      destination: '/',
      issuerUrl: undefined,
      provider: undefined,
      ownerId: 'owner',
      principalArn: 'arn',
      kind: audience === 'portal' ? 'workforce' : 'root',
      sourceAddress: '203.0.113.5',
      userAgent: 'a browser',
    }),
  );
  return sessionId;
}

async function endOf(sessionId: string): Promise<number | undefined> {
  const row = await store.read
    .selectFrom('browser_sessions')
    .select('ended_at')
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return row.ended_at === null ? undefined : Number(row.ended_at);
}

async function tag(account: TestAccount, owner: string): Promise<void> {
  await account.run((work) => writeTags(work, owner, [{ Key: 'a', Value: 'b' }], anyCase));
}

/** A device of somebody, by what the rows need. */
async function addDevice(account: TestAccount, owner: string): Promise<void> {
  await account.run((work) =>
    work.write(
      work.read.insertInto('mfa_devices').values({
        account_id: account.id,
        device_id: `device-of-${owner}`,
        serial: `serial-of-${owner}`,
        serial_key: `serial-of-${owner}`,
        kind: 'virtual',
        owner_id: owner,
        label: 'a device',
        created_at: TEST_TIME,
        enabled_at: TEST_TIME,
        last_used_at: null,
        retry_at: null,
        seed: null,
        last_step: null,
        credential_id: null,
        public_key: null,
        sign_count: null,
        transports: null,
        rp_id: null,
      }),
    ),
  );
}

/** The owners that an account has rows of in a table. */
async function ownersIn(table: 'iam_tags' | 'mfa_devices', account: TestAccount) {
  const rows = await store.read
    .selectFrom(table)
    .select('owner_id')
    .where('account_id', '=', account.id)
    .execute();
  return new Set(rows.map((row) => row.owner_id));
}

describe('the deletion of an instance', () => {
  it('takes what the instance has, and nothing else of its account', async () => {
    const account = await newAccount();
    const instance = await account.run((work) =>
      createInstance(work, { kind: 'organization', region: 'eu-west-1', name: null }),
    );
    const attributes = {
      UserName: 'maria',
      DisplayName: 'Maria',
      Name: { GivenName: 'M', FamilyName: 'G' },
    };
    const user = await account.run((work) =>
      createUser(work, instance.identity_store_id, attributes, 'arn'),
    );
    const [portal, atConsole] = [await begin(account, 'portal'), await begin(account, 'console')];
    const ended = await begin(account, 'portal');
    await account.run((work) => endSession(work, ended));
    for (const owner of [instance.instance_id, 'ps-1234567890abcdef', 'AIDAEXAMPLE']) {
      await tag(account, owner);
    }
    for (const owner of [user.user_id, 'AIDAEXAMPLE']) await addDevice(account, owner);
    const now = TEST_TIME + 1000;
    await account.run((work) => deleteInstance({ work, instance, delegated: false }), { now });
    assert.deepEqual(
      [await endOf(portal), await endOf(ended), await endOf(atConsole)],
      [now, TEST_TIME, undefined],
    );
    assert.deepEqual(await ownersIn('iam_tags', account), new Set(['AIDAEXAMPLE']));
    assert.deepEqual(await ownersIn('mfa_devices', account), new Set(['AIDAEXAMPLE']));
  });
});
