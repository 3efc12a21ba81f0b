import {
  type CompiledPolicy,
  type Decision,
  decide,
  type PolicyRequest,
  type PolicySet,
} from '../../policy/index.ts';
import { authorityOf, policyPrincipal } from '../iam/authority.ts';
import type { IamState } from '../iam/state.ts';
import { contextLookup, type RequestFacts } from './context.ts';
import type { AccessResource, ConditionKeys } from './resource.ts';

/** One authorisation question about the caller. */
export interface Question {
  readonly action: string;
  readonly resource: AccessResource;
  /** The resource's own policy, such as a role's trust policy. */
  readonly policy?: CompiledPolicy | undefined;
  readonly keys?: ConditionKeys | undefined;
}

/** A question together with everything that answers it, for decisions and explanations alike. */
export interface Case {
  readonly request: PolicyRequest;
  readonly policies: PolicySet;
  readonly decision: Decision;
}

/** Answers authorisation questions about one caller of one request. */
export type Judge = (question: Question) => Case;

/**
 * A judge for a caller; the policies on its side are collected once for the request. Where its account
 * stands in its organization, and which control policies limit it, is read with the account, which
 * must have been made fresh.
 */
export async function createJudge(state: IamState, given: RequestFacts): Promise<Judge> {
  const { principal } = given;
  const own = await authorityOf(state, principal);
  const { organizationPath, scps } = (await state.account(principal.account)) ?? {};
  const authority = { ...own, scps };
  const facts = { ...given, organizationPath };
  return (question) => judge(authority, facts, question);
}

function judge(
  authority: Omit<PolicySet, 'resource'>,
  facts: RequestFacts,
  question: Question,
): Case {
  const { action, resource, policy, keys } = question;
  const request: PolicyRequest = {
    action,
    resource: resource.arn,
    resourceAccount: resource.judgedIn ?? accountOf(resource.arn) ?? facts.principal.account,
    principal: policyPrincipal(facts.principal),
    context: contextLookup(facts, resource, keys),
  };
  const policies: PolicySet = { ...authority, resource: policy };
  return { request, policies, decision: decide(request, policies) };
}

function accountOf(arn: string): string | undefined {
  const account = arn.split(':', 5)[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}
