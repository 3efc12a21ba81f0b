import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Judge } from '../authorisation/judge.ts';
import type { Principal } from '../principal.ts';
import { openBrowserSession, sessionsOf } from '../sessions/browser-sessions.ts';
import { browserSessionId } from '../sessions/session-id.ts';
import { readAccount } from './account.ts';
import { changeOwnPassword } from './change-password.ts';
import { createLoginProfile } from './login-profiles.ts';
import { openTestStore, plainPasswords, TEST_TIME, type TestStore } from './test-support.ts';
import { createUser, getUser } from './users.ts';

let tests: TestStore;
before(async () => {
  tests = await openTestStore();
});
after(() => tests.close());

/** Allows whatever it is asked. */
const allowed = (() => ({ decision: { allowed: true } })) as unknown as Judge;

describe('a user who changes the own password', () => {
  it('stays signed in where the change was made, and nowhere else', async () => {
    const account = await tests.account();
    const arn = `arn:aws:iam::${account.id}:user/mina`;
    const ownerId = await account.run(async (work) => {
      const user = await createUser(work, { name: 'mina', path: '/', boundaryArn: null });
      return user.user_id;
    });
    await account.run(async (work) =>
      createLoginProfile(
        work,
        await readAccount(work),
        await getUser(work, 'mina'),
        { password: 'First-Password-1', resetRequired: true },
        plainPasswords,
      ),
    );
    const begin = () =>
      account.run((work) => {
        const sessionId = browserSessionId(work.account, work.random);
        openBrowserSession(work, {
          sessionId,
          audience: 'console',
          accessKeyId: 'ASIAEXAMPLE',
          sessionToken: 'sealed',
          expiresAt: TEST_TIME + 3_600_000,
          destination: '/console/home',
          issuerUrl: undefined,
          provider: undefined,
          ownerId,
          principalArn: arn,
          kind: 'user',
          sourceAddress: '127.0.0.1',
          userAgent: 'test',
        });
        return sessionId;
      });
    const [here, elsewhere] = [await begin(), await begin()];
    assert.equal((await account.run((work) => sessionsOf(work, { ownerId }))).length, 2);
    const principal = {
      kind: 'user',
      account: account.id,
      arn,
      userId: ownerId,
      userName: 'mina',
      session: { browserSessionId: here },
    } as unknown as Principal;
    const change = { OldPassword: 'First-Password-1', NewPassword: 'Second-Password-2' };
    await account.run((work) =>
      changeOwnPassword(
        {
          work,
          principal,
          judge: allowed,
          passwords: plainPasswords,
          ownPassword: async (password, phc = '') => await plainPasswords.verify(password, phc),
        },
        change,
      ),
    );
    const left = await account.run((work) => sessionsOf(work, { ownerId }));
    assert.deepEqual(
      left.map(({ sessionId }) => sessionId),
      [here],
    );
    assert.notEqual(here, elsewhere);
    const row = await account.run((work) =>
      work.read
        .selectFrom('iam_users')
        .select(['password', 'password_reset_required'])
        .where('user_id', '=', ownerId)
        .executeTakeFirstOrThrow(),
    );
    assert.deepEqual(row, { password: '$plain$Second-Password-2', password_reset_required: 0 });
  });
});
