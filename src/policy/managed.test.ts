import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { type CompiledPolicy, compilePolicy, decide, policySize, validatePolicy } from './index.ts';

const FOLDER = join(import.meta.dirname, 'managed');
const ACCOUNT = '111122223333';

const managedFile = z.strictObject({
  arn: z.string(),
  name: z.string(),
  path: z.string(),
  description: z.string().min(1).max(1000),
  createDate: z.iso.datetime(),
  document: z.unknown(),
});

function load(name: string): { file: z.infer<typeof managedFile>; policy: CompiledPolicy } {
  const file = managedFile.parse(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')));
  const text = JSON.stringify(file.document);
  const reading = validatePolicy(text, 'identity');
  assert.ok(reading.ok, reading.ok ? '' : reading.message);
  assert.ok(policySize(text) <= 6144, `${name} has ${policySize(text)} characters`);
  return {
    file,
    policy: compilePolicy(reading.document, { kind: 'identity', name, arn: file.arn }),
  };
}

function allows(name: string, action: string, resource = '*'): boolean {
  const arn = `arn:aws:iam::${ACCOUNT}:user/ana`;
  const principal = { type: 'user', account: ACCOUNT, arn, uniqueId: 'AIDAANA1111111111' } as const;
  const context = (key: string) => (key === 'aws:username' ? ['ana'] : undefined);
  const request = { action, resource, resourceAccount: ACCOUNT, principal, context };
  return decide(request, { identity: [load(name).policy] }).allowed;
}

/** What each policy lets its holder do, and what not. */
const EXPECTED: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['AdministratorAccess', ['iam:CreateUser', 'x:Y'], []],
  ['IAMFullAccess', ['iam:CreateUser', 'organizations:ListRoots'], ['sts:AssumeRole']],
  ['IAMReadOnlyAccess', ['iam:GetUser', 'iam:ListRoles'], ['iam:CreateUser', 's3:GetObject']],
  ['IAMUserChangePassword', ['iam:GetAccountPasswordPolicy'], ['iam:ChangePassword']],
  ['PowerUserAccess', ['sso:CreateInstance', 'iam:ListRoles'], ['iam:CreateUser', 'account:x']],
  [
    'ReadOnlyAccess',
    ['sso:ListInstances', 'identitystore:ListUsers', 'cloudtrail:LookupEvents', 's3:GetObject'],
    ['iam:CreateUser', 'sts:AssumeRole', 'quicksight:CreateUser', 'secretsmanager:GetSecretValue'],
  ],
  [
    'SecurityAudit',
    ['iam:GetRole', 'organizations:ListAccounts', 'sso:ListPermissionSets'],
    ['s3:GetObject', 'iam:CreateUser', 'organizations:CreateAccount'],
  ],
  ['SignInLocalDevelopmentAccess', [], ['signin:CreateOAuth2Token', 'sts:AssumeRole']],
  [
    'ViewOnlyAccess',
    ['iam:ListUsers', 'quicksight:ListUsers', 'cloudtrail:LookupEvents'],
    ['s3:GetObject', 'iam:GetUser', 'iam:CreateUser'],
  ],
];

describe('AWS managed policies', () => {
  for (const [name, allowed, refused] of EXPECTED) {
    it(`${name} is valid and allows what it should`, () => {
      const { file } = load(name);
      const folder = file.path === '/' ? '' : file.path.slice(1);
      assert.equal(file.name, name);
      assert.equal(file.arn, `arn:aws:iam::aws:policy/${folder}${name}`);
      for (const action of allowed) assert.ok(allows(name, action), action);
      for (const action of refused) assert.ok(!allows(name, action), action);
    });
  }

  it('each file is tested', () => {
    const files = readdirSync(FOLDER).toSorted();
    assert.deepEqual(files, EXPECTED.map(([name]) => `${name}.json`).toSorted());
  });

  it('SignInLocalDevelopmentAccess is about the clients of aws login', () => {
    const client = `arn:aws:signin:us-east-1:${ACCOUNT}:oauth2/public-client/localhost`;
    for (const action of ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token']) {
      assert.ok(allows('SignInLocalDevelopmentAccess', action, client));
    }
    assert.ok(!allows('SignInLocalDevelopmentAccess', 'signin:Other', client));
  });

  it('IAMUserChangePassword is about the own password', () => {
    const own = `arn:aws:iam::${ACCOUNT}:user/ana`;
    assert.ok(allows('IAMUserChangePassword', 'iam:ChangePassword', own));
    assert.ok(!allows('IAMUserChangePassword', 'iam:ChangePassword', own.replace('ana', 'bob')));
  });
});
