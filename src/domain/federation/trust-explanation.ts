import type { DecidingStatement } from '../../failures/attempt.ts';
import { explain, type Mismatch, type StatementExplanation } from '../../policy/index.ts';
import type { Case } from '../authorisation/judge.ts';

/** How far a statement goes along with a request: the element at which it stops, in their order. */
const ELEMENTS = ['Principal', 'Action', 'Resource', 'Condition'] as const;

/** What a trust policy says of one action, as it is told to administrators. */
export interface TrustExplanation {
  /** The Allow statement that goes along furthest; undefined when the policy has none. */
  readonly closest: StatementExplanation | undefined;
  /** The Deny statement that applies. */
  readonly denying: StatementExplanation | undefined;
}

/** Explains what a trust policy decided, with the matching that decided it. */
export function explainTrust({ request, policies }: Case): TrustExplanation {
  const statements = explain(request, policies).policies.flatMap((policy) => policy.statements);
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  const closest = allowing.reduce<StatementExplanation | undefined>(
    (best, each) => (best && reach(best) >= reach(each) ? best : each),
    undefined,
  );
  const denying = statements.find(({ effect, mismatch }) => effect === 'Deny' && !mismatch);
  return { closest, denying };
}

function reach({ mismatch }: StatementExplanation): number {
  return mismatch ? ELEMENTS.indexOf(mismatch.element) : ELEMENTS.length;
}

/** True when some Allow statement goes along with the request beyond `element`. */
export function reachesBeyond(
  { closest }: TrustExplanation,
  element: (typeof ELEMENTS)[number],
): boolean {
  return closest !== undefined && reach(closest) > ELEMENTS.indexOf(element);
}

/** `statement 2 (Sid)` */
export function statementText({ index, sid }: StatementExplanation): string {
  return `statement ${index + 1}${sid === undefined ? '' : ` (${sid})`}`;
}

/** What the closest statement asks for and what there is instead. */
export function mismatchTexts(explanation: TrustExplanation): {
  expected: string;
  received: string;
} {
  const { closest, denying } = explanation;
  if (denying) {
    return {
      expected: 'no Deny statement that applies',
      received: `${statementText(denying)} denies`,
    };
  }
  if (!closest) return { expected: 'an Allow statement', received: 'none' };
  const { mismatch } = closest;
  if (!mismatch) return { expected: statementText(closest), received: 'the same' };
  return {
    expected: `${statementText(closest)}: ${expectedText(mismatch)}`,
    received: receivedText(mismatch),
  };
}

function expectedText({ element, negated, operator, key, expected }: Mismatch): string {
  const values = expected.join(', ');
  if (element === 'Condition') return `${operator} ${key} ${values}`;
  return `${negated ? 'Not' : ''}${element} ${values}`;
}

function receivedText({ key, received }: Mismatch): string {
  if (key === undefined) return received.join(', ');
  return received.length === 0 ? `no ${key}` : `${key} is ${received.join(', ')}`;
}

/** The statement that decided, for attempts; undefined when nothing allowed and nothing denied. */
export function decidingStatement({ decision }: Case): DecidingStatement | undefined {
  const { deciding, allowed } = decision;
  if (!deciding) return undefined;
  const { policy, index, sid } = deciding;
  return {
    policyKind: policy.kind,
    policy: policy.attachedTo ?? policy.name,
    statement: index + 1,
    ...(sid === undefined ? {} : { sid }),
    effect: allowed ? 'Allow' : 'Deny',
  };
}
