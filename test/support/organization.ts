/** An organization for tests, built through the JavaScript SDK. */
import assert from 'node:assert/strict';
import { type Clients, clientsOf, credentialsOf } from './clients.ts';
import { policyOf, type Statements } from './entities.ts';
import { startTestServer, type TestServer } from './server.ts';

/** A server whose account manages an organization. */
export interface OrganizationWorld {
  readonly server: TestServer;
  readonly admin: Clients;
  readonly organizationId: string;
  readonly rootId: string;
  /** Makes a member account and answers its id. */
  readonly member: (name: string) => Promise<string>;
  /** Clients in a member account, as its administrator from the management account. */
  readonly enter: (account: string) => Promise<Clients>;
  /** Makes an organizational unit and answers its id. */
  readonly unit: (name: string, parent?: string) => Promise<string>;
  /** Makes a service control policy and answers its id. */
  readonly policy: (name: string, statements: Statements) => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts a server and makes its account the management account of an organization. */
export async function openOrganization(
  options: {
    readonly environment?: Parameters<typeof startTestServer>[0];
    readonly clock?: () => number;
    readonly enablePolicies?: boolean;
  } = {},
): Promise<OrganizationWorld> {
  const { environment = {}, clock, enablePolicies = true } = options;
  const server = await startTestServer(environment, clock ? { clock } : {});
  const admin = clientsOf(server);
  const { organizations } = admin;
  const { Organization } = await organizations.createOrganization({});
  const { Roots = [] } = await organizations.listRoots({});
  const rootId = Roots[0]?.Id ?? assert.fail('no root');
  const PolicyType = 'SERVICE_CONTROL_POLICY';
  if (enablePolicies) await organizations.enablePolicyType({ RootId: rootId, PolicyType });
  return {
    server,
    admin,
    organizationId: Organization?.Id ?? assert.fail('no organization'),
    rootId,
    member: async (name) => {
      const Email = `${name.toLowerCase()}@example.com`;
      const made = await organizations.createAccount({ AccountName: name, Email });
      return made.CreateAccountStatus?.AccountId ?? assert.fail('no account was made');
    },
    enter: async (account) => {
      const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
      const answer = await admin.sts.assumeRole({ RoleArn, RoleSessionName: 'enter' });
      return clientsOf(server, credentialsOf(answer));
    },
    unit: async (Name, ParentId = rootId) => {
      const made = await organizations.createOrganizationalUnit({ ParentId, Name });
      return made.OrganizationalUnit?.Id ?? assert.fail('no unit was made');
    },
    policy: async (Name, statements) => {
      const Content = policyOf(statements);
      const made = await organizations.createPolicy({
        Name,
        Content,
        Description: `about ${Name}`,
        Type: PolicyType,
      });
      return made.Policy?.PolicySummary?.Id ?? assert.fail('no policy was made');
    },
    stop: server.stop,
  };
}
