import { type Explanation, explain, type StatementExplanation } from '../../policy/index.ts';
import type { AccessDenied } from './denied.ts';

/** Longest message that DecodeAuthorizationMessage takes is 10,240 characters once encoded. */
const MOST_STATEMENTS = 40;

/**
 * What DecodeAuthorizationMessage tells of a refusal: AWS's members, with each statement's first
 * mismatch besides, so that an administrator sees why nothing allowed the call.
 */
export function authorizationMessage({ question, judged }: AccessDenied): string {
  const { request, policies, decision } = judged;
  const explanation = explain(request, policies);
  const { principal } = request;
  return JSON.stringify({
    allowed: decision.allowed,
    explicitDeny: decision.explicit,
    matchedStatements: { items: matchedStatements(explanation) },
    failures: { items: failures(explanation) },
    context: {
      principal: {
        id: request.context('aws:userid')?.[0] ?? '',
        arn: 'arn' in principal ? principal.arn : request.context('aws:principalarn')?.[0],
      },
      action: question.action,
      resource: question.resource.arn,
      conditions: {
        items: Object.entries(question.keys ?? {}).map(([key, values]) => ({
          key,
          values: { items: values.map((value) => ({ value })) },
        })),
      },
    },
  });
}

function matchedStatements({ policies }: Explanation): object[] {
  return policies.flatMap(({ kind, policy, statements }) =>
    statements
      .filter(({ mismatch }) => mismatch === undefined)
      .map(({ index, sid, effect }) => ({
        statementId: sid ?? '',
        effect: effect.toUpperCase(),
        policyType: kind,
        policy: policy.arn ?? policy.name,
        statement: index + 1,
      })),
  );
}

function failures({ policies }: Explanation): object[] {
  return policies
    .flatMap(({ kind, policy, statements }) =>
      statements.map((statement) => failureOf(kind, policy.arn ?? policy.name, statement)),
    )
    .filter((failure) => failure !== undefined)
    .slice(0, MOST_STATEMENTS);
}

function failureOf(
  policyType: string,
  policy: string,
  { index, sid, effect, mismatch }: StatementExplanation,
): object | undefined {
  if (!mismatch || effect === 'Deny') return undefined;
  return { policyType, policy, statement: index + 1, statementId: sid ?? '', ...mismatch };
}
