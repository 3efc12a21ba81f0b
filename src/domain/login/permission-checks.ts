import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';
import type { Circumstances } from '../authorisation/context.ts';
import { type Case, createJudge } from '../authorisation/judge.ts';
import type { Principal } from '../principal.ts';
import { clientArn, type LoginClient } from './clients.ts';
import type { LoginParts } from './parts.ts';

/** The actions of `aws login`: consent in the browser, and each exchange for credentials. */
export type LoginAction = 'signin:AuthorizeOAuth2Access' | 'signin:CreateOAuth2Token';

/** Somebody who wants to use a client, and what their policies say. */
export interface PermissionSubject {
  readonly principal: Principal;
  readonly action: LoginAction;
  readonly resource: string;
  readonly rootMayLogin: boolean;
  readonly judged: Case;
}

/** Asks the policies of a principal, as they are now. */
export async function examinePermission(
  { state, rootMayLogin }: LoginParts,
  circumstances: Circumstances,
  asked: {
    readonly principal: Principal;
    readonly client: LoginClient;
    readonly action: LoginAction;
    /** `authorization_code` or `refresh_token`, where it is known. */
    readonly grantType?: string;
    readonly redirectUri: string;
  },
): Promise<PermissionSubject> {
  const { principal, client, action, grantType, redirectUri } = asked;
  const organizationId = (await state.account(principal.account))?.organizationId;
  const judge = await createJudge(state, { ...circumstances, principal, organizationId });
  const resource = clientArn(client, circumstances.region, principal.account);
  const keys = {
    'signin:oauthredirecturi': [redirectUri],
    ...(grantType === undefined ? {} : { 'signin:oauthgranttype': [grantType] }),
  };
  const judged = judge({ action, resource: { arn: resource }, keys });
  return { principal, action, resource, rootMayLogin, judged };
}

const rootMayUseClients: Check<PermissionSubject> = {
  name: 'rootMayUseClients',
  code: 'LOGIN-008',
  run: ({ principal, rootMayLogin }) =>
    principal.kind === 'root' && !rootMayLogin
      ? failure('LOGIN-008', { principal: principal.arn })
      : undefined,
  describe: ({ principal, rootMayLogin }) => ({
    expected: rootMayLogin ? 'anybody' : 'an IAM user or a role session',
    received: principal.kind,
  }),
};

const principalIsPermitted: Check<PermissionSubject> = {
  name: 'principalIsPermitted',
  code: 'LOGIN-009',
  run: ({ principal, action, resource, judged }) =>
    judged.decision.allowed
      ? undefined
      : failure('LOGIN-009', { principal: principal.arn, action, resource }),
  describe: ({ action, resource, judged: { decision } }) => ({
    expected: `${action} on ${resource}`,
    received: decision.allowed ? 'allowed' : `${decision.explicit ? 'denied' : 'not allowed'}`,
  }),
};

/** Who may use a client of `aws login`. */
export const permissionChecks: readonly Check<PermissionSubject>[] = [
  rootMayUseClients,
  principalIsPermitted,
];
