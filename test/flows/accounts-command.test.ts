/** R244: `gatehouse accounts reopen`, over the socket of a running server and on a store alone. */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runWith } from '../../src/cli/testing.ts';
import { changeLocally } from '../../src/compose/local.ts';
import { operateAccounts } from '../../src/compose/operator-accounts.ts';
import { commandServices, type RunningServer, startServer } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createAccount, findAccount } from '../../src/domain/accounts/accounts.ts';
import { closeAccount } from '../../src/domain/accounts/states.ts';
import { StartError } from '../../src/failures/start-error.ts';
import { createLogger } from '../../src/http/log.ts';

const ACCOUNT = '333333333333';
const DAY = 24 * 60 * 60_000;
let folder: string;
let config: Config;
let server: RunningServer | undefined;
let now = Date.now();

async function start(): Promise<RunningServer> {
  server = await startServer(config, createLogger('silent'), { clock: () => now });
  return server;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-accounts-'));
  const reading = readConfig({ GATEHOUSE_DATA: folder, GATEHOUSE_PORT: '0' });
  assert.ok(reading.ok);
  config = reading.config;
  const { parts } = await start();
  const action = { account: ACCOUNT, name: 'CreateAccount', parameters: {} };
  await changeLocally(parts, action, (work) =>
    createAccount(work, { accountId: ACCOUNT, name: 'Other', email: 'other@example.com' }),
  );
});

after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

async function close(): Promise<void> {
  assert.ok(server);
  const action = { account: ACCOUNT, name: 'CloseAccount', parameters: {} };
  await changeLocally(server.parts, action, async (work) => {
    const account = await findAccount(work, ACCOUNT);
    assert.ok(account);
    closeAccount(work, account);
  });
}

async function reopen(...parameters: string[]) {
  const environment = { GATEHOUSE_DATA: folder };
  const all = ['accounts', 'reopen', ...parameters];
  return await runWith(await commandServices(), all, { environment });
}

test('a closed account is open again, and the event history says by whom', async () => {
  await close();
  const { code, out, err } = await reopen('--account', ACCOUNT);
  assert.deepEqual([code, out, err], [0, `account ${ACCOUNT} is open again\n`, '']);
  assert.ok(server);
  const [event] = await server.parts.store.read
    .selectFrom('events')
    .select(['record'])
    .where('event_name', '=', 'ReopenAccount')
    .execute();
  assert.match(String(event?.record), /local-operator/);
});

test('ORG-001, ORG-003: an open account and one that there is not are refused', async () => {
  const open = await reopen('--account', ACCOUNT);
  assert.equal(open.code, 1);
  assert.match(open.err, /ORG-001: account `333333333333` is not closed/);
  const nobody = await reopen('--account', '999999999999');
  assert.match(nobody.err, /ORG-003: no account has the id `999999999999`/);
  const missing = await reopen();
  assert.equal(missing.code, 2);
});

test('START-008: what is no request of the command', async () => {
  assert.ok(server);
  const { parts, installation } = server;
  for (const request of [
    { do: 'close', account: ACCOUNT },
    { do: 'reopen', account: '1' },
  ]) {
    await assert.rejects(
      operateAccounts(parts, installation.managementAccount, request),
      (error: unknown) => error instanceof StartError && error.failure.code === 'START-008',
    );
  }
});

test('R242, ORG-002: after 90 days it is too late, the moment before it is not', async () => {
  await close();
  const closed = now;
  now = closed + 90 * DAY - 1;
  assert.equal((await reopen('--account', ACCOUNT)).code, 0);
  now = closed;
  await close();
  now = closed + 90 * DAY;
  const late = await reopen('--account', ACCOUNT);
  assert.match(late.err, /ORG-002: account `333333333333` was closed more than 90 days ago/);
  now = closed;
});

test('works on a store that no server holds', async () => {
  await server?.stop();
  const { code, out } = await reopen('--account', ACCOUNT, '--json');
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), { account: ACCOUNT });
  await start();
});
