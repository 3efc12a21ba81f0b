/** Multi-factor devices with Debian's AWS CLI and codes of oathtool. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { type Authenticator, authenticator } from '../support/authenticator.ts';
import { type Cli, openCli } from '../support/cli.ts';
import { clientsOf } from '../support/clients.ts';
import { allow, type MadeUser, makeRole, makeUser, trusts } from '../support/entities.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const MFA = {
  Condition: {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
  },
};

interface SessionOutput {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
  };
}

describe('MFA with the AWS CLI', needs('aws', 'oathtool'), () => {
  let server: TestServer;
  let cli: Cli;
  let rosa: MadeUser;
  let app: Authenticator;

  before(async () => {
    server = await startTestServer();
    cli = await openCli(server);
    rosa = await makeUser(clientsOf(server), 'rosa', { policy: allow('iam:*') });
  });
  after(async () => {
    await server.stop();
    await cli.remove();
  });

  const session = (parameters: readonly string[]) =>
    cli.run(rosa.credentials, 'sts', 'get-session-token', ...parameters);

  it('creates a device with its seed or its picture in a file, and enables it', async () => {
    const seedFile = join(cli.home, 'seed.txt');
    await cli.json(
      rosa.credentials,
      ...['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'rosa'],
      ...['--bootstrap-method', 'Base32StringSeed', '--outfile', seedFile],
    );
    const seed = (await readFile(seedFile, 'utf8')).trim();
    app = authenticator(`arn:aws:iam::${server.account}:mfa/rosa`, seed);
    const enabled = await cli.run(
      rosa.credentials,
      ...['iam', 'enable-mfa-device', '--user-name', 'rosa', '--serial-number', app.serial],
      ...['--authentication-code1', app.next(), '--authentication-code2', app.next()],
    );
    assert.equal(enabled.code, 0, enabled.stderr);
    const picture = join(cli.home, 'qr.png');
    await cli.json(
      rosa.credentials,
      ...['iam', 'create-virtual-mfa-device', '--virtual-mfa-device-name', 'spare'],
      ...['--bootstrap-method', 'QRCodePNG', '--outfile', picture],
    );
    assert.equal((await readFile(picture)).subarray(1, 4).toString(), 'PNG');
    const listed = await cli.json(rosa.credentials, 'iam', 'list-mfa-devices');
    assert.match(JSON.stringify(listed), /mfa\/rosa/);
  });

  it('gets a session with a code, which may call IAM; the code counts once', async () => {
    const parameters = ['--serial-number', app.serial, '--token-code', app.next()];
    const made = await session(parameters);
    assert.equal(made.code, 0, made.stderr);
    const { Credentials: got } = JSON.parse(made.stdout) as SessionOutput;
    const temporary: Credentials = {
      accessKeyId: got.AccessKeyId,
      secretAccessKey: got.SecretAccessKey,
      sessionToken: got.SessionToken,
    };
    await cli.json(temporary, 'iam', 'list-mfa-devices');
    const again = await session(parameters);
    assert.equal(
      again.stderr.trim().replace(/^aws: \[ERROR\]: /, ''),
      'An error occurred (AccessDenied) when calling the GetSessionToken operation: MultiFactorAuthentication failed with invalid MFA one time pass code.',
    );
  });

  it('assumes a role that demands a device', async () => {
    const role = await makeRole(
      clientsOf(server),
      'guarded',
      trusts(rosa.arn, 'sts:AssumeRole', MFA),
    );
    const assumed = ['sts', 'assume-role', '--role-arn', role.arn, '--role-session-name', 'cli'];
    const without = await cli.run(rosa.credentials, ...assumed);
    assert.match(without.stderr, /is not authorized to perform: sts:AssumeRole on resource/);
    const code = ['--serial-number', app.serial, '--token-code', app.next()];
    await cli.json(rosa.credentials, ...assumed, ...code);
    const noCode = await cli.run(rosa.credentials, ...assumed, '--serial-number', app.serial);
    assert.match(
      noCode.stderr,
      /MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code\./,
    );
    const wrong = `${app.serial}-other`;
    const other = ['--serial-number', wrong, '--token-code', app.last()];
    assert.match(
      (await cli.run(rosa.credentials, ...assumed, ...other)).stderr,
      /unable to validate MFA code\. {2}Please verify your MFA serial number is valid and associated with this user\./,
    );
  });
});
