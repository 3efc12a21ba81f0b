/** Attempts by Debian's AWS CLI, which knows nothing but the model file that is shipped. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { type Cli, openCli } from '../support/cli.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const MODEL = join(import.meta.dirname, '..', '..', 'examples', 'gatehouse-service-2.json');

let server: TestServer;
let cli: Cli;

before(async () => {
  server = await startTestServer();
  cli = await openCli(server);
});

after(async () => {
  await cli?.remove();
  await server?.stop();
});

test('attempts are listed and got by ordinary commands', needs('aws'), async () => {
  const { administrator, account } = server;
  const added = ['configure', 'add-model', '--service-model', `file://${MODEL}`];
  assert.equal((await cli.run(administrator, ...added)).code, 0);
  const time = Date.now();
  await server.record({
    requestId: 'cli-1',
    account,
    time,
    kind: 'saml-api',
    outcome: 'refused',
    code: 'SIG-030',
    subject: 'jane@example.com',
    sourceAddress: '192.0.2.7',
    userAgent: 'aws-cli/2',
    checks: [{ name: 'keyIsKnown', code: 'SIG-030', outcome: 'failed' }],
    facts: {},
  });
  const gatehouse = (...parameters: string[]) =>
    cli.json(administrator, 'gatehouse', ...parameters) as Promise<Record<string, never>>;
  const listed = await gatehouse(
    ...['list-attempts', '--subject', 'jane@example.com', '--start-time', '2026-01-01'],
  );
  const [first] = listed.Attempts as unknown as { RequestId: string }[];
  assert.equal(first?.RequestId, 'cli-1');
  const got = await gatehouse('get-attempt', '--request-id', 'cli-1', '--language', 'ko');
  const { Checks, Time } = got.Attempt as unknown as { Checks: { Title: string }[]; Time: string };
  assert.equal(Checks[0]?.Title, '액세스 키가 존재함');
  assert.equal(Date.parse(Time), time);
  const { code, stderr } = await cli.run(
    administrator,
    ...['gatehouse', 'get-attempt', '--request-id', 'none'],
  );
  assert.notEqual(code, 0);
  assert.match(stderr, /\(ResourceNotFoundException\).* GetAttempt operation: No attempt with/);
});
