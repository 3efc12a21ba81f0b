import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SETTING_OPTIONS } from '../cli/setting-options.ts';
import { readConfig } from '../config.ts';
import { HashGate, verifyPassword } from '../crypto/index.ts';
import { createOrganization } from '../domain/organizations/organizations.ts';
import { StartError } from '../failures/start-error.ts';
import { createLogger } from '../http/log.ts';
import { settings } from '../settings.ts';
import { type BootstrapPlace, bootstrap } from './bootstrap.ts';
import { prepareInstallation } from './installation.ts';
import { changeLocally } from './local.ts';
import { openParts, type Parts } from './parts.ts';

let folder: string;
let parts: Parts;
let place: BootstrapPlace;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-bootstrap-'));
  const reading = readConfig({ GATEHOUSE_DATA: folder });
  assert.ok(reading.ok);
  parts = await openParts(reading.config, createLogger('silent'));
  const { managementAccount } = await prepareInstallation(parts);
  place = { managementAccount, publicUrl: 'http://localhost:8400' };
});

after(async () => {
  await parts.store.close();
  await rm(folder, { recursive: true });
});

function refused(code: string, text: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof StartError, String(error));
    assert.equal(error.failure.code, code);
    assert.match(error.message, text);
    return true;
  };
}

test('an administrator is made with a key that the state knows; the same name is refused', async () => {
  const request = { administrator: { userName: 'Admin' } };
  const { administrator, accountId } = await bootstrap(parts, place, request);
  assert.ok(administrator);
  assert.equal(accountId, place.managementAccount);
  const key = await parts.state.key(accountId, administrator.accessKeyId);
  assert.equal(key?.secret, administrator.secretAccessKey);
  await assert.rejects(
    bootstrap(parts, place, { administrator: { userName: 'admin' } }),
    refused('INST-005', /a user called `Admin` exists already/),
  );
  const other = await bootstrap(parts, place, { administrator: { userName: 'admin2' } });
  assert.equal(other.administrator?.userName, 'admin2');
});

test('INST-004: what is not in the form that accounts and users need changes nothing', async () => {
  const wrong: readonly [unknown, RegExp][] = [
    [{ administrator: { userName: 'two words' } }, /user name/],
    [{ account: { name: 'Second', email: 'nowhere' } }, /e-mail address/],
    [{ account: { name: '', email: 'a@example.com' } }, /account name/],
    [{ rootPassword: 'short' }, /root password: Password should have a minimum length of 8/],
    [{ rootPassword: `Aa1${'x'.repeat(126)}` }, /root password: at most 128 characters/],
    [{ surprise: true }, /Unrecognized key/],
    ['bootstrap', /Invalid input/],
  ];
  for (const [request, text] of wrong) {
    await assert.rejects(bootstrap(parts, place, request), refused('INST-004', text));
  }
});

test('the root password is set as a hash, and open set-up links end', async () => {
  const { setupUrl } = await bootstrap(parts, place, { setupLink: true });
  assert.match(setupUrl ?? '', /^http:\/\/localhost:8400\/setup\?token=[\w-]{43}$/);
  const answer = await bootstrap(parts, place, { rootPassword: 'Correct-Horse-1' });
  assert.equal(answer.rootPasswordSet, true);
  const row = await parts.store.read
    .selectFrom('accounts')
    .select('root_password')
    .where('account_id', '=', place.managementAccount)
    .executeTakeFirstOrThrow();
  const stored = row.root_password ?? undefined;
  assert.equal(await verifyPassword('Correct-Horse-1', stored, new HashGate()), true);
  const open = await parts.store.read
    .selectFrom('setup_links')
    .select('token_hash')
    .where('used_at', 'is', null)
    .execute();
  assert.deepEqual(open, []);
});

test('R241: another account needs an address of its own; a plus address is one (R243)', async () => {
  const account = { name: 'Second', email: 'Owner@example.com' };
  const second = await bootstrap(parts, place, { account, administrator: { userName: 'boss' } });
  assert.notEqual(second.accountId, place.managementAccount);
  await assert.rejects(
    bootstrap(parts, place, { account: { name: 'Third', email: 'owner@EXAMPLE.com' } }),
    refused('INST-005', /an account with the e-mail address `owner@EXAMPLE\.com` exists already/),
  );
  const plus = { name: 'Third', email: 'owner+third@example.com' };
  assert.equal((await bootstrap(parts, place, { account: plus })).email, plus.email);
});

test('once the management account has an organization, further accounts are its members', async () => {
  const { managementAccount } = place;
  const action = { account: managementAccount, name: 'CreateOrganization', parameters: {} };
  const { organization_id } = await changeLocally(parts, action, (work) =>
    createOrganization(work, 'ALL'),
  );
  const account = { name: 'Member', email: 'member@example.com' };
  const { accountId } = await bootstrap(parts, place, { account });
  const state = await parts.state.account(accountId);
  assert.equal(state?.organizationId, organization_id);
  const role = await parts.state.role(accountId, 'OrganizationAccountAccessRole');
  assert.deepEqual(role?.attached, ['arn:aws:iam::aws:policy/AdministratorAccess']);
});

test('every option of the command line stands for a setting that exists', () => {
  const known = new Set<string>(Object.values(settings).map(({ env }) => env));
  const unknown = SETTING_OPTIONS.filter(([, env]) => !known.has(env));
  assert.deepEqual(unknown, []);
});
