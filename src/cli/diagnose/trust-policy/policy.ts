import {
  type CompiledPolicy,
  type ConditionElement,
  compilePolicy,
  explain,
  type PolicyDocument,
  type Principal,
  parsePolicy,
  type Statement,
  type StatementExplanation,
  validatePolicy,
} from '../../../policy/index.ts';
import type { AcceptedNames } from '../accepted-names.ts';

/** A trust policy while it is judged. */
export interface TrustPolicySubject {
  /** What IAM says of the document; undefined when it takes it. */
  readonly problem: string | undefined;
  /** The document; throws when it cannot be read at all. */
  readonly document: () => PolicyDocument;
  /** The role that has the policy, when somebody told. */
  readonly roleArn: string | undefined;
  /** By which names responses may mean whoever judges them. */
  readonly names: AcceptedNames;
}

/** Prepares a trust policy for `trustPolicyChecks`. */
export function examineTrustPolicy(
  text: string,
  given: Pick<TrustPolicySubject, 'roleArn' | 'names'>,
): TrustPolicySubject {
  const valid = validatePolicy(text, 'trust');
  const reading = valid.ok ? valid : parsePolicy(text, 'trust');
  return {
    ...given,
    problem: valid.ok ? undefined : valid.message,
    document: () => {
      if (!reading.ok) throw new Error(reading.message);
      return reading.document;
    },
  };
}

/** A statement with its place, counted from 0. */
export interface PlacedStatement {
  readonly statement: Statement;
  readonly index: number;
}

/** The Allow statements of a document. */
export function allowing(document: PolicyDocument): PlacedStatement[] {
  return document.statements
    .map((statement, index) => ({ statement, index }))
    .filter(({ statement }) => statement.effect === 'Allow');
}

/** `statement 2 (Sid)` */
export function statementName({ statement, index }: PlacedStatement): string {
  return `statement ${index + 1}${statement.sid === undefined ? '' : ` (${statement.sid})`}`;
}

/** Where the role is not told: no account that exists. */
const SOME_ROLE = 'arn:aws:iam::000000000000:role/role';

/** A policy ready to be asked. */
export function compiled(document: PolicyDocument, roleArn = SOME_ROLE): CompiledPolicy {
  return compilePolicy(document, { kind: 'trust', name: 'trust policy', attachedTo: roleArn });
}

/** What each statement says to a caller of whom nothing else is known. */
export function askPolicy(
  policy: CompiledPolicy,
  principal: Principal,
  action: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): readonly StatementExplanation[] {
  const roleArn = policy.source.attachedTo ?? SOME_ROLE;
  const request = {
    action,
    principal,
    resource: roleArn,
    resourceAccount: roleArn.split(':')[4] ?? '',
    context: (key: string) => (Object.hasOwn(context, key) ? context[key] : undefined),
  };
  const explanation = explain(request, { identity: [], resource: policy });
  return explanation.policies.flatMap(({ statements }) => statements);
}

/** True when these conditions hold together for somebody with these condition keys. */
export function conditionsHold(
  conditions: readonly ConditionElement[],
  context: Readonly<Record<string, readonly string[]>>,
): boolean {
  const document: PolicyDocument = {
    version: '2012-10-17',
    id: undefined,
    statements: [
      {
        sid: undefined,
        effect: 'Allow',
        principal: { negated: false, everyone: true, names: [] },
        action: { negated: false, patterns: ['sts:AssumeRole'] },
        resource: undefined,
        conditions,
      },
    ],
  };
  const [said] = askPolicy(compiled(document), { type: 'anonymous' }, 'sts:AssumeRole', context);
  return said !== undefined && said.mismatch === undefined;
}
