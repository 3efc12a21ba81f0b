/** An organization with an instance of Identity Center, for tests. */
import assert from 'node:assert/strict';
import { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { type Clients, clientsOf, credentialsOf } from './clients.ts';
import { call, jsonDraft } from './requests.ts';
import type { Credentials, TestServer } from './server.ts';

/** A client of sso-admin for the server's administrator or for other credentials. */
export function ssoAdminOf(
  server: Pick<TestServer, 'url' | 'region' | 'administrator'>,
  credentials: Credentials = server.administrator,
): SSOAdmin {
  const { url: endpoint, region } = server;
  return new SSOAdmin({ endpoint, region, credentials: { ...credentials }, maxAttempts: 1 });
}

/** A member account of the test's organization. */
export interface Member {
  readonly account: string;
  /** Of the role by which the management account enters it. */
  readonly credentials: Credentials;
  readonly clients: Clients;
  readonly sso: SSOAdmin;
}

/** Makes an account in the organization of the server's management account. */
export async function makeMember(server: TestServer, name: string): Promise<Member> {
  const { organizations, sts } = clientsOf(server);
  const { CreateAccountStatus } = await organizations.createAccount({
    AccountName: name,
    Email: `${name.toLowerCase()}@members.example.com`,
  });
  const account = CreateAccountStatus?.AccountId ?? '';
  const entered = await sts.assumeRole({
    RoleArn: `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`,
    RoleSessionName: 'enter',
  });
  const credentials = credentialsOf(entered);
  return {
    account,
    credentials,
    clients: clientsOf(server, credentials),
    sso: ssoAdminOf(server, credentials),
  };
}

/** What an operation of the service gatehouse answered. */
export interface GatehouseAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: outputs of all operations.
  readonly body: any;
}

/** Calls an operation of the service gatehouse with a signature. */
export async function gatehouse(
  server: Pick<TestServer, 'url' | 'administrator'>,
  operation: string,
  input: object = {},
  credentials: Credentials = server.administrator,
): Promise<GatehouseAnswer> {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const { status, body } = await call(server.url, draft, credentials, { service: 'gatehouse' });
  return { status, body: JSON.parse(body) };
}

/** Asserts code and text of a refusal of the service gatehouse. */
export function assertGatehouseRefused(
  { status, body }: GatehouseAnswer,
  code: string,
  message: string,
): void {
  assert.deepEqual([status, body.__type, body.message ?? body.Message], [400, code, message]);
}

/** An organization instance that was enabled. */
export interface EnabledInstance {
  readonly arn: string;
  readonly id: string;
  readonly identityStoreId: string;
  readonly startUrl: string;
}

/** Makes an organization with all features and enables Identity Center in it. */
export async function enableIdentityCenter(
  server: Pick<TestServer, 'url' | 'region' | 'administrator'>,
): Promise<EnabledInstance> {
  await clientsOf(server).organizations.createOrganization({});
  const { status, body } = await gatehouse(server, 'EnableIdentityCenter');
  assert.equal(status, 200, JSON.stringify(body));
  return {
    arn: body.InstanceArn,
    id: body.InstanceArn.split('/')[1],
    identityStoreId: body.IdentityStoreId,
    startUrl: body.StartUrl,
  };
}
