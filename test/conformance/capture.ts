/*
 * Records what the AWS CLI and boto3 send, as fixtures for captured.test.ts.
 *
 * To add one: add a row to `captures`, run `node test/conformance/capture.ts NAME` (without a name
 * all are recorded again), read the new file under captured/ and write its `expect` by hand from
 * the command, not from what Gatehouse made of it. Credentials are made up here, and signatures
 * are replaced before anything is written. Needs Debian's awscli and python3-boto3.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const trust =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';

const aws = (...parameters: string[]) => [
  '/usr/bin/aws',
  ...parameters,
  '--endpoint-url',
  'ENDPOINT',
  '--region',
  'us-east-1',
];

const boto3 = (service: string, call: string) => [
  '/usr/bin/python3',
  '-c',
  `import boto3, datetime\nboto3.client('${service}', endpoint_url='ENDPOINT', region_name='us-east-1').${call}`,
];

const captures: Readonly<Record<string, readonly string[]>> = {
  'cli-get-caller-identity': aws('sts', 'get-caller-identity'),
  'cli-assume-role': aws(
    ...['sts', 'assume-role', '--role-arn', 'arn:aws:iam::123456789012:role/team/deploy'],
    ...['--role-session-name', 'from cli&more', '--duration-seconds', '900'],
    ...['--tags', 'Key=Team,Value=A+B =ü', 'Key=Cost,Value=', '--transitive-tag-keys', 'Team'],
  ),
  'cli-assume-role-with-saml': aws(
    ...['sts', 'assume-role-with-saml', '--role-arn', 'arn:aws:iam::123456789012:role/sso'],
    ...['--principal-arn', 'arn:aws:iam::123456789012:saml-provider/idp'],
    ...['--saml-assertion', 'PHNhbWw+/+=='],
  ),
  'cli-create-role': aws(
    ...['iam', 'create-role', '--role-name', 'deploy', '--path', '/team/'],
    ...['--assume-role-policy-document', trust, '--max-session-duration', '7200'],
  ),
  'cli-update-login-profile': aws(
    ...['iam', 'update-login-profile', '--user-name', 'anna', '--no-password-reset-required'],
  ),
  'cli-lookup-events': aws(
    ...['cloudtrail', 'lookup-events', '--start-time', '2026-01-31T09:30:00Z', '--max-items', '5'],
    ...['--lookup-attributes', 'AttributeKey=EventName,AttributeValue=AssumeRole'],
  ),
  'cli-create-account': aws(
    ...['organizations', 'create-account', '--email', 'team@example.com', '--account-name', 'Team'],
  ),
  'cli-sso-list-accounts': aws(...['sso', 'list-accounts', '--access-token', 'example-token']),
  'cli-sso-oidc-register-client': aws(
    ...['sso-oidc', 'register-client', '--client-name', 'cli', '--client-type', 'public'],
    ...['--scopes', 'sso:account:access'],
  ),
  'boto3-tag-role': boto3(
    'iam',
    "tag_role(RoleName='deploy', Tags=[{'Key': 'a b', 'Value': '한글'}])",
  ),
  'boto3-list-roles': boto3('iam', "list_roles(PathPrefix='/team/', MaxItems=10)"),
  'boto3-create-user': boto3(
    'identitystore',
    "create_user(IdentityStoreId='d-1234567890', UserName='anna', Name={'GivenName': 'Anna', 'FamilyName': 'Ek'}, Emails=[{'Value': 'anna@example.com', 'Primary': True}])",
  ),
  'boto3-lookup-events': boto3(
    'cloudtrail',
    'lookup_events(StartTime=datetime.datetime(2026, 1, 31, 9, 30, 0, 250000, datetime.timezone.utc), MaxResults=50)',
  ),
  'boto3-describe-quicksight-user': boto3(
    'quicksight',
    "describe_user(AwsAccountId='123456789012', Namespace='default', UserName='Role/session')",
  ),
};

/** Signatures go, and of the user agent only the program stays: the rest tells of the machine. */
function redacted(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const text = String(value).replace(/Signature=[0-9a-f]+/, `Signature=${'0'.repeat(64)}`);
    kept[name] = name === 'user-agent' ? text.replace(/ .*/s, '') : text;
  }
  return kept;
}

async function record(name: string, command: readonly string[]): Promise<void> {
  const file = new URL(`captured/${name}.json`, import.meta.url);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    const fixture = {
      command: command.map((word) => word.replace('ENDPOINT', 'http://localhost')),
      request: {
        method: request.method,
        path,
        query,
        headers: { ...redacted(request.headers), host: 'localhost' },
        body: Buffer.concat(chunks).toString('latin1'),
      },
      expect: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).expect : {},
    };
    writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
    response.writeHead(400).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [program = '', ...parameters] = command.map((word) => word.replace('ENDPOINT', endpoint));
  const child = spawn(program, parameters, {
    env: {
      PATH: '/usr/bin:/bin',
      HOME: '/nonexistent',
      AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
    },
    stdio: 'ignore',
  });
  await once(child, 'close');
  server.close();
}

const [only] = process.argv.slice(2);
for (const [name, command] of Object.entries(captures)) {
  if (only === undefined || only === name) await record(name, command);
}
