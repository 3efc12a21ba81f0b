/** R117: rates of calls without signature: refused ones by address, sessions by role. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { refusalOf } from '../support/clients.ts';
import { makeRole } from '../support/entities.ts';
import { openSamlWorld, type SamlWorld, trustsProvider } from '../support/saml-world.ts';

const THROTTLED = [400, 'Throttling', 'Rate exceeded'];

let world: SamlWorld;
/** The server's clock: buckets fill only when a test says so. */
let now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  world = await openSamlWorld(
    { GATEHOUSE_PRINCIPAL_RATE: '2', GATEHOUSE_ADDRESS_RATE: '2' },
    { clock: () => now },
  );
  now += 2000;
  await makeRole(world.admin, 'other', trustsProvider(world.providerArn));
  now += 2000;
});

after(async () => {
  await world?.server.stop();
});

async function told(call: Promise<unknown>) {
  const { status, code, message } = await refusalOf(call);
  return [status, code, message];
}

describe('R117, LIMIT-001: calls without signature', () => {
  it('draw on the rate of the role that they get, and on no other', async () => {
    for (let count = 0; count < 4; count += 1) await world.assume();
    assert.deepEqual(await told(world.assume()), THROTTLED);
    await world.assume({ role: world.roleArn('other') });
    now += 2000;
    await world.assume();
    now += 2000;
  });

  it('cost their address a token when they are refused, and then it must wait', async () => {
    const nonsense = () => world.assume({ response: 'bm9uc2Vuc2U=' });
    for (let count = 0; count < 4; count += 1) {
      assert.equal((await refusalOf(nonsense())).code, 'InvalidIdentityToken');
    }
    assert.deepEqual(await told(nonsense()), THROTTLED);
    assert.deepEqual(await told(world.assume()), THROTTLED);
    now += 2000;
    await world.assume();
  });

  it('cost it more when what they carried was long', async () => {
    now += 2000;
    const long = () => world.assume({ response: 'bm9uc2Vuc2U='.repeat(2000) });
    assert.equal((await refusalOf(long())).code, 'InvalidIdentityToken');
    now += 1500;
    assert.deepEqual(await told(long()), THROTTLED);
    now += 1000;
    await world.assume();
  });
});
