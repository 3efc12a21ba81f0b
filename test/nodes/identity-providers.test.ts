/** Identity providers on PostgreSQL: what one node keeps, the other answers and changes. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { refusalOf } from '../support/clients.ts';
import { metadataSample } from '../support/metadata-samples.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { type Cluster, startCluster } from './cluster.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('identity providers of two nodes on PostgreSQL', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase());
  });

  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  it('a SAML provider is read, changed and deleted at either node', async () => {
    const here = cluster.clients(0).iam;
    const there = cluster.clients(1).iam;
    const SAMLMetadataDocument = metadataSample('SimpleSAMLphp');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { SAMLProviderArn } = await here.createSAMLProvider({
      Name: 'corp',
      SAMLMetadataDocument,
      AddPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      Tags: [{ Key: 'a', Value: '1' }],
    });
    await here.createSAMLProvider({ Name: 'Alpha', SAMLMetadataDocument });
    const on = { SAMLProviderArn };
    const read = await there.getSAMLProvider(on);
    assert.equal(read.SAMLMetadataDocument, SAMLMetadataDocument);
    assert.equal(
      (read.ValidUntil?.getUTCFullYear() ?? 0) - (read.CreateDate?.getUTCFullYear() ?? 0),
      100,
    );
    const [{ KeyId } = {}] = read.PrivateKeyList ?? [];
    const next = metadataSample('Okta', { validUntil: '2030-01-01T00:00:00Z' });
    await there.updateSAMLProvider({ ...on, SAMLMetadataDocument: next, RemovePrivateKey: KeyId });
    const changed = await here.getSAMLProvider(on);
    assert.equal(changed.SAMLMetadataDocument, next);
    assert.equal(changed.PrivateKeyList, undefined);
    const { SAMLProviderList = [] } = await there.listSAMLProviders({});
    assert.deepEqual(
      SAMLProviderList.map(({ Arn }) => Arn?.split('/').at(-1)),
      ['Alpha', 'corp'],
    );
    await there.deleteSAMLProvider(on);
    assert.equal((await refusalOf(here.getSAMLProvider(on))).code, 'NoSuchEntity');
  });

  it('client ids that both nodes add at once are all kept', async () => {
    const { iam } = cluster.clients(0);
    const { OpenIDConnectProviderArn } = await iam.createOpenIDConnectProvider({
      Url: 'https://idp.example/Realm',
      ThumbprintList: ['ab'.repeat(20)],
    });
    const on = { OpenIDConnectProviderArn };
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        cluster
          .clients(index)
          .iam.addClientIDToOpenIDConnectProvider({ ...on, ClientID: `client-${index}` }),
      ),
    );
    const { ClientIDList = [] } = await cluster.clients(1).iam.getOpenIDConnectProvider(on);
    assert.deepEqual(
      [...ClientIDList].sort(),
      Array.from({ length: 8 }, (_, index) => `client-${index}`),
    );
    await cluster.clients(1).iam.deleteOpenIDConnectProvider(on);
    assert.equal((await refusalOf(iam.getOpenIDConnectProvider(on))).code, 'NoSuchEntity');
  });

  it('what strangers name and PostgreSQL has no place for is refused as what does not exist', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: 'https://idp.example/\u0000', sub: 'alice', aud: 'a', iat: 1, exp: 2 };
    const token = [part({ alg: 'RS256' }), part(claims), 'A'.repeat(342)].join('.');
    const { sts } = cluster.clients(0);
    const { Account } = await sts.getCallerIdentity({});
    const refusal = await refusalOf(
      sts.assumeRoleWithWebIdentity({
        RoleArn: `arn:aws:iam::${Account}:role/reader`,
        RoleSessionName: 'alice',
        WebIdentityToken: token,
      }),
    );
    assert.equal(refusal.code, 'InvalidIdentityToken');
    const visitor = visitorOf(cluster.nodes[0] ?? assert.fail());
    const posted = await visitor.post('/saml/acs/%00', { SAMLResponse: 'bm9uc2U=' });
    assert.equal(posted.status, 400);
    assert.equal((await visitor.get('/saml/metadata/%00')).status, 404);
  });
});
