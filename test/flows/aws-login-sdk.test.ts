/** `aws login` as the JavaScript SDK goes on with it: `fromLoginCredentials` and its cache file. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { fromLoginCredentials } from '@aws-sdk/credential-provider-login';
import { clientKey } from '../../src/oidc/dpop/testing.ts';
import { beginLogin, type LoginRun, signedIn, type TokenAnswer } from '../support/aws-login.ts';
import { clientsOf } from '../support/clients.ts';
import { allow, makeUser } from '../support/entities.ts';
import { LOGIN_POLICY, type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import type { Visitor } from '../support/page-visitor.ts';

const PROFILE = 'gatehouse';
/** Variables by which the SDK finds its files; a test of its own has its own. */
const VARIABLES = [
  'AWS_ENDPOINT_URL_SIGNIN',
  'AWS_PROFILE',
  'AWS_CONFIG_FILE',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_LOGIN_CACHE_DIRECTORY',
];

interface Cached {
  accessToken: Record<string, string>;
  refreshToken: string;
  dpopKey: string;
}

let world: LoginWorld;
let browser: Visitor;
let folder: string;
let cacheFile: string;
let run: LoginRun;
const earlier = new Map(VARIABLES.map((name) => [name, process.env[name]]));

before(async () => {
  world = await openLoginWorld();
});
after(async () => {
  await world?.server.stop();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-login-'));
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_LOGIN_CACHE_DIRECTORY = folder;
  const { server, alice } = world;
  const session = alice.arn;
  const hash = createHash('sha256').update(session).digest('hex');
  cacheFile = join(folder, `${hash}.json`);
  const profile = [
    `[profile ${PROFILE}]`,
    `login_session = ${session}`,
    `region = ${server.region}`,
  ];
  await writeFile(join(folder, 'config'), `${profile.join('\n')}\n`);
  browser = await world.browserOf(alice);
  run = beginLogin(world.publicUrl);
  await writeCache(await signedIn(server.url, browser, run));
});
afterEach(async () => {
  for (const [name, value] of earlier) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  await rm(folder, { recursive: true, force: true });
});

/** The cache file as `aws login` leaves it; credentials that are over make the SDK refresh. */
async function writeCache(token: TokenAnswer): Promise<void> {
  const cached = {
    accessToken: {
      ...token.accessToken,
      accountId: world.server.account,
      expiresAt: new Date(Date.now() - 1000).toISOString(),
    },
    tokenType: token.tokenType,
    clientId: run.clientId,
    refreshToken: token.refreshToken,
    idToken: token.idToken,
    dpopKey: keyText(run.key),
  };
  await writeFile(cacheFile, JSON.stringify(cached));
}

async function cache(): Promise<Cached> {
  return JSON.parse(await readFile(cacheFile, 'utf8')) as Cached;
}

/** Lets the cached credentials be over, so that the next use refreshes them. */
async function expire(changes: Partial<Cached> = {}): Promise<void> {
  const cached = await cache();
  cached.accessToken.expiresAt = new Date(Date.now() - 1000).toISOString();
  await writeFile(cacheFile, JSON.stringify({ ...cached, ...changes }));
}

/** The private key as the command keeps it. */
function keyText({ privateKey }: LoginRun['key']): string {
  return privateKey.export({ type: 'sec1', format: 'pem' }).toString();
}

/** Credentials as an application gets them that names the profile. */
async function credentials(endpoint = world.server.url) {
  const clientConfig = { endpoint, maxAttempts: 1 };
  return await fromLoginCredentials({ profile: PROFILE, clientConfig })();
}

async function assertRefused(message: string): Promise<void> {
  await assert.rejects(credentials(), { name: 'CredentialsProviderError', message });
}

describe('fromLoginCredentials', () => {
  it('uses what aws login left, then refreshes with its key and keeps the next token', async () => {
    const { server, alice } = world;
    const first = await cache();
    const found = await credentials();
    const { sts } = clientsOf(server, found);
    assert.equal((await sts.getCallerIdentity({})).Arn, alice.arn);
    assert.equal(found.accountId, server.account);
    const second = await cache();
    assert.notEqual(second.refreshToken, first.refreshToken);
    assert.equal(second.accessToken.accessKeyId, found.accessKeyId);
    assert.ok(Date.parse(second.accessToken.expiresAt ?? '') - Date.now() <= 900_000);
    // Fresh ones are used as they are, without asking the server.
    assert.equal((await credentials('http://127.0.0.1:1')).accessKeyId, found.accessKeyId);
  });

  it('refreshes through either name of the own computer, and the public one', async () => {
    for (const url of [world.publicUrl, world.server.url, `${world.publicUrl}/`]) {
      const { accessToken } = await cache();
      await expire();
      const found = await credentials(url);
      assert.notEqual(found.accessKeyId, accessToken.accessKeyId);
    }
  });

  it('refreshes in many programs at once that share the cache', async () => {
    const found = await Promise.all(Array.from({ length: 4 }, () => credentials()));
    for (const one of found) {
      const { sts } = clientsOf(world.server, one);
      assert.equal((await sts.getCallerIdentity({})).Arn, world.alice.arn);
    }
    await expire();
    await credentials();
  });

  it('finds the endpoint in the environment and in the profile', async () => {
    process.env.AWS_ENDPOINT_URL_SIGNIN = world.server.url;
    const first = await fromLoginCredentials({ profile: PROFILE })();
    delete process.env.AWS_ENDPOINT_URL_SIGNIN;
    const profile = await readFile(join(folder, 'config'), 'utf8');
    const other = join(folder, 'config-with-endpoint');
    await writeFile(other, `${profile}endpoint_url = ${world.server.url}\n`);
    process.env.AWS_CONFIG_FILE = other;
    process.env.AWS_PROFILE = PROFILE;
    await expire();
    const second = await fromLoginCredentials()();
    assert.notEqual(second.accessKeyId, first.accessKeyId);
  });

  it('says that the session has expired after signing out in the browser', async () => {
    await credentials();
    await browser.get('/federation?Action=logout');
    await expire();
    await assertRefused('Your session has expired. Please reauthenticate.');
  });

  it('says that permissions are missing', async () => {
    const { iam } = world.admin;
    await iam.detachUserPolicy({ UserName: 'alice', PolicyArn: LOGIN_POLICY });
    try {
      await assertRefused(
        "Unable to refresh credentials due to insufficient permissions. You may be missing permission for the 'CreateOAuth2Token' action.",
      );
    } finally {
      await iam.attachUserPolicy({ UserName: 'alice', PolicyArn: LOGIN_POLICY });
    }
  });

  it('says that the password was changed', async () => {
    const { server, admin } = world;
    const user = await makeUser(admin, 'carol', { policy: allow('signin:*') });
    await admin.iam.createLoginProfile({ UserName: 'carol', Password: 'First-password-1' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    run = beginLogin(world.publicUrl);
    await writeCache(await signedIn(server.url, await world.browserOf(user), run));
    await credentials();
    await admin.iam.updateLoginProfile({ UserName: 'carol', Password: 'Second-password-2' });
    await expire();
    await assertRefused(
      'Unable to refresh credentials because of a change in your password. Please reauthenticate with your new password.',
    );
  });

  it('gets nowhere with a copied cache and another key', async () => {
    await expire({ dpopKey: keyText(clientKey()) });
    await assert.rejects(
      credentials(),
      /The DPoP proof is not of the key that the refresh token is bound to/,
    );
  });
});
