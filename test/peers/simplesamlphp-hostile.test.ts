/**
 * Every attack again, made from responses that SimpleSAMLphp issued: what is refused of our own
 * making must be refused of a real product's.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { defaultSettings, liberalRole, providerArnOf, roleArnOf } from '../corpus/case.ts';
import { type CorpusServer, openCorpusServer } from '../corpus/server.ts';
import { type Live, plainCases } from '../support/saml/hostile/index.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { signingPair } from '../support/saml/keys.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  needsSimplesamlphp,
  type SimpleSamlphp,
  startSimpleSamlphp,
} from '../support/simplesamlphp.ts';

const PERSON = 'alice@example.test';

describe('attacks with responses of SimpleSAMLphp', needsSimplesamlphp(), () => {
  let server: CorpusServer;
  let idp: SimpleSamlphp;
  let live: Live;
  let metadata: string;

  before(async () => {
    server = await openCorpusServer(defaultSettings);
    const { world } = server;
    const { recipient, audience } = world;
    idp = await startSimpleSamlphp(
      {
        [PERSON]: {
          password: 'password',
          attributes: {
            uid: PERSON,
            [AWS_ATTRIBUTE.role]: `${roleArnOf(world)},${providerArnOf(world)}`,
            [AWS_ATTRIBUTE.roleSessionName]: PERSON,
          },
        },
      },
      { entityId: audience, acsUrl: recipient },
    );
    metadata = await idp.metadata();
    const issue = async (signResponse: boolean, signAssertion: boolean): Promise<string> => {
      await idp.answerAs({ signResponse, signAssertion });
      return Buffer.from((await idp.signIn(PERSON)).SAMLResponse, 'base64').toString();
    };
    const destination = {
      recipient,
      audience,
      roleArn: roleArnOf(world),
      providerArn: providerArnOf(world),
    };
    live = {
      assertionSigned: await issue(false, true),
      responseSigned: await issue(true, false),
      bothSigned: await issue(true, true),
      idp: openIdp(destination, { entityId: idp.entityId, name: 'simplesamlphp' }),
      now: world.now,
      attacker: signingPair('rsa-2048', 'attacker'),
    };
  });

  after(async () => {
    await idp?.stop();
    await server?.stop();
  });

  const redeem = async (response: string) =>
    await server.run({
      response,
      roleArn: roleArnOf(server.world),
      principalArn: providerArnOf(server.world),
      role: liberalRole(server.world),
      provider: { metadata },
    });

  it('the responses themselves are accepted', async () => {
    for (const xml of [live.assertionSigned, live.responseSigned, live.bothSigned]) {
      const { refusal, session } = await redeem(Buffer.from(xml).toString('base64'));
      assert.equal(refusal, undefined);
      assert.ok(session?.endsWith(`:assumed-role/developer/${PERSON}`));
    }
  });

  for (const { name, make, code } of plainCases) {
    it(name, async () => {
      const response = Buffer.from(make(live)).toString('base64');
      const { refusal, attempt } = await redeem(response);
      assert.ok(refusal, 'it was accepted');
      if (attempt) assert.equal(attempt.Failure.Code, code);
    });
  }
});
