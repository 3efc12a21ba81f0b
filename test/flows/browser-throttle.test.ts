/** R117: rates of visits: refused ones by address, console sessions by whom they are of. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { credentialsOf, refusalOf } from '../support/clients.ts';
import { headingOf, textById, visitorOf } from '../support/page-visitor.ts';
import { withAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import { openSamlWorld, type SamlWorld } from '../support/saml-world.ts';

let world: SamlWorld;
/** The server's clock: buckets fill only when a test says so. */
let now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  world = await openSamlWorld(
    { GATEHOUSE_PRINCIPAL_RATE: '2', GATEHOUSE_ADDRESS_RATE: '2' },
    { clock: () => now },
  );
  now += 2000;
});

after(async () => {
  await world?.server.stop();
});

const post = async (response: string) =>
  await visitorOf(world.server).post('/saml', { SAMLResponse: response });

describe('R117, LIMIT-001: visits', () => {
  it('cost their address a token when they are refused, and then it must wait', async () => {
    for (let count = 0; count < 4; count += 1) assert.equal((await post('bm9uc2U=')).status, 400);
    const throttled = await post('bm9uc2U=');
    assert.equal(throttled.status, 429);
    assert.equal(headingOf(throttled), 'You could not be signed in');
    assert.equal(textById(throttled, 'answer'), 'Rate exceeded');
    assert.equal((await post(world.respond())).status, 429);
    const call = await refusalOf(world.assume());
    assert.equal(call.code, 'Throttling');
    now += 2000;
    assert.equal((await post(world.respond())).status, 303);
  });

  it('cost it more when what was posted is long', async () => {
    now += 2000;
    assert.equal((await post('bm9uc2U='.repeat(3000))).status, 400);
    now += 1000;
    assert.equal((await post(world.respond())).status, 429);
    now += 1000;
    assert.equal((await post(world.respond())).status, 303);
  });

  it('that only ask for the choice of a role cost a token each', async () => {
    now += 2000;
    const pairs = ['sso', 'other'].map((name) => `${world.roleArn(name)},${world.providerArn}`);
    const several = world.respond({
      change: (content) => withAttribute(content, AWS_ATTRIBUTE.role, ...pairs),
    });
    for (let count = 0; count < 4; count += 1) assert.equal((await post(several)).status, 200);
    assert.equal((await post(several)).status, 429);
    now += 2000;
    assert.equal((await post(several)).status, 200);
  });

  it('that open consoles draw on the rate of whoever they are of', async () => {
    now += 2000;
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(await world.assume());
    const Session = JSON.stringify({
      sessionId: accessKeyId,
      sessionKey: secretAccessKey,
      sessionToken,
    });
    const exchange = async () =>
      await visitorOf(world.server).post('/federation', { Action: 'getSigninToken', Session });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) statuses.push((await exchange()).status);
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    now += 500;
    const { html, status } = await exchange();
    assert.equal(status, 200);
    const { SigninToken } = JSON.parse(html);
    const login = { Action: 'login', Destination: '/console', SigninToken };
    assert.equal((await visitorOf(world.server).post('/federation', login)).status, 429);
    now += 500;
    assert.equal((await visitorOf(world.server).post('/federation', login)).status, 303);
  });
});
