/** Users and roles for tests, made by the server's administrator through the JavaScript SDK. */
import assert from 'node:assert/strict';
import type { Tag } from '@aws-sdk/client-iam';
import type { Clients } from './clients.ts';
import type { Credentials } from './server.ts';

/** A statement of a policy, or several. */
export type Statements = object | readonly object[];

/** A policy document of the current version. */
export function policyOf(statements: Statements): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statements].flat() });
}

/** A statement that allows `actions` on `resource`. */
export function allow(actions: string | readonly string[], resource = '*', rest: object = {}) {
  return { Effect: 'Allow', Action: actions, Resource: resource, ...rest };
}

/** A statement that denies `actions` on `resource`. */
export function deny(actions: string | readonly string[], resource = '*', rest: object = {}) {
  return { Effect: 'Deny', Action: actions, Resource: resource, ...rest };
}

/** A trust statement for principals of this partition. */
export function trusts(
  principal: string | readonly string[],
  actions: string | readonly string[] = 'sts:AssumeRole',
  rest: object = {},
) {
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: actions, ...rest };
}

interface EntityOptions {
  /** Statements of an inline policy named `inline`. */
  readonly policy?: Statements;
  readonly tags?: readonly Tag[];
  readonly path?: string;
  readonly boundary?: string;
}

/** A user that was made, with an access key. */
export interface MadeUser {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly credentials: Credentials;
}

/** Makes a user with an access key. */
export async function makeUser(
  { iam }: Clients,
  name: string,
  { policy, tags = [], path = '/', boundary }: EntityOptions = {},
): Promise<MadeUser> {
  const { User } = await iam.createUser({
    UserName: name,
    Path: path,
    Tags: [...tags],
    PermissionsBoundary: boundary,
  });
  assert.ok(User?.Arn && User.UserId);
  if (policy) await setUserPolicy(iam, name, policy);
  return { name, arn: User.Arn, id: User.UserId, credentials: await makeKey(iam, name) };
}

/** Makes another access key of a user. */
export async function makeKey(iam: Clients['iam'], user: string): Promise<Credentials> {
  const { AccessKey } = await iam.createAccessKey({ UserName: user });
  assert.ok(AccessKey?.AccessKeyId && AccessKey.SecretAccessKey);
  return { accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey };
}

/** Sets a user's inline policy `inline`. */
export async function setUserPolicy(
  iam: Clients['iam'],
  user: string,
  statements: Statements,
): Promise<void> {
  const PolicyDocument = policyOf(statements);
  await iam.putUserPolicy({ UserName: user, PolicyName: 'inline', PolicyDocument });
}

/** A role that was made. */
export interface MadeRole {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
}

/** Makes a role with the given trust statements. */
export async function makeRole(
  { iam }: Clients,
  name: string,
  trust: Statements,
  options: EntityOptions & { readonly maxSeconds?: number } = {},
): Promise<MadeRole> {
  const { policy, tags = [], path = '/', boundary, maxSeconds } = options;
  const { Role } = await iam.createRole({
    RoleName: name,
    Path: path,
    AssumeRolePolicyDocument: policyOf(trust),
    Tags: [...tags],
    PermissionsBoundary: boundary,
    MaxSessionDuration: maxSeconds,
  });
  assert.ok(Role?.Arn && Role.RoleId);
  if (policy) await setRolePolicy(iam, name, policy);
  return { name, arn: Role.Arn, id: Role.RoleId };
}

/** Sets a role's inline policy `inline`. */
export async function setRolePolicy(
  iam: Clients['iam'],
  role: string,
  statements: Statements,
): Promise<void> {
  const PolicyDocument = policyOf(statements);
  await iam.putRolePolicy({ RoleName: role, PolicyName: 'inline', PolicyDocument });
}

/** Deletes a role and its inline policy. */
export async function deleteRole(iam: Clients['iam'], role: string): Promise<void> {
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName: role });
  for (const PolicyName of PolicyNames) await iam.deleteRolePolicy({ RoleName: role, PolicyName });
  await iam.deleteRole({ RoleName: role });
}
