import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type NamedPrincipal, principalsOf, validatePolicy } from '../../policy/index.ts';
import {
  entityNamed,
  isUnknownByForm,
  readBindings,
  renamePrincipals,
  shownTrust,
  writeBindings,
} from './trust.ts';

const trust = (principal: unknown): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }],
  });

const named = (principal: unknown): NamedPrincipal => {
  const reading = validatePolicy(trust(principal), 'trust');
  assert.ok(reading.ok, reading.ok ? '' : reading.message);
  const [first] = principalsOf(reading.document);
  assert.ok(first);
  return first;
};

const ALICE = 'arn:aws:iam::111122223333:user/staff/alice';

test('user, role and session ARNs name an entity with its exact path', () => {
  assert.deepEqual(entityNamed(named({ AWS: ALICE })), {
    kind: 'user',
    account: '111122223333',
    path: '/staff/',
    name: 'alice',
  });
  assert.deepEqual(entityNamed(named({ AWS: 'arn:aws:iam::111122223333:role/ci' })), {
    kind: 'role',
    account: '111122223333',
    path: '/',
    name: 'ci',
  });
  const session = 'arn:aws:sts::111122223333:assumed-role/ci/build';
  assert.deepEqual(entityNamed(named({ AWS: session })), {
    kind: 'role',
    account: '111122223333',
    path: undefined,
    name: 'ci',
  });
});

test('accounts, federated users, services and providers name no entity', () => {
  for (const principal of [
    { AWS: '111122223333' },
    { AWS: 'arn:aws:iam::111122223333:root' },
    { AWS: 'arn:aws:sts::111122223333:federated-user/bob' },
    { Service: 'ec2.amazonaws.com' },
    { Federated: 'accounts.google.com' },
  ]) {
    assert.equal(entityNamed(named(principal)), undefined);
  }
});

test('services end in amazonaws.com, federated names are built in or ARNs', () => {
  assert.equal(isUnknownByForm(named({ Service: 'ec2.amazonaws.com' })), false);
  assert.equal(isUnknownByForm(named({ Service: 'states.eu-west-1.amazonaws.com' })), false);
  assert.equal(isUnknownByForm(named({ Service: 'ec2.amazonaws.org' })), true);
  assert.equal(isUnknownByForm(named({ Federated: 'accounts.google.com' })), false);
  assert.equal(isUnknownByForm(named({ Federated: 'idp.example.com' })), true);
  const provider = 'arn:aws:iam::111122223333:saml-provider/idp';
  assert.equal(isUnknownByForm(named({ Federated: provider })), false);
  assert.equal(isUnknownByForm(named({ CanonicalUser: 'a'.repeat(64) })), true);
});

test('ARNs are of the partition aws', () => {
  for (const rest of ['iam::111122223333:user/a', 'iam::111122223333:root']) {
    assert.equal(isUnknownByForm(named({ AWS: `arn:aws-cn:${rest}` })), true);
    assert.equal(isUnknownByForm(named({ AWS: `arn:aws:${rest}` })), false);
  }
});

const bindings = new Map([[ALICE, 'AIDAALICE000000000001']]);

test('a bound user is shown by its present ARN, a deleted one by its unique id', () => {
  const stored = trust({ AWS: [ALICE, '111122223333'] });
  const moved = 'arn:aws:iam::111122223333:user/alice2';
  const root = 'arn:aws:iam::111122223333:root';
  assert.equal(
    shownTrust(stored, bindings, new Map([['AIDAALICE000000000001', moved]])),
    trust({ AWS: [moved, root] }),
  );
  const reCreated = new Map([['AIDAALICE000000000002', ALICE]]);
  assert.equal(
    shownTrust(stored, bindings, reCreated),
    trust({ AWS: ['AIDAALICE000000000001', root] }),
  );
});

test('a bound session is shown under the present name of its role, or under the role id', () => {
  const session = 'arn:aws:sts::111122223333:assumed-role/ci/build';
  const bound = new Map([[session, 'AROACI000000000000001']]);
  const role = 'arn:aws:iam::111122223333:role/ops/ci';
  const stored = trust({ AWS: session });
  assert.equal(shownTrust(stored, bound, new Map([['AROACI000000000000001', role]])), stored);
  assert.equal(shownTrust(stored, bound, new Map()), trust({ AWS: 'AROACI000000000000001:build' }));
});

test('a document without anything to rename keeps its very text', () => {
  const text = ` ${trust({ AWS: ALICE, Service: 'ec2.amazonaws.com' })}\n`;
  assert.equal(
    renamePrincipals(text, (principal) => principal),
    text,
  );
  const everyone = trust('*');
  assert.equal(
    renamePrincipals(everyone, () => 'other'),
    everyone,
  );
});

test('only AWS principals are renamed, never services, conditions or names of other elements', () => {
  const statement = {
    Sid: ALICE.replace(/\W/g, ''),
    Effect: 'Allow',
    Principal: { AWS: ALICE, Service: ['ec2.amazonaws.com'] },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:PrincipalArn': ALICE } },
  };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  const renamed = JSON.parse(renamePrincipals(text, () => 'X'));
  const { Principal, ...others } = renamed.Statement;
  assert.deepEqual(Principal, { AWS: 'X', Service: ['ec2.amazonaws.com'] });
  const { Principal: _, ...expected } = statement;
  assert.deepEqual(others, expected);
});

test('bindings survive the store, whatever the names', () => {
  const names = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), {
    selector: ([name]) => name,
  });
  fc.assert(
    fc.property(names, (entries) => {
      const map = new Map(entries);
      const read = readBindings(writeBindings(map));
      assert.deepEqual([...read].sort(), [...map].sort());
    }),
  );
});
