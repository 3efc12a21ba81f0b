import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runWith } from '../../src/cli/testing.ts';
import { changeLocally, readLocally } from '../../src/compose/local.ts';
import { commandServices, type RunningServer, startServer } from '../../src/compose.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { createUser, findUserByName } from '../../src/domain/directory/index.ts';
import { instanceOfAccount } from '../../src/domain/identity-center/instances.ts';
import { createOrganization } from '../../src/domain/organizations/organizations.ts';
import type { Work } from '../../src/domain/work.ts';
import { createLogger } from '../../src/http/log.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
let folder: string;
let config: Config;
let server: RunningServer | undefined;

async function start(): Promise<RunningServer> {
  server = await startServer(config, createLogger('silent'), { clock: () => NOW });
  return server;
}

async function stop(): Promise<void> {
  await server?.stop();
  server = undefined;
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-operator-'));
  const reading = readConfig({ GATEHOUSE_DATA: folder, GATEHOUSE_PORT: '0' });
  assert.ok(reading.ok);
  config = reading.config;
  await start();
});
after(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

async function run(parameters: readonly string[], stdin?: string) {
  const environment = { GATEHOUSE_DATA: folder };
  return await runWith(await commandServices(), ['identity-center', ...parameters], {
    environment,
    ...(stdin === undefined ? {} : { stdin }),
  });
}

async function asOwner<Result>(body: (work: Work) => Promise<Result>): Promise<Result> {
  assert.ok(server);
  const account = server.installation.managementAccount;
  const action = { account, name: 'Test', parameters: {} };
  return await changeLocally(server.parts, action, body);
}

test('enable needs an organization and tells what to do', async () => {
  const refused = await run(['enable']);
  assert.equal(refused.code, 1);
  assert.match(refused.err, /^gatehouse: IDC-004: account `\d{12}` manages no organization/);
  assert.match(refused.err, /Create an organization with all features/);
  const early = await run(['user-password', '--user', 'jane', '--password-stdin'], 'Pass-word1\n');
  assert.equal(early.code, 1);
  assert.match(early.err, /^gatehouse: IDC-011: account `\d{12}` has no instance/);
});

test('enable asks the running server, and says what it made', async () => {
  await asOwner((work) => createOrganization(work, 'ALL'));
  const elsewhere = await run(['enable', '--instance-region', 'xx-none-1']);
  assert.equal(elsewhere.code, 1);
  assert.match(elsewhere.err, /^gatehouse: IDC-006: the region `xx-none-1` is none of this/);
  const malformed = await run(['enable', '--name', 'two words']);
  assert.match(malformed.err, /^gatehouse: START-008: .*name: 1 to 255 letters, digits/);
  const done = await run(['enable', '--name', 'company']);
  assert.equal(done.code, 0, done.err);
  assert.match(
    done.out,
    /^instance +arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}\nidentity store +(d-[0-9a-f]{10})\naccess portal +http:\/\/localhost:\d+\/portal\/\1\/start\n$/,
  );
  const again = await run(['enable']);
  assert.equal(again.code, 1);
  assert.match(again.err, /^gatehouse: IDC-002: account `\d{12}` owns the instance `ssoins-/);
});

test('user-password sets a password that its user can sign in with', async () => {
  const storeId = await asOwner(async (work) => {
    const instance = await instanceOfAccount(work);
    assert.ok(instance);
    return instance.identity_store_id;
  });
  await asOwner((work) =>
    createUser(
      work,
      storeId,
      { UserName: 'jane', DisplayName: 'Jane', Name: { GivenName: 'Jane', FamilyName: 'Doe' } },
      'arn:aws:iam::111122223333:root',
    ),
  );
  const jane = async () => {
    assert.ok(server);
    const account = server.installation.managementAccount;
    const row = await readLocally(server.parts, account, (work) =>
      findUserByName(work, storeId, 'jane'),
    );
    assert.ok(row);
    return row;
  };
  const set = ['user-password', '--user', 'JANE', '--password-stdin'];
  const done = await run(set, 'Correct-Horse-1\n');
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /^user +jane\nuser ID +[0-9a-f-]{47}\npassword +set\n$/);
  const row = await jane();
  assert.equal(row.password_state, 'set');
  assert.ok(server);
  const { passwords } = server.parts;
  assert.equal(await passwords.verify('Correct-Horse-1', row.password ?? ''), true);

  const weak = await run(set, 'short\n');
  assert.equal(weak.code, 1);
  assert.match(weak.err, /^gatehouse: DIR-001: /);
  const nobody = ['user-password', '--user', 'nobody', '--password-stdin'];
  const unknown = await run(nobody, 'Correct-Horse-2\n');
  assert.match(unknown.err, /^gatehouse: IDC-012: there is no user `nobody` in the directory/);
  const bare = await run(['user-password', '--user', 'jane']);
  assert.equal(bare.code, 2);
  assert.match(bare.err, /--password-stdin is needed: passwords are no arguments/);

  const once = await run([...set, '--one-time', '--json'], 'Correct-Horse-3\n');
  assert.deepEqual(JSON.parse(once.out), {
    userName: 'jane',
    userId: row.user_id,
    expiresAt: '2026-11-29T12:00:00Z',
  });
  assert.equal((await jane()).password_state, 'one-time');
});

test('without a server the command opens the store itself', async () => {
  await stop();
  const set = ['user-password', '--user', 'jane', '--password-stdin', '--lang', 'ko'];
  const done = await run(set, 'Correct-Horse-4\n');
  assert.equal(done.code, 0, done.err);
  assert.match(done.out, /^사용자 +jane\n사용자 ID +[0-9a-f-]{47}\n암호 +설정됨\n$/);
});
