/**
 * Identity providers of both kinds through the clients that administrators use: created, read,
 * listed, changed, tagged and deleted, with AWS's refusals, and told in the event history.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findProgram, needs } from '../../tools/programs.ts';
import { type Cli, clientEnvironment, ended, openCli } from '../support/cli.ts';
import { assertRefused, type Clients, clientsOf, refusalOf } from '../support/clients.ts';
import { metadataSample } from '../support/metadata-samples.ts';
import { type OidcPeer, startOidcPeer } from '../support/oidc-peer.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const FIRST = metadataSample('SimpleSAMLphp');
const NEXT = metadataSample('AD FS', { validUntil: '2033-04-05T06:07:08Z' });
const EXISTS = 'EntityAlreadyExists';
const URL = 'https://idp.example/realms/Staff';
const THUMBPRINT = 'ab'.repeat(20);

let server: TestServer;
let folder: string;
before(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-providers-'));
  await writeFile(join(folder, 'first.xml'), FIRST);
  await writeFile(join(folder, 'next.xml'), NEXT);
});
after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const samlArn = (name: string) => `arn:aws:iam::${server.account}:saml-provider/${name}`;
const oidcArn = (url: string) => `arn:aws:iam::${server.account}:oidc-provider/${url}`;
const newKey = () =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

/** The last events of that name, as CloudTrail has them. */
async function eventsOf({ cloudtrail }: Clients, name: string) {
  const { Events = [] } = await cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
  });
  return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
}

describe('the JavaScript SDK', () => {
  it('keeps a SAML provider with its private keys', async () => {
    const clients = clientsOf(server);
    const { iam } = clients;
    const SAMLProviderArn = samlArn('sdk');
    const on = { SAMLProviderArn };
    const AddPrivateKey = newKey();
    const created = await iam.createSAMLProvider({
      Name: 'sdk',
      SAMLMetadataDocument: FIRST,
      AssertionEncryptionMode: 'Required',
      AddPrivateKey,
    });
    assert.equal(created.SAMLProviderArn, SAMLProviderArn);
    const read = await iam.getSAMLProvider(on);
    assert.equal(read.SAMLMetadataDocument, FIRST);
    assert.equal(read.AssertionEncryptionMode, 'Required');
    assert.match(read.SAMLProviderUUID ?? '', /^[A-Z0-9]{22}$/);
    const [{ KeyId = '', Timestamp } = {}] = read.PrivateKeyList ?? [];
    assert.match(KeyId, /^[A-Z0-9]{22}$/);
    assert.ok(Timestamp instanceof Date);
    await iam.updateSAMLProvider({ ...on, SAMLMetadataDocument: NEXT, AddPrivateKey: newKey() });
    await iam.updateSAMLProvider({ ...on, RemovePrivateKey: KeyId });
    const changed = await iam.getSAMLProvider(on);
    assert.equal(changed.PrivateKeyList?.length, 1);
    assert.deepEqual(changed.ValidUntil, new Date('2033-04-05T06:07:08Z'));
    await iam.deleteSAMLProvider(on);
    await assertRefused(
      iam.getSAMLProvider(on),
      'NoSuchEntity',
      404,
      `Manifest not found for arn ${SAMLProviderArn}`,
    );
    const [event] = await eventsOf(clients, 'CreateSAMLProvider');
    assert.equal(JSON.stringify(event).includes('PRIVATE KEY'), false);
    const { addPrivateKey, name, assertionEncryptionMode } = event.requestParameters;
    assert.deepEqual(
      [addPrivateKey, name, assertionEncryptionMode],
      ['HIDDEN_DUE_TO_SECURITY_REASONS', 'sdk', 'Required'],
    );
    assert.deepEqual(event.resources, [
      { ARN: SAMLProviderArn, accountId: server.account, type: 'AWS::IAM::SAMLProvider' },
    ]);
  });

  it('is told the limits of the API model, and never a private key back', async () => {
    const { iam } = clientsOf(server);
    const key = newKey();
    const refusal = await refusalOf(
      iam.createSAMLProvider({
        Name: 'with space',
        SAMLMetadataDocument: '<short/>',
        AddPrivateKey: key.padEnd(16_385),
        AssertionEncryptionMode: 'Sometimes' as 'Allowed',
      }),
    );
    assert.equal(refusal.code, 'ValidationError');
    assert.equal(refusal.message.includes('PRIVATE KEY'), false);
    for (const part of [
      '4 validation errors detected',
      "Value '<short/>' at 'sAMLMetadataDocument' failed to satisfy constraint: Member must have length greater than or equal to 1000",
      "Value 'with space' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w._-]+",
      "Value 'Sometimes' at 'assertionEncryptionMode' failed to satisfy constraint: Member must satisfy enum value set: [Required, Allowed]",
      "at 'addPrivateKey' failed to satisfy constraint: Member must have length less than or equal to 16384",
    ]) {
      assert.ok(refusal.message.includes(part), `${part} in ${refusal.message}`);
    }
    await assertRefused(
      iam.createOpenIDConnectProvider({ Url: URL, ClientIDList: [''], ThumbprintList: ['ab'] }),
      'ValidationError',
      400,
      `2 validation errors detected: Value '[]' at 'clientIDList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 1]; Value '[ab]' at 'thumbprintList' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 40, Member must have length greater than or equal to 40]`,
    );
  });

  it('takes a metadata document of megabytes, once the operator lets it in', async () => {
    const wide = await startTestServer({ GATEHOUSE_MAX_BODY_BYTES: '40000000' });
    try {
      const { iam } = clientsOf(wide);
      const document = `${FIRST}<!-- ${'x y'.repeat(1_500_000)} -->`;
      const { SAMLProviderArn } = await iam.createSAMLProvider({
        Name: 'large',
        SAMLMetadataDocument: document,
      });
      const read = await iam.getSAMLProvider({ SAMLProviderArn });
      assert.ok(read.SAMLMetadataDocument === document);
      const { SAMLProviderList } = await iam.listSAMLProviders({});
      assert.equal(SAMLProviderList?.length, 1);
    } finally {
      await wide.stop();
    }
  });
});

describe('an issuer that is asked for its thumbprint', () => {
  let peer: OidcPeer;
  before(async () => {
    peer = await startOidcPeer();
  });
  after(async () => await peer?.stop());

  it('tells it when its authority is trusted and its address is allowed', async () => {
    const trusting = await startTestServer(peer.environment);
    try {
      const { iam } = clientsOf(trusting);
      const { OpenIDConnectProviderArn } = await iam.createOpenIDConnectProvider({
        Url: peer.issuer,
      });
      const { ThumbprintList } = await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn });
      assert.deepEqual(ThumbprintList, [peer.thumbprint]);
    } finally {
      await trusting.stop();
    }
  });

  it('is not believed when it is unknown, and not reached when its address is private', async () => {
    const { GATEHOUSE_OUTBOUND_ALLOW } = peer.environment;
    const text =
      'The request failed because IAM cannot connect to the OpenID Connect identity provider URL.';
    for (const environment of [{}, { GATEHOUSE_OUTBOUND_ALLOW }]) {
      const strict = await startTestServer(environment);
      try {
        const { iam } = clientsOf(strict);
        const Url = peer.issuer;
        await assertRefused(
          iam.createOpenIDConnectProvider({ Url }),
          'OpenIdIdpCommunicationError',
          400,
          text,
        );
        await iam.createOpenIDConnectProvider({ Url, ThumbprintList: [peer.thumbprint] });
      } finally {
        await strict.stop();
      }
    }
  });
});

describe('boto3', needs('boto3'), () => {
  it('keeps providers of both kinds', async () => {
    const { administrator, region, url } = server;
    const script = join(import.meta.dirname, 'providers-scenario.py');
    const { code, stdout, stderr } = await ended(
      spawn(findProgram('boto3') ?? 'python3', [script], {
        cwd: folder,
        env: {
          ...clientEnvironment(folder, region, administrator),
          GATEHOUSE: url,
          METADATA: join(folder, 'first.xml'),
          METADATA_NEXT: join(folder, 'next.xml'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const SAMLProviderArn = samlArn('corp');
    const OpenIDConnectProviderArn = oidcArn('idp.example/realms/Staff');
    const Tags = [{ Key: 'Team', Value: 'blue' }];
    assert.deepEqual(JSON.parse(stdout), {
      samlCreated: { SAMLProviderArn, Tags },
      samlAgain: [409, EXISTS, 'Provider with name corp already exists.'],
      samlUnreadable: [400, 'InvalidInput', 'Could not parse metadata'],
      samlUpdated: { SAMLProviderArn },
      samlSame: true,
      samlValid: '2033-04-05T06:07:08+00:00',
      samlTags: Tags,
      samlTagsNow: { Tags: [{ Key: 'Env', Value: '예' }], IsTruncated: false },
      samlListed: [SAMLProviderArn],
      samlGone: [404, 'NoSuchEntity', `Manifest not found for arn ${SAMLProviderArn}`],
      oidcCreated: { OpenIDConnectProviderArn, Tags },
      oidcAgain: [409, EXISTS, `Provider with url ${URL} already exists.`],
      oidcRefused: [400, 'ValidationError', 'Invalid Open ID Connect Provider URL'],
      oidcRead: {
        Url: 'idp.example/realms/Staff',
        ClientIDList: ['app'],
        ThumbprintList: ['cd'.repeat(20), 'ef'.repeat(20)],
        Tags,
      },
      oidcTagsNow: { Tags: [{ Key: 'Env', Value: '' }], IsTruncated: false },
      oidcListed: [{ Arn: OpenIDConnectProviderArn }],
      summary: 1,
      oidcGone: [
        404,
        'NoSuchEntity',
        `OpenIDConnect Provider not found for arn ${OpenIDConnectProviderArn}`,
      ],
    });
  });
});

describe('the AWS CLI', needs('aws'), () => {
  let cli: Cli;
  before(async () => {
    cli = await openCli(server);
  });
  after(async () => await cli?.remove());

  /** Runs a command of words without spaces and answers its JSON. */
  async function aws(command: string): Promise<Record<string, unknown>> {
    const answer = await cli.json(server.administrator, 'iam', ...command.split(' '));
    return answer as Record<string, unknown>;
  }

  /** What the CLI says of a refused command. */
  async function refused(command: string): Promise<string> {
    const { code, stderr } = await cli.run(server.administrator, 'iam', ...command.split(' '));
    assert.notEqual(code, 0);
    return stderr.trim();
  }

  it('keeps a SAML provider', async () => {
    const arn = samlArn('cli');
    const on = `--saml-provider-arn ${arn}`;
    const first = `--saml-metadata-document file://${folder}/first.xml`;
    const created = await aws(`create-saml-provider --name cli ${first}`);
    assert.deepEqual(created, { SAMLProviderArn: arn });
    await aws(`update-saml-provider ${on} --saml-metadata-document file://${folder}/next.xml`);
    const read = await aws(`get-saml-provider ${on}`);
    assert.equal(read.SAMLMetadataDocument, NEXT);
    assert.equal(read.ValidUntil, '2033-04-05T06:07:08+00:00');
    const { SAMLProviderList } = await aws('list-saml-providers');
    assert.deepEqual(
      (SAMLProviderList as { Arn: string }[]).map(({ Arn }) => Arn),
      [arn],
    );
    await aws(`delete-saml-provider ${on}`);
    assert.equal(
      await refused(`delete-saml-provider ${on}`),
      `An error occurred (NoSuchEntity) when calling the DeleteSAMLProvider operation: Manifest not found for arn ${arn}`,
    );
  });

  it('keeps an OpenID Connect provider', async () => {
    const arn = oidcArn('cli.example/id/1');
    const on = `--open-id-connect-provider-arn ${arn}`;
    const create = `create-open-id-connect-provider --url https://cli.example/id/1 --thumbprint-list ${THUMBPRINT}`;
    const created = await aws(`${create} --client-id-list a b`);
    assert.deepEqual(created, { OpenIDConnectProviderArn: arn });
    await aws(`add-client-id-to-open-id-connect-provider ${on} --client-id c`);
    await aws(`remove-client-id-from-open-id-connect-provider ${on} --client-id a`);
    await aws(
      `update-open-id-connect-provider-thumbprint ${on} --thumbprint-list ${'12'.repeat(20)}`,
    );
    const { CreateDate: _, ...read } = await aws(`get-open-id-connect-provider ${on}`);
    assert.deepEqual(read, {
      Url: 'cli.example/id/1',
      ClientIDList: ['b', 'c'],
      ThumbprintList: ['12'.repeat(20)],
    });
    const { OpenIDConnectProviderList } = await aws('list-open-id-connect-providers');
    assert.deepEqual(OpenIDConnectProviderList, [{ Arn: arn }]);
    await aws(`delete-open-id-connect-provider ${on}`);
    await aws(`delete-open-id-connect-provider ${on}`);
    assert.equal(
      await refused(`get-open-id-connect-provider ${on}`),
      `An error occurred (NoSuchEntity) when calling the GetOpenIDConnectProvider operation: OpenIDConnect Provider not found for arn ${arn}`,
    );
  });
});
