import {
  type Decision,
  decide,
  type Explanation,
  explain,
  type PolicyExplanation,
  type PolicyRequest,
  type PolicySet,
  type StatementExplanation,
} from '../../policy/index.ts';
import type { AccessDenied } from './denied.ts';
import type { Case } from './judge.ts';

/** Statements named at most, so that the message fits where it travels. */
const MOST_STATEMENTS = 40;
/** The longest message: sealed it has 6,000 characters, which every client takes in a header. */
const MOST_CHARACTERS = 4400;
/** Messages come in few sizes: what is sealed cannot be read, and its length can. */
const STEP = 1024;

/**
 * What DecodeAuthorizationMessage tells of a refusal: AWS's members, with each statement's first
 * mismatch besides, so that an administrator sees why nothing allowed the call. Blanks at its end
 * hide its length. Undefined when it does not fit.
 */
export function authorizationMessage({
  question,
  judged,
  plain,
}: AccessDenied): string | undefined {
  const { request, policies, decision } = callersSide(judged);
  const asked = new Map(Object.entries(question.keys ?? {}));
  const explanation = explain(noting(request, asked), policies);
  const { principal } = request;
  const told = {
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
        items: [...asked].map(([key, values]) => ({
          key,
          values: { items: values.map((value) => ({ value })) },
        })),
      },
    },
  };
  const { items } = told.failures;
  let text = JSON.stringify(told);
  while (Buffer.byteLength(text) > MOST_CHARACTERS && items.pop()) text = JSON.stringify(told);
  const length = Buffer.byteLength(text);
  if (length > MOST_CHARACTERS) return undefined;
  // A refusal without a reason is the same for every reason, and so is the size of its message.
  const size = plain ? MOST_CHARACTERS : Math.min(Math.ceil(length / STEP) * STEP, MOST_CHARACTERS);
  return text + ' '.repeat(size - length);
}

/** The request, with each condition key that a policy asks for noted in `asked`. */
function noting(request: PolicyRequest, asked: Map<string, readonly string[]>): PolicyRequest {
  const context = (key: string): readonly string[] | undefined => {
    const values = request.context(key);
    if (values) asked.set(key, values);
    return values;
  };
  return { ...request, context };
}

/**
 * The case as far as it is the caller's: its account's administrators decode the message, and the
 * policy and tags of another account's resource, or that it exists, are not theirs to know.
 */
function callersSide(judged: Case): {
  readonly request: PolicyRequest;
  readonly policies: PolicySet;
  readonly decision: Decision;
} {
  const { principal, resourceAccount, context } = judged.request;
  if ('account' in principal && principal.account === resourceAccount) return judged;
  const request: PolicyRequest = {
    ...judged.request,
    context: (key) => (/^(?:aws|iam):resourcetag\//.test(key) ? undefined : context(key)),
  };
  const policies: PolicySet = { ...judged.policies, resource: undefined, rcps: undefined };
  return { request, policies, decision: decide(request, policies) };
}

function matchedStatements({ policies }: Explanation): object[] {
  return policies.flatMap(({ kind, policy, level, statements }) =>
    statements
      .filter(({ mismatch }) => mismatch === undefined)
      .map(({ index, sid, effect }) => ({
        statementId: sid ?? '',
        effect: effect.toUpperCase(),
        policyType: kind,
        policy: policy.arn ?? policy.name,
        ...placeOf(policy, level),
        statement: index + 1,
      })),
  );
}

/** Where a control policy is attached, and on which level of the organization: the root's is 0. */
function placeOf(
  { attachedTo }: PolicyExplanation['policy'],
  level: number | undefined,
): { readonly level: number; readonly attachedTo?: string } | undefined {
  if (level === undefined) return undefined;
  return attachedTo === undefined ? { level } : { level, attachedTo };
}

function failures({ policies }: Explanation): object[] {
  return policies
    .flatMap((explained) =>
      explained.statements.map((statement) => failureOf(explained, statement)),
    )
    .filter((failure) => failure !== undefined)
    .slice(0, MOST_STATEMENTS);
}

function failureOf(
  { kind: policyType, policy: source, level }: PolicyExplanation,
  { index, sid, effect, mismatch }: StatementExplanation,
): object | undefined {
  if (!mismatch || effect === 'Deny') return undefined;
  const policy = source.arn ?? source.name;
  const place = placeOf(source, level);
  return {
    policyType,
    policy,
    ...place,
    statement: index + 1,
    statementId: sid ?? '',
    ...mismatch,
  };
}
