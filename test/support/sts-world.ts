/** What the tests of STS share: a server with a user and two roles that trust in a chain. */
import { type Clients, clientsOf, credentialsOf } from './clients.ts';
import { allow, type MadeRole, type MadeUser, makeRole, makeUser, trusts } from './entities.ts';
import { startTestServer, type TestServer } from './server.ts';

/** Input of AssumeRole besides the role; the session is named `work` unless `name` says otherwise. */
export interface AssumeOptions {
  readonly name?: string;
  readonly [member: string]: unknown;
}

/** The server, its callers and roles. */
export interface StsWorld {
  readonly server: TestServer;
  readonly admin: Clients;
  readonly asRoot: Clients;
  /** A user without policies. */
  readonly alice: MadeUser;
  readonly asAlice: Clients;
  /** Trusts alice by name, with tags and source identity, for up to twelve hours. */
  readonly worker: MadeRole;
  /** Trusts the role `worker` by its ARN likewise. */
  readonly second: MadeRole;
  /** Assumes a role and answers clients of its session. */
  readonly asRole: (
    clients: Clients,
    role: { readonly arn: string },
    options?: AssumeOptions,
  ) => Promise<Clients>;
  readonly sessionArn: (role: { readonly name: string }) => string;
}

/** The actions of a trust policy that lets tags and source identity pass. */
export const FREEDOMS = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];

const SESSION = 'work';

/** Calls AssumeRole. */
export function assume(
  { sts }: Clients,
  role: { readonly arn: string },
  { name, ...rest }: AssumeOptions = {},
) {
  return sts.assumeRole({ RoleArn: role.arn, RoleSessionName: name ?? SESSION, ...rest });
}

/** The text in which AssumeRole is refused: the same for every reason (aws-facts B6). */
export function notAuthorized(caller: string, role: string, action = 'sts:AssumeRole'): string {
  return `User: ${caller} is not authorized to perform: ${action} on resource: ${role}`;
}

/** Starts the server and makes the callers and roles. */
export async function openStsWorld(): Promise<StsWorld> {
  const server = await startTestServer();
  const admin = clientsOf(server);
  const alice = await makeUser(admin, 'alice');
  const worker = await makeRole(admin, 'worker', trusts(alice.arn, FREEDOMS), {
    maxSeconds: 43_200,
    path: '/team/',
    policy: allow(['sts:AssumeRole', 'iam:GetRole']),
  });
  return {
    server,
    admin,
    asRoot: clientsOf(server, await server.makeRootKey()),
    alice,
    asAlice: clientsOf(server, alice.credentials),
    worker,
    second: await makeRole(admin, 'second', trusts(worker.arn, FREEDOMS), { maxSeconds: 43_200 }),
    asRole: async (clients, role, options) =>
      clientsOf(server, credentialsOf(await assume(clients, role, options))),
    sessionArn: ({ name }) => `arn:aws:sts::${server.account}:assumed-role/${name}/${SESSION}`,
  };
}
