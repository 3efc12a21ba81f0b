/** GATEHOUSE_SAML_REPLAY=once on several nodes: an assertion makes one session, wherever it is sent. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { refusalOf } from '../support/clients.ts';
import { makeRole } from '../support/entities.ts';
import { openIdp, type TestIdp } from '../support/saml/identity-provider.ts';
import { strangerTo, trustsProvider } from '../support/saml-world.ts';
import { type Cluster, startCluster } from './cluster.ts';

const PUBLIC_URL = 'https://gatehouse.test';
const ROUNDS = 6;

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('two nodes on PostgreSQL that take each assertion once', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let idp: TestIdp;

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase(), 2, {
      GATEHOUSE_SAML_REPLAY: 'once',
      GATEHOUSE_PUBLIC_URL: PUBLIC_URL,
    });
    const admin = cluster.clients(0);
    const { Account } = await admin.sts.getCallerIdentity({});
    const providerArn = `arn:aws:iam::${Account}:saml-provider/Corp`;
    const roleArn = `arn:aws:iam::${Account}:role/sso`;
    const audience = `${PUBLIC_URL}/static/saml-metadata.xml`;
    idp = openIdp({ recipient: `${PUBLIC_URL}/saml`, audience, roleArn, providerArn });
    await admin.iam.createSAMLProvider({ Name: 'Corp', SAMLMetadataDocument: idp.metadata });
    await makeRole(admin, 'sso', trustsProvider(providerArn));
  });

  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  function assume(node: number, response: string) {
    const { url = '' } = cluster.nodes[node] ?? {};
    const { roleArn, providerArn } = idp.destination;
    return strangerTo({ url, region: 'us-east-1' }).assumeRoleWithSAML({
      RoleArn: roleArn,
      PrincipalArn: providerArn,
      SAMLAssertion: response,
    });
  }

  const respond = () => Buffer.from(idp.respond(idp.content(Date.now()))).toString('base64');

  it('FED-017: the other node refuses what one has exchanged', async () => {
    const response = respond();
    await assume(0, response);
    const { message } = await refusalOf(assume(1, response));
    assert.match(message, /redeemed already/);
  });

  it('FED-017: of two that ask at the same moment one gets a session', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const response = respond();
      const asked = [0, 1, 0, 1].map((node) => assume(node, response));
      const outcomes = await Promise.allSettled(asked);
      const issued = outcomes.filter(({ status }) => status === 'fulfilled');
      assert.equal(issued.length, 1);
    }
  });
});
