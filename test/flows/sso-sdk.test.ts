import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { ended } from '../support/cli.ts';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { awsStartUrl, signedInDevice } from '../support/sso-client.ts';

const PROGRAM = `
import { createRequire } from 'node:module';
const require = createRequire(process.argv[1]);
const { fromSSO } = require('@aws-sdk/credential-provider-sso');
const { STS } = require('@aws-sdk/client-sts');
const credentials = fromSSO({ profile: 'dev' });
console.log((await new STS({ region: 'us-east-1', credentials }).getCallerIdentity({})).Arn);
`;

describe('the SDK for JavaScript with IAM Identity Center', () => {
  let server: TestServer;
  let world: PortalWorld;
  let home = '';
  before(async () => {
    server = await startTestServer();
    world = await makePortal(server);
    home = await mkdtemp(join(tmpdir(), 'gatehouse-sdk-'));
  });
  after(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('R172: fromSSO refreshes the token of the cache and gets credentials, by AWS_ENDPOINT_URL', async () => {
    const visitor = portalVisitor(world, await world.signIn());
    const tokens = await signedInDevice(world, visitor);
    const folder = join(home, '.aws', 'sso', 'cache');
    await mkdir(folder, { recursive: true });
    const cache = join(folder, `${createHash('sha1').update('work').digest('hex')}.json`);
    const kept = {
      startUrl: awsStartUrl(world),
      region: 'us-east-1',
      accessToken: tokens.accessToken,
      // Over in a moment, so that the SDK refreshes it first.
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
      clientId: tokens.client.clientId,
      clientSecret: tokens.client.clientSecret,
      registrationExpiresAt: new Date(Date.now() + 86_400_000).toISOString(),
      refreshToken: tokens.refreshToken,
    };
    await writeFile(cache, JSON.stringify(kept));
    await writeFile(
      join(home, '.aws', 'config'),
      `[sso-session work]
sso_start_url = ${awsStartUrl(world)}
sso_region = us-east-1
sso_registration_scopes = sso:account:access
[profile dev]
sso_session = work
sso_account_id = ${world.accounts[0]}
sso_role_name = Admin
`,
    );
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', PROGRAM, join(import.meta.dirname, 'sso-sdk.test.ts')],
      {
        env: { PATH: process.env.PATH, HOME: home, AWS_ENDPOINT_URL: server.url },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const { code, stdout, stderr } = await ended(child);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /:assumed-role\/AWSReservedSSO_Admin_[0-9a-f]{16}\/maria$/m);
    const after = JSON.parse(await readFile(cache, 'utf8'));
    assert.notEqual(after.accessToken, tokens.accessToken);
    assert.notEqual(after.refreshToken, tokens.refreshToken);
  });
});
