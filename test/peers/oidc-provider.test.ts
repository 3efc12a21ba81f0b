/**
 * ID tokens of a real OpenID provider over TLS become credentials: through the AWS CLI's command
 * and through the credential providers of the JavaScript SDK.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fromTokenFile, fromWebToken } from '@aws-sdk/credential-provider-web-identity';
import { needs } from '../../tools/programs.ts';
import type { Ended } from '../support/cli.ts';
import { clientsOf } from '../support/clients.ts';
import { type OidcPeer, peerAlgorithms } from '../support/oidc-peer.ts';
import { strangerTo } from '../support/saml-world.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';
import { type AnyCli, credentialsOfPrinted, openAnyCli, printedSession } from './anonymous-cli.ts';
import { makeTrust, openPeer, PERSON, SESSION, sessionArnOf } from './oidc-world.ts';

let peer: OidcPeer;
let server: TestServer;
let cli: AnyCli;
let ahead = 0;

async function open(settings: Readonly<Record<string, string>> = {}): Promise<void> {
  peer = await openPeer();
  const clock = (): number => Date.now() + ahead;
  server = await startTestServer({ ...peer.environment, ...settings }, { clock });
}

async function close(): Promise<void> {
  await server?.stop();
  await peer?.stop();
}

const roleArn = (): string => `arn:aws:iam::${server.account}:role/ci`;

async function whoIs(credentials: Credentials): Promise<string | undefined> {
  return (await clientsOf(server, credentials).sts.getCallerIdentity({})).Arn;
}

async function redeemBySdk(WebIdentityToken: string): Promise<string | undefined> {
  const input = { RoleArn: roleArn(), RoleSessionName: SESSION, WebIdentityToken };
  const { AssumedRoleUser } = await strangerTo(server).assumeRoleWithWebIdentity(input);
  return AssumedRoleUser?.Arn;
}

function fetchesOf({ requests }: OidcPeer): number {
  return requests.filter((path) => /\/(\.well-known\/openid-configuration|jwks)$/.test(path))
    .length;
}

describe('oidc-provider', () => {
  before(async () => {
    await open();
    cli = await openAnyCli(server);
    await makeTrust(clientsOf(server), server.account, peer);
  });

  after(async () => {
    await cli?.remove();
    await close();
  });

  async function redeem(token: string): Promise<Ended> {
    return await cli.run(
      undefined,
      ...['sts', 'assume-role-with-web-identity', '--role-arn', roleArn()],
      ...['--role-session-name', SESSION],
      ...['--web-identity-token', await cli.file('token', token)],
    );
  }

  for (const algorithm of ['RS256', 'ES256', 'PS256'] as const) {
    it(`R134: an ${algorithm} token: credentials by the AWS CLI`, needs('aws'), async () => {
      const session = printedSession(await redeem(await peer.idToken(PERSON, algorithm)));
      assert.equal(await whoIs(credentialsOfPrinted(session)), sessionArnOf(server.account));
      const { SubjectFromWebIdentityToken, Audience, Provider, SourceIdentity } = session;
      assert.deepEqual(
        { SubjectFromWebIdentityToken, Audience, Provider, SourceIdentity },
        {
          SubjectFromWebIdentityToken: PERSON,
          Audience: peer.clientId(algorithm),
          Provider: `arn:aws:iam::${server.account}:oidc-provider/${peer.issuer.slice('https://'.length)}`,
          SourceIdentity: 'alice',
        },
      );
    });
  }

  it('somebody else is refused by the trust policy', needs('aws'), async () => {
    const { code, stderr } = await redeem(await peer.idToken('person-4712'));
    assert.equal(code, 254);
    assert.match(
      stderr,
      /\(AccessDenied\).*Not authorized to perform sts:AssumeRoleWithWebIdentity/,
    );
  });

  it("the JavaScript SDK's fromWebToken and fromTokenFile", async () => {
    const clientConfig = { endpoint: server.url, region: server.region };
    const webIdentityToken = await peer.idToken(PERSON);
    const common = { roleArn: roleArn(), roleSessionName: SESSION, clientConfig };
    const byToken = fromWebToken({ ...common, webIdentityToken });
    assert.equal(await whoIs(await byToken()), sessionArnOf(server.account));
    const file = await cli.file('token', await peer.idToken(PERSON, 'ES256'));
    const webIdentityTokenFile = file.replace('file://', '');
    const byFile = fromTokenFile({ ...common, webIdentityTokenFile });
    assert.equal(await whoIs(await byFile()), sessionArnOf(server.account));
  });

  it('tokens of every algorithm are taken', async () => {
    for (const algorithm of peerAlgorithms) {
      const token = await peer.idToken(PERSON, algorithm);
      assert.equal(await redeemBySdk(token), sessionArnOf(server.account), algorithm);
    }
  });

  it('discovery and keys are asked for once, and again when a token names an unknown key', async () => {
    const before = fetchesOf(peer);
    await redeemBySdk(await peer.idToken(PERSON));
    assert.equal(fetchesOf(peer), before);
    peer.rotateKeys();
    // An issuer is not asked again within half a minute, whatever keys tokens name.
    ahead += 31_000;
    assert.equal(await redeemBySdk(await peer.idToken(PERSON)), sessionArnOf(server.account));
    assert.ok(fetchesOf(peer) > before);
  });
});

describe('oidc-provider behind a certificate that nobody but its thumbprint vouches for', () => {
  before(async () => {
    await open({ GATEHOUSE_CA_FILE: '' });
  });

  after(close);

  it('is believed by its thumbprint', async () => {
    await makeTrust(clientsOf(server), server.account, peer, [peer.thumbprint]);
    assert.equal(await redeemBySdk(await peer.idToken(PERSON)), sessionArnOf(server.account));
  });
});
