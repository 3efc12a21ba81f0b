import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { accessKeyId } from '../base/ids.ts';
import { type Environment, readConfig } from '../config.ts';
import { StartError } from '../failures/start-error.ts';
import { createLogger } from '../http/log.ts';
import { findInstallation, prepareInstallation } from './installation.ts';
import { openParts, type Parts } from './parts.ts';

const root = await mkdtemp(join(tmpdir(), 'gatehouse-start-'));
after(() => rm(root, { recursive: true }));

/** Opens the parts over a folder of that name, lets `body` use them, and closes them. */
async function withParts<Result>(
  folder: string,
  environment: Environment,
  body: (parts: Parts) => Promise<Result>,
): Promise<Result> {
  const reading = readConfig({ GATEHOUSE_DATA: join(root, folder), ...environment });
  assert.ok(reading.ok);
  const parts = await openParts(reading.config, createLogger('silent'));
  try {
    return await body(parts);
  } finally {
    await parts.store.close();
  }
}

function startFailure(code: string, text: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof StartError);
    assert.equal(error.failure.code, code);
    assert.match(error.message, text);
    return true;
  };
}

test('the first start makes the master key, for its owner only, and the management account', async () => {
  const made = await withParts('first', {}, prepareInstallation);
  assert.equal(made.isNew, true);
  assert.match(made.managementAccount, /^[1-9]\d{11}$/);
  assert.equal(made.hasRootPassword, false);
  assert.equal((await stat(join(root, 'first/master.key'))).mode & 0o777, 0o600);
});

test('later starts never overwrite, whatever the bootstrap settings say', async () => {
  const settings = { GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '111122223333' };
  await withParts('later', settings, prepareInstallation);
  const key = await readFile(join(root, 'later/master.key'), 'utf8');
  const other = {
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '444455556666',
    GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: 'Another-Password-1',
  };
  const again = await withParts('later', other, prepareInstallation);
  assert.deepEqual(again, {
    managementAccount: '111122223333',
    isNew: false,
    hasRootPassword: false,
  });
  assert.equal(await readFile(join(root, 'later/master.key'), 'utf8'), key);
});

test('INST-001: a master key that is damaged or open to others stops the start', async () => {
  await withParts('keys', {}, findInstallation);
  const path = join(root, 'keys/master.key');
  const key = await readFile(path, 'utf8');
  await chmod(path, 0o640);
  await assert.rejects(
    withParts('keys', {}, findInstallation),
    startFailure('INST-001', /mode 640/),
  );
  await chmod(path, 0o600);
  await writeFile(path, key.slice(0, 20));
  await assert.rejects(
    withParts('keys', {}, findInstallation),
    startFailure('INST-001', /32 bytes/),
  );
  await writeFile(path, key);
  assert.equal(await withParts('keys', {}, findInstallation), undefined);
});

test('INST-003: a node with another master key does not start', async () => {
  await withParts('ring', {}, findInstallation);
  const other = { GATEHOUSE_MASTER_KEY: Buffer.alloc(32, 7).toString('base64') };
  await assert.rejects(
    withParts('ring', other, findInstallation),
    startFailure('INST-003', /`GATEHOUSE_MASTER_KEY`: wrong-master-key/),
  );
  const right = {
    GATEHOUSE_MASTER_KEY: (await readFile(join(root, 'ring/master.key'), 'utf8')).trim(),
  };
  assert.equal(await withParts('ring', right, findInstallation), undefined);
});

test("INST-002: a policy file that is no policy stops the start; an operator's own is loaded", async () => {
  const folder = join(root, 'policies');
  await mkdir(folder);
  const settings = { GATEHOUSE_POLICIES: folder };
  await writeFile(join(folder, 'broken.json'), '{');
  await assert.rejects(
    withParts('managed', settings, findInstallation),
    startFailure('INST-002', /broken\.json` cannot be used: it is not JSON/),
  );
  const arn = 'arn:aws:iam::aws:policy/OwnPolicy';
  const document = { Version: '2012-10-17', Statement: [] };
  const policy = { arn, name: 'OwnPolicy', path: '/', description: '', createDate: '2026-01-01' };
  const statement = { Effect: 'Allow', Action: 'iam:Get*', Resource: '*' };
  await writeFile(
    join(folder, 'broken.json'),
    JSON.stringify({ ...policy, document: { ...document, Statement: [statement] } }),
  );
  const loaded = await withParts('managed', settings, async (parts) => parts.managedPolicies);
  assert.ok(loaded.has(arn));
  assert.ok(loaded.has('arn:aws:iam::aws:policy/AdministratorAccess'));
  await assert.rejects(
    withParts('managed', { GATEHOUSE_POLICIES: join(root, 'nowhere') }, findInstallation),
    startFailure('INST-002', /nowhere/),
  );
});

test('INST-004: an access key id that names another account would never work, and is refused', async () => {
  const settings = (account: string): Environment => ({
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: '111122223333',
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: accessKeyId('AKIA', account),
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: 'a-secret-of-some-length',
  });
  await assert.rejects(
    withParts('foreign-key', settings('444455556666'), prepareInstallation),
    startFailure('INST-004', /is one of account 444455556666, and the account is 111122223333/),
  );
  const own = await withParts('own-key', settings('111122223333'), prepareInstallation);
  assert.equal(own.isNew, true);
});

test('INST-001: a store that has its key ring is not given another master key', async () => {
  await withParts('lost', {}, findInstallation);
  const path = join(root, 'lost/master.key');
  const key = await readFile(path, 'utf8');
  await rm(path);
  await assert.rejects(
    withParts('lost', {}, findInstallation),
    startFailure('INST-001', /it is missing, and the store was made with one/),
  );
  await assert.rejects(stat(path), 'no key was made');
  await writeFile(path, key, { mode: 0o600 });
  assert.equal(await withParts('lost', {}, findInstallation), undefined);
});
