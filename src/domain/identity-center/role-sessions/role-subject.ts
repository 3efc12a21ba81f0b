import { decide } from '../../../policy/index.ts';
import { type Circumstances, circumstanceLookup } from '../../authorisation/context.ts';
import type { Case } from '../../authorisation/judge.ts';
import type { ConditionKeys } from '../../authorisation/resource.ts';
import type { AccountState, IamState, RoleState } from '../../iam/state.ts';
import { type RequestedSession, sessionConditionKeys } from '../../sts/trust-keys.ts';
import { isAssigned } from '../assignments/access-index.ts';
import { RESERVED_AUDIENCE } from '../provisioning/reserved-roles.ts';
import type {
  InstanceState,
  PermissionSetState,
  WorkforceState,
  WorkforceUserState,
} from '../state.ts';
import { sessionNameOf } from './session-name.ts';

/** Which role somebody asks for. */
export interface WorkforceQuestion {
  /** The account that owns the instance. */
  readonly instanceAccount: string;
  readonly userId: string;
  readonly targetAccount: string;
  /** Undefined for a name that no permission set has. */
  readonly permissionSetId: string | undefined;
  /** As it was asked for: the permission set's name. */
  readonly roleName: string;
}

/** Everything about one question that is judged. */
export interface WorkforceRoleSubject {
  readonly question: WorkforceQuestion;
  readonly user: WorkforceUserState | undefined;
  readonly account: AccountState | undefined;
  readonly permissionSet: PermissionSetState | undefined;
  readonly assigned: boolean;
  readonly role: RoleState | undefined;
  /** The SAML provider that the role's trust policy names; the one of Identity Center. */
  readonly provider: string;
  readonly session: RequestedSession;
  /** `SAML:…` keys and what later conditions read. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
  /** What the trust policy says of an action. */
  readonly decision: (action: string) => Case;
}

/** What is asked of the state. */
export interface WorkforceStates {
  readonly state: Pick<IamState, 'fresh' | 'account' | 'role' | 'browserSession'>;
  readonly workforce: WorkforceState;
}

const NO_PROVIDER = 'none';

/** Gathers what a question is judged by; everything comes from state that is fresh in this request. */
export async function examineWorkforceRole(
  { state, workforce }: WorkforceStates,
  question: WorkforceQuestion,
  circumstances: Circumstances,
): Promise<WorkforceRoleSubject> {
  const { instanceAccount, userId, targetAccount, permissionSetId } = question;
  await state.fresh([...new Set([instanceAccount, targetAccount])]);
  const user = await workforce.user(instanceAccount, userId);
  const instance = await workforce.instance(instanceAccount);
  const granted =
    permissionSetId === undefined
      ? { assigned: false, permissionSet: undefined, role: undefined }
      : await grantedBy({ state, workforce }, permissionSetId, question, user);
  const { role } = granted;
  const provider = role ? providerOf(role) : NO_PROVIDER;
  const session = sessionOf(user, instance);
  const claims = claimsOf(user);
  return {
    question,
    user,
    account: await state.account(targetAccount),
    ...granted,
    provider,
    session,
    claims,
    decision: (action) => decideTrust({ role, provider, session, claims }, circumstances, action),
  };
}

async function grantedBy(
  { state, workforce }: WorkforceStates,
  permissionSetId: string,
  { instanceAccount, targetAccount }: WorkforceQuestion,
  user: WorkforceUserState | undefined,
): Promise<Pick<WorkforceRoleSubject, 'assigned' | 'permissionSet' | 'role'>> {
  const name = await workforce.provisionedRole(instanceAccount, targetAccount, permissionSetId);
  return {
    assigned: await isAssigned(workforce, user, { targetAccount, permissionSetId }),
    permissionSet: await workforce.permissionSet(instanceAccount, permissionSetId),
    role: name === undefined ? undefined : await state.role(targetAccount, name),
  };
}

/** The provider of Identity Center among the principals of a reserved role's trust policy. */
function providerOf({ account, trust }: RoleState): string {
  const reserved = new RegExp(
    `^arn:aws:iam::${account}:saml-provider/AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$`,
  );
  for (const { statement } of trust.statements) {
    const named = statement.principal?.names.find(
      ({ type, value }) => type === 'Federated' && reserved.test(value),
    );
    if (named) return named.value;
  }
  return NO_PROVIDER;
}

/** The session's name and its tags: of each attribute for access control the user's own value. */
function sessionOf(
  user: WorkforceUserState | undefined,
  instance: InstanceState | undefined,
): RequestedSession {
  const tags = new Map<string, string>();
  for (const { key, source } of instance?.attributes ?? []) {
    const value = user?.attributes.get(source);
    if (value !== undefined && value !== '') tags.set(key, value);
  }
  return {
    sessionName: user ? sessionNameOf(user.userName, user.userId) : '',
    sourceIdentity: undefined,
    tags,
    transitiveTagKeys: [],
  };
}

function claimsOf(user: WorkforceUserState | undefined): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ['saml:sub', [user?.userName ?? '']],
    ['saml:sub_type', ['persistent']],
    ['identitystore:userid', [user?.userId ?? '']],
  ]);
}

function decideTrust(
  about: Pick<WorkforceRoleSubject, 'role' | 'provider' | 'session' | 'claims'>,
  circumstances: Circumstances,
  action: string,
): Case {
  const { role, provider, session, claims } = about;
  if (!role) throw new Error('there is no role');
  const resource = { arn: role.arn, tags: role.tags };
  const keys: ConditionKeys = {
    ...Object.fromEntries(claims),
    'saml:aud': [RESERVED_AUDIENCE],
    ...sessionConditionKeys(session),
  };
  const request = {
    action,
    resource: role.arn,
    resourceAccount: role.account,
    principal: { type: 'federated', provider },
    context: circumstanceLookup(circumstances, resource, keys),
  } as const;
  const policies = { identity: [], resource: role.trust };
  return { request, policies, decision: decide(request, policies) };
}
