import { iamArn } from '../../base/arn.ts';
import type { Access } from '../../calls/access.ts';
import { authorise } from '../../calls/authorise.ts';
import type { Call } from '../../calls/call.ts';
import type { AnyHandler } from '../../calls/handler-table.ts';
import { createJudge } from '../../domain/authorisation/judge.ts';
import { type ManagedPolicies, managedPolicies } from '../../domain/iam/managed-policies.ts';
import type { AskThumbprint } from '../../domain/iam/oidc-thumbprints.ts';
import { createIamState } from '../../domain/iam/state-reader.ts';
import {
  openTestStore,
  plainPasswords,
  plainSecrets,
  TEST_TIME,
  type TestAccount,
} from '../../domain/iam/test-support.ts';
import { getUser } from '../../domain/iam/users.ts';
import { type Principal, rootPrincipal } from '../../domain/principal.ts';
import { tagsOf } from '../../domain/tags.ts';
import type { Work } from '../../domain/work.ts';
import { refuse } from '../../failures/aws-error.ts';

/** The operations of a table as a client of one caller sees them. */
export type Client<Operations> = {
  readonly [Name in keyof Operations]: Operations[Name] extends (
    input: infer Input,
    call: Call,
  ) => infer Output
    ? (input: Input) => Output
    : never;
};

/** An account whose operations can be called, each one authorised and committed. */
export interface ApiAccount extends TestAccount {
  readonly root: Principal;
  /** The principal of an IAM user of that name. */
  readonly user: (name: string) => Promise<Principal>;
  readonly client: <Operations extends Readonly<Record<string, AnyHandler>>>(
    caller: Principal,
    operations: Operations,
    access: Access<Operations>,
  ) => Client<Operations>;
}

/** A store with everything that handlers are run with. */
export interface TestApi {
  readonly account: () => Promise<ApiAccount>;
  readonly close: () => Promise<void>;
}

/** The one AWS managed policy of tests; it allows everything. */
export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

const awsPolicies: ManagedPolicies = managedPolicies([
  {
    arn: ADMINISTRATOR_ACCESS,
    name: 'AdministratorAccess',
    path: '/',
    description: 'Provides full access.',
    createdAt: TEST_TIME,
    policyId: 'ANPAADMINISTRATOR0001',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  },
]);

/** What every issuer answers that can be reached. */
export const ISSUER_THUMBPRINT = '0123456789abcdef0123456789abcdef01234567';

const testIssuers: AskThumbprint = async (url) => {
  if (url.startsWith('unreachable.')) throw refuse('IDP-001', { url, reason: 'it has no address' });
  return ISSUER_THUMBPRINT;
};

/** Opens a store for the API tests of one file. */
export async function openTestApi(): Promise<TestApi> {
  const tests = await openTestStore();
  const state = createIamState({
    store: tests.store,
    openSecret: (sealed, accessKeyId) => sealed.slice(accessKeyId.length + 1),
    awsPolicyDocument: (arn) => awsPolicies.get(arn)?.document,
  });
  const callFor = async (principal: Principal, work: Work): Promise<Call> => {
    const facts = {
      principal,
      now: TEST_TIME,
      region: 'us-east-1',
      sourceAddress: '127.0.0.1',
      userAgent: 'test',
      secure: false,
      organizationId: undefined,
    };
    await state.fresh([principal.account]);
    // What only STS uses is left out.
    const call = {
      ...facts,
      requestId: 'request',
      eventId: 'event',
      account: principal.account,
      work,
      state,
      judge: await createJudge(state, facts),
      notes: { durable: false, resources: [], sharedWith: undefined },
      secrets: plainSecrets,
      passwords: plainPasswords,
      managedPolicies: awsPolicies,
      askThumbprint: testIssuers,
    } satisfies Partial<Call>;
    return call as unknown as Call;
  };
  return {
    account: async () => apiAccount(await tests.account(), callFor),
    close: tests.close,
  };
}

function apiAccount(
  account: TestAccount,
  callFor: (principal: Principal, work: Work) => Promise<Call>,
): ApiAccount {
  return {
    ...account,
    root: rootPrincipal(account.id, 'AKIAROOT'),
    user: async (name) => await account.run((work) => userPrincipal(work, name)),
    client: (caller, operations, access) => {
      const entries = Object.entries(operations).map(([name, handler]) => [
        name,
        async (input: never) => {
          await account.run(async (work) =>
            authorise(`iam:${name}`, access[name] as never, input, await callFor(caller, work)),
          );
          return await account.run(async (work) => handler(input, await callFor(caller, work)));
        },
      ]);
      return Object.fromEntries(entries);
    },
  };
}

async function userPrincipal(work: Work, name: string): Promise<Principal> {
  const user = await getUser(work, name);
  return {
    kind: 'user',
    account: work.account,
    arn: iamArn(work.account, 'user', user.path, user.name),
    userId: user.user_id,
    userName: user.name,
    tags: await tagsOf(work, user.user_id),
    accessKeyId: 'AKIAUSER',
    session: undefined,
  };
}
