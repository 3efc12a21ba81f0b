/** Whoever has a session or an access key guesses the password behind it no faster than a stranger. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientsOf } from '../support/clients.ts';
import { openConsole, originOf } from '../support/console.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { enterIam, enterRoot } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const TRIES = 5;
const NEW = 'Another-Password-42';

let world: SignInWorld;
/** The server's clock stands still, or a slow machine would have tries back before they are spent. */
let now = Date.now();
before(async () => {
  world = await openSignInWorld({}, { clock: () => now });
  await world.clients.iam.updateAccountPasswordPolicy({ AllowUsersToChangePassword: true });
});
after(() => world?.stop());

describe('guesses at the own password', () => {
  it('by iam:ChangePassword wait after five, together with those on the sign-in page', async () => {
    const user = await world.makeUser('mina');
    const { AccessKey } = await world.clients.iam.createAccessKey({ UserName: 'mina' });
    assert.ok(AccessKey?.AccessKeyId && AccessKey.SecretAccessKey);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey;
    const { iam } = clientsOf(world.server, { accessKeyId, secretAccessKey });
    const change = (OldPassword: string) => iam.changePassword({ OldPassword, NewPassword: NEW });
    for (let tries = 0; tries < TRIES; tries += 1) {
      await assert.rejects(change(`Wrong-${tries}`), {
        message: 'The old password was incorrect.',
      });
    }
    const throttled = { name: 'Throttling', message: 'Rate exceeded' };
    await assert.rejects(change(user.password), throttled, 'not even the right one is looked at');
    const visitor = visitorOf(world.server);
    const page = await visitor.follow(await enterIam(visitor, user));
    assert.equal(page.status, 429);
    now += 10_000;
    await change(user.password);
    await assert.rejects(change('Wrong again'), { message: 'The old password was incorrect.' });
  });

  it('by a session of the root user wait as well, whichever operation asks', async () => {
    const visitor = visitorOf(world.server);
    await visitor.follow(await enterRoot(visitor, ROOT));
    const page = await openConsole(visitor, originOf(world.server));
    const start = (Password: string) =>
      page.call('gatehouse', 'StartRootEmailUpdate', { NewEmail: 'new@example.test', Password });
    const change = (OldPassword: string) =>
      page.call('gatehouse', 'ChangeRootPassword', { OldPassword, NewPassword: NEW });
    for (let tries = 0; tries < TRIES; tries += 1) {
      const { body } = await (tries % 2 === 0 ? start('wrong') : change('wrong'));
      assert.match(body.message, /incorrect|wrong/i);
    }
    for (const { body } of [await start(ROOT.password), await change(ROOT.password)]) {
      assert.deepEqual([body.__type, body.message], ['ThrottlingException', 'Rate exceeded']);
    }
    now += 10_000;
    assert.equal((await start(ROOT.password)).status, 200);
    assert.equal((await change(ROOT.password)).status, 200, 'the right one was taken back');
  });
});
