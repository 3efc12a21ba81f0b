/** An access portal with somebody signed in: rows as provisioning leaves them, without its work. */
import assert from 'node:assert/strict';
import { createAccount } from '../../src/domain/accounts/accounts.ts';
import type { UserRow } from '../../src/domain/directory/users.ts';
import { assignmentsEntity, provisionedRoleEntity } from '../../src/domain/entities.ts';
import type { InstanceRow } from '../../src/domain/identity-center/instances.ts';
import { createPermissionSet } from '../../src/domain/identity-center/permission-sets/permission-sets.ts';
import { createReservedRole } from '../../src/domain/identity-center/provisioning/reserved-roles.ts';
import type { InstanceSettings } from '../../src/domain/identity-center/settings.ts';
import { openBrowserSession } from '../../src/domain/sessions/browser-sessions.ts';
import { browserSessionId } from '../../src/domain/sessions/session-id.ts';
import { type Work, workFor } from '../../src/domain/work.ts';
import { type Change, changeOf, makeInstance, makePerson, WORKFORCE_PASSWORD } from './instance.ts';
import { type Visitor, visitorOf } from './page-visitor.ts';
import type { TestServer } from './server.ts';

const PROVIDER = 'AWSSSO_0123456789abcdef_DO_NOT_DELETE';
const AUDIENCE = 'https://signin.aws.amazon.com/saml';
const ALL = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

/** What a world is made of. */
export interface PortalWish {
  readonly accounts?: number;
  /** Names of permission sets, each assigned in every account. */
  readonly roles?: readonly string[];
  readonly settings?: Partial<InstanceSettings>;
  readonly subdomain?: string;
  readonly relayState?: string;
}

/** A portal with a user who is assigned every role in every account. */
export interface PortalWorld {
  readonly server: TestServer;
  /** The origin of the public URL. */
  readonly origin: string;
  readonly instance: InstanceRow;
  readonly user: UserRow;
  readonly accounts: readonly string[];
  readonly permissionSets: ReadonlyMap<string, string>;
  /** The path of the portal by its id. */
  readonly path: string;
  /** Begins a portal session of the user as signing in does; answers the cookie's secret. */
  readonly signIn: (device?: string, of?: UserRow) => Promise<string>;
  /** Adds a user of the directory who is assigned nothing. */
  readonly addUser: (userName: string) => Promise<UserRow>;
  /** Changes the store as an operator does. */
  readonly change: Change;
}

/** Makes the portal of the server's first account. */
export async function makePortal(server: TestServer, wish: PortalWish = {}): Promise<PortalWorld> {
  const change = changeOf(server);
  const instance = await change((work) => makeInstance(work, server.region, wish));
  const user = await addUser(server, change, instance, 'maria');
  const { accounts = 2, roles = ['Admin', 'ReadOnly'], relayState: RelayState } = wish;
  const sets = new Map<string, string>();
  for (const Name of roles) {
    const made = await change(async (work) => {
      const access = { instance, work, delegated: false };
      return await createPermissionSet(access, { Name, RelayState });
    });
    sets.set(Name, made.permission_set_id);
  }
  const ids = await change((work) => makeAccounts(work, accounts));
  await change((work) => assignAll(work, { instance, user, ids, sets: [...sets.values()] }));
  await change((work) => provision(server, work, instance, ids.slice(0, 2), sets));
  return {
    server,
    origin: server.url.replace('127.0.0.1', 'localhost'),
    instance,
    user,
    accounts: ids,
    permissionSets: sets,
    path: `/portal/${instance.identity_store_id}`,
    signIn: async (device, of = user) => await change((work) => openSession(work, of, device)),
    addUser: async (userName) => await addUser(server, change, instance, userName),
    change,
  };
}

async function addUser(
  { parts }: TestServer,
  change: Change,
  instance: InstanceRow,
  userName: string,
): Promise<UserRow> {
  const hash = await parts.passwords.hash(WORKFORCE_PASSWORD);
  const email = `${userName}@example.com`;
  const name = ['Maria', 'Garcia'] as const;
  return await change((work) =>
    makePerson(work, instance.identity_store_id, { userName, name, email, hash }),
  );
}

function makeAccounts(work: Work, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, '0');
    const name = `Workload ${number}`;
    const account = String(300_000_000_000 + index * 7919);
    const email = `workload-${number}@example.com`;
    return createAccount(work, { accountId: account, name, email });
  });
}

async function assignAll(
  work: Work,
  about: {
    readonly instance: InstanceRow;
    readonly user: UserRow;
    readonly ids: readonly string[];
    readonly sets: readonly string[];
  },
): Promise<void> {
  const { instance, user, ids, sets } = about;
  for (const target of ids) {
    for (const set of sets) {
      work.write(
        work.read.insertInto('account_assignments').values({
          account_id: work.account,
          instance_id: instance.instance_id,
          target_account: target,
          permission_set_id: set,
          principal_type: 'USER',
          principal_id: user.user_id,
          principal_name: user.user_name,
          state: 'active',
          created_at: work.now,
        }),
      );
    }
  }
  work.changed(assignmentsEntity(user.user_id));
}

async function provision(
  { parts, region }: TestServer,
  work: Work,
  instance: InstanceRow,
  ids: readonly string[],
  sets: ReadonlyMap<string, string>,
): Promise<void> {
  const { managedPolicies } = parts;
  const setting = { managedPolicies, region, providerName: PROVIDER, audience: AUDIENCE };
  for (const target of ids) {
    for (const [name, permissionSetId] of sets) {
      const role = await createReservedRole(workFor(work, target), setting, {
        permissionSetId,
        version: 1,
        name,
        description: null,
        inlinePolicy: ALL,
        awsPolicies: [],
        customerPolicies: [],
        boundary: undefined,
      });
      work.write(
        work.read.insertInto('provisioned_roles').values({
          account_id: work.account,
          instance_id: instance.instance_id,
          target_account: target,
          permission_set_id: permissionSetId,
          role_name: role.name,
          version: 1,
          provisioned_at: work.now,
        }),
      );
      work.changed(provisionedRoleEntity(target, permissionSetId));
    }
  }
}

function openSession(work: Work, user: UserRow, userAgent = CHROME): string {
  return openBrowserSession(work, {
    sessionId: browserSessionId(work.account, work.random),
    audience: 'portal',
    ownerId: user.user_id,
    principalArn: `arn:aws:identitystore:::user/${user.user_id}`,
    kind: 'workforce',
    accessKeyId: '',
    sessionToken: '',
    expiresAt: work.now + 8 * 3_600_000,
    destination: '/',
    issuerUrl: undefined,
    provider: undefined,
    sourceAddress: '127.0.0.1',
    userAgent,
  });
}

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

/** An answer of the portal's calls. */
export interface PortalAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: outputs of all operations.
  readonly body: any;
}

/** The portal's page in somebody's browser. */
export interface PortalPage {
  readonly visitor: Visitor;
  readonly token: string;
  readonly call: (
    operation: string,
    input?: object | string,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<PortalAnswer>;
}

/** A browser that has the cookie of a portal session. */
export function portalVisitor({ server, instance }: PortalWorld, secret: string): Visitor {
  const visitor = visitorOf(server);
  visitor.cookies.set(`gatehouse-portal-${instance.identity_store_id}`, secret);
  return visitor;
}

/** Opens the portal in a browser that is signed in. */
export async function openPortal(world: PortalWorld, visitor: Visitor): Promise<PortalPage> {
  const { html, status, location } = await visitor.get(`${world.path}/start`);
  const token = /<meta name="csrf" content="([^"]+)"/.exec(html)?.[1];
  assert.ok(token, `no page of the portal: ${status} ${location}`);
  return {
    visitor,
    token,
    call: async (operation, input = {}, headers = {}) => {
      const own = {
        origin: world.origin,
        'content-type': 'application/json',
        'x-gatehouse-csrf': token,
      };
      const all = Object.entries({ ...own, ...headers }).filter(([, value]) => value !== undefined);
      const page = await visitor.send(`${world.path}/api/${operation}`, {
        method: 'POST',
        headers: Object.fromEntries(all) as Record<string, string>,
        body: typeof input === 'string' ? input : JSON.stringify(input),
      });
      return { status: page.status, headers: page.headers, body: JSON.parse(page.html) };
    },
  };
}
