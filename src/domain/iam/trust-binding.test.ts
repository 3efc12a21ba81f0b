import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRole, deleteRole, getRole } from './roles.ts';
import { awsError, openTestStore, type TestAccount, type TestStore } from './test-support.ts';
import { readBindings } from './trust.ts';
import { bindTrust, shownTrusts } from './trust-binding.ts';
import { createUser, deleteUser, getUser, renameUser } from './users.ts';

let store: TestStore;
before(async () => {
  store = await openTestStore();
});
after(async () => await store.close());

const trust = (principal: unknown, pad = ''): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' },
      ...(pad === ''
        ? []
        : [{ Sid: pad, Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole' }]),
    ],
  });

const addUser = async (account: TestAccount, name: string, path = '/') =>
  await account.run((work) => createUser(work, { name, path, boundaryArn: null }));

const addRole = async (account: TestAccount, name: string, principal: unknown) =>
  await account.run(async (work) =>
    createRole(work, {
      name,
      path: '/',
      description: null,
      maxSessionSeconds: undefined,
      trust: await bindTrust(work, trust(principal)),
      boundaryArn: null,
    }),
  );

const bind = async (account: TestAccount, principal: unknown) =>
  await account.run((work) => bindTrust(work, trust(principal)));

const shown = async (account: TestAccount, name: string) =>
  await account.run(async (work) => {
    const role = await getRole(work, name);
    return JSON.parse((await shownTrusts(work, [role])).get(role.role_id) ?? '').Statement[0]
      .Principal;
  });

const invalid = (type: string, value: string) =>
  awsError('MalformedPolicyDocument', `Invalid principal in policy: "${type}":"${value}"`);

test('users, roles and sessions of any account are bound to their unique ids', async () => {
  const [mine, theirs] = [await store.account(), await store.account()];
  const user = await addUser(theirs, 'alice', '/staff/');
  const role = await addRole(theirs, 'ci', { Service: 'ec2.amazonaws.com' });
  const arns = {
    user: `arn:aws:iam::${theirs.id}:user/staff/alice`,
    role: `arn:aws:iam::${theirs.id}:role/ci`,
    session: `arn:aws:sts::${theirs.id}:assumed-role/ci/build`,
  };
  const { bindings } = await bind(mine, { AWS: Object.values(arns) });
  assert.deepEqual(
    readBindings(bindings),
    new Map([
      [arns.user, user.user_id],
      [arns.role, role.role_id],
      [arns.session, role.role_id],
    ]),
  );
});

test('users and roles that do not exist are refused, by path and letters exactly', async () => {
  const account = await store.account();
  await addUser(account, 'alice', '/staff/');
  const arn = (resource: string) => `arn:aws:iam::${account.id}:${resource}`;
  for (const missing of [
    arn('user/alice'),
    arn('user/staff/Alice'),
    arn('role/staff/alice'),
    arn('user/nobody'),
    `arn:aws:sts::${account.id}:assumed-role/nothing/session`,
    'arn:aws:iam::999999999999:user/staff/alice',
    'AIDAALICE000000000001',
  ]) {
    await assert.rejects(bind(account, { AWS: missing }), invalid('AWS', missing));
  }
  await bind(account, { AWS: arn('user/staff/alice') });
});

test('accounts have to exist, by their root ARN or their digits', async () => {
  const account = await store.account();
  const root = 'arn:aws:iam::999999999999:root';
  await assert.rejects(bind(account, { AWS: root }), invalid('AWS', root));
  await assert.rejects(bind(account, { AWS: '999999999999' }), invalid('AWS', '999999999999'));
  const federated = 'arn:aws:sts::999999999999:federated-user/bob';
  await assert.rejects(bind(account, { AWS: federated }), invalid('AWS', federated));
  for (const principal of [
    { AWS: account.id },
    { AWS: `arn:aws:iam::${account.id}:root` },
    { AWS: `arn:aws:sts::${account.id}:federated-user/bob` },
    '*',
  ]) {
    assert.equal((await bind(account, principal)).bindings, '{}');
  }
});

test('services and providers are judged by their form', async () => {
  const account = await store.account();
  const service = 'ec2.amazonaws.org';
  await assert.rejects(bind(account, { Service: service }), invalid('SERVICE', service));
  const provider = 'idp.example.com';
  await assert.rejects(bind(account, { Federated: provider }), invalid('FEDERATED', provider));
  const canonical = 'f'.repeat(64);
  await assert.rejects(
    bind(account, { CanonicalUser: canonical }),
    invalid('CANONICAL_USER', canonical),
  );
  await bind(account, { Service: 'ec2.amazonaws.com', Federated: 'accounts.google.com' });
  await bind(account, { Federated: `arn:aws:iam::${account.id}:saml-provider/idp` });
});

test('a malformed trust policy and one of more than 2048 characters are refused', async () => {
  const account = await store.account();
  await assert.rejects(
    account.run((work) => bindTrust(work, '{')),
    awsError('MalformedPolicyDocument', 'This policy contains invalid Json'),
  );
  const principal = { Service: 'ec2.amazonaws.com' };
  const padded = (length: number) =>
    trust(principal, 'x'.repeat(length - trust(principal, 'x').length + 1));
  await assert.rejects(
    account.run((work) => bindTrust(work, padded(2049))),
    awsError('LimitExceeded', 'Cannot exceed quota for ACLSizePerRole: 2048'),
  );
  assert.equal(padded(2048).length, 2048);
  await account.run((work) => bindTrust(work, `${padded(2048)} \n`));
});

test('a unique id stands for the user that has it and is stored as its ARN', async () => {
  const [mine, theirs] = [await store.account(), await store.account()];
  const alice = await addUser(theirs, 'alice');
  const arn = `arn:aws:iam::${theirs.id}:user/alice`;
  const { document, bindings } = await bind(mine, { AWS: [alice.user_id, mine.id] });
  assert.equal(document, trust({ AWS: [arn, mine.id] }));
  assert.deepEqual(readBindings(bindings), new Map([[arn, alice.user_id]]));
});

test('a deleted and re-created user does not inherit trust: it shows as its unique id', async () => {
  const [mine, theirs] = [await store.account(), await store.account()];
  const before = await addUser(theirs, 'alice');
  const arn = `arn:aws:iam::${theirs.id}:user/alice`;
  await addRole(mine, 'admin', { AWS: arn });
  assert.deepEqual(await shown(mine, 'admin'), { AWS: arn });

  await theirs.run(async (work) => deleteUser(work, await getUser(work, 'alice')));
  assert.deepEqual(await shown(mine, 'admin'), { AWS: before.user_id });
  await addUser(theirs, 'alice');
  assert.deepEqual(await shown(mine, 'admin'), { AWS: before.user_id });
  await assert.rejects(bind(mine, { AWS: before.user_id }), invalid('AWS', before.user_id));
});

test('a deleted and re-created role does not inherit trust either', async () => {
  const account = await store.account();
  const before = await addRole(account, 'ci', { AWS: account.id });
  const arn = `arn:aws:iam::${account.id}:role/ci`;
  await addRole(account, 'admin', { AWS: arn });
  await account.run(async (work) => deleteRole(work, await getRole(work, 'ci')));
  const after = await addRole(account, 'ci', { AWS: account.id });
  assert.notEqual(after.role_id, before.role_id);
  assert.deepEqual(await shown(account, 'admin'), { AWS: before.role_id });
});

test('a renamed user keeps the trust and shows by its new ARN; digits show as the root ARN', async () => {
  const account = await store.account();
  await addUser(account, 'alice');
  await addRole(account, 'admin', { AWS: [`arn:aws:iam::${account.id}:user/alice`, account.id] });
  await account.run(async (work) =>
    renameUser(work, await getUser(work, 'alice'), { name: 'alicia', path: '/staff/' }),
  );
  assert.deepEqual(await shown(account, 'admin'), {
    AWS: [`arn:aws:iam::${account.id}:user/staff/alicia`, `arn:aws:iam::${account.id}:root`],
  });
});
