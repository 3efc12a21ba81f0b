import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { AttemptsRequest } from '../../src/cli/services.ts';
import { runWith } from '../../src/cli/testing.ts';
import { buildAttemptRecorder } from '../../src/compose/attempts.ts';
import { changeLocally } from '../../src/compose/local.ts';
import { operateAttempts } from '../../src/compose/operator-attempts.ts';
import { commandServices, type RunningServer, startServer } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createAccount } from '../../src/domain/accounts/accounts.ts';
import type { NewAttempt } from '../../src/failures/attempt.ts';
import { StartError } from '../../src/failures/start-error.ts';
import { createLogger } from '../../src/http/log.ts';

const OTHER = '333333333333';
const MINUTE = 60_000;
let folder: string;
let config: Config;
let server: RunningServer | undefined;
let now = Date.now();

async function start(): Promise<RunningServer> {
  const started = await startServer(config, createLogger('silent'), { clock: () => now });
  server = started;
  return started;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-operator-'));
  const reading = readConfig({ GATEHOUSE_DATA: folder, GATEHOUSE_PORT: '0' });
  assert.ok(reading.ok);
  config = reading.config;
  const { parts } = await start();
  const action = { account: OTHER, name: 'CreateAccount', parameters: {} };
  await changeLocally(parts, action, (work) =>
    createAccount(work, { accountId: OTHER, name: 'Other', email: 'other@example.com' }),
  );
});

after(async () => {
  await server?.stop();
  await rm(folder, { recursive: true });
});

async function record(members: Partial<NewAttempt>, body?: string): Promise<void> {
  assert.ok(server);
  const { parts } = server;
  const attempt: NewAttempt = {
    requestId: 'r',
    account: '',
    time: now,
    kind: 'saml-api',
    outcome: 'refused',
    code: 'SIG-046',
    sourceAddress: '192.0.2.1',
    userAgent: 'test',
    checks: [],
    facts: {},
    ...members,
  };
  const statements = [...(await buildAttemptRecorder(parts)(attempt, body))];
  await parts.store.append({ statements, changes: [] });
}

async function ask(request: AttemptsRequest | object) {
  assert.ok(server);
  return await operateAttempts(server.parts, server.installation.managementAccount, request);
}

async function gatehouse(...parameters: string[]) {
  const environment = { GATEHOUSE_DATA: folder };
  return await runWith(await commandServices(), ['attempts', ...parameters], { environment });
}

function refused(code: string, text: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof StartError, String(error));
    assert.equal(error.failure.code, code);
    assert.match(error.message, text);
    return true;
  };
}

test('the operator sees the attempts of every account, or of one', async () => {
  await record({ requestId: 'r-1', account: OTHER });
  now += 1;
  await record({ requestId: 'r-2' });
  now += 1;
  await record({ requestId: 'r-3', account: OTHER, subject: 'jane' });
  const list = async (members: object) => {
    const { attempts } = await ask({ do: 'list', filter: {}, limit: 20, ...members });
    return attempts?.map(({ requestId }) => requestId);
  };
  assert.deepEqual(await list({}), ['r-3', 'r-2', 'r-1']);
  assert.deepEqual(await list({ limit: 2 }), ['r-3', 'r-2']);
  assert.deepEqual(await list({ account: OTHER }), ['r-3', 'r-1']);
  assert.deepEqual(await list({ filter: { subject: 'jane' } }), ['r-3']);
  now += 10 * MINUTE;
  assert.deepEqual(await list({ within: MINUTE }), []);
  assert.deepEqual(await list({ within: 11 * MINUTE }), ['r-3', 'r-2', 'r-1']);
  assert.deepEqual(await list({ from: now }), []);
});

test('ATT-001, ATT-006, START-008: what is not there, or not a request, is refused', async () => {
  const show = (id: string, account?: string) =>
    ask({ do: 'show', id, body: false, ...(account === undefined ? {} : { account }) });
  assert.equal((await show('r-1')).attempt?.account, OTHER);
  assert.equal((await show('r-1', OTHER)).attempt?.requestId, 'r-1');
  await assert.rejects(show('r-2', OTHER), refused('ATT-001', /request id `r-2`/));
  await assert.rejects(show('none'), refused('ATT-001', /request id `none`/));
  await assert.rejects(
    show('r-1', '444444444444'),
    refused('ATT-006', /^`444444444444` is no account of this installation$/),
  );
  for (const wrong of [{}, null, 'list', { do: 'list', filter: {}, limit: 0 }, { do: 'drop' }])
    await assert.rejects(ask(wrong as object), refused('START-008', /request is refused/));
});

test('ATT-004: a body is shown where it was captured, and each look is an event', async () => {
  await record({ requestId: 'before' }, 'BODY-0');
  await assert.rejects(
    ask({ do: 'show', id: 'before', body: true }),
    refused('ATT-004', /no body was captured with the attempt `before`/),
  );
  const { captured } = await ask({ do: 'capture', minutes: 10 });
  assert.equal(captured?.capture?.startedBy, 'local-operator');
  await record({ requestId: 'during' }, 'BODY-1');
  assert.equal((await ask({ do: 'show', id: 'during', body: true })).body, 'BODY-1');
  assert.equal((await ask({ do: 'show', id: 'during', body: false })).body, undefined);
  assert.equal((await ask({ do: 'capture', minutes: 0 })).captured?.capture, undefined);
  assert.ok(server);
  const events = await server.parts.store.read
    .selectFrom('events')
    .select(['event_name', 'read_only'])
    .where('user_name', '=', 'local-operator')
    .execute();
  const named = (name: string) => events.filter((event) => event.event_name === name);
  assert.deepEqual([named('GetCapturedBody').length, named('StartCapture').length], [1, 1]);
  assert.ok(named('GetAttempt').every((event) => event.read_only === 1));
  assert.ok(named('StopCapture').every((event) => event.read_only === 0));
  const kept = await server.parts.store.read.selectFrom('attempt_bodies').select('body').execute();
  assert.deepEqual([kept.length, kept[0]?.body.includes('BODY')], [1, false]);
});

test('the command asks the running server, and opens the store when none runs', async () => {
  const served = await gatehouse('show', 'r-3', '--json');
  assert.equal(served.code, 0, served.err);
  await server?.stop();
  server = undefined;
  const alone = await gatehouse('show', 'r-3', '--json');
  assert.equal(alone.code, 0, alone.err);
  assert.deepEqual(JSON.parse(alone.out), JSON.parse(served.out));
  const missing = await gatehouse('show', 'none');
  assert.equal(missing.code, 1);
  assert.match(missing.err, /ATT-001: no attempt has the id or the request id `none`/);
  await start();
});

test('ATT-007: where nothing has started, the command says so and makes nothing', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'gatehouse-empty-'));
  try {
    const environment = { GATEHOUSE_DATA: empty };
    const services = await commandServices();
    const { code, err } = await runWith(services, ['attempts', 'list'], { environment });
    assert.equal(code, 1);
    assert.ok(err.startsWith(`gatehouse: ATT-007: nothing is kept in \`${empty}\` yet\n`), err);
  } finally {
    await rm(empty, { recursive: true });
  }
});
