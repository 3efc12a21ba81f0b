import { parseArn } from '../../base/arn.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { validatePolicy } from '../../policy/index.ts';
import type { IamState } from '../iam/state.ts';

/** Session policies as requests carry them. */
export interface SessionPolicyRequest {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** Session policies that have been checked. */
export interface SessionPolicies {
  readonly inline: string | undefined;
  readonly arns: readonly string[];
}

/**
 * Most managed policies of one session, and characters of its policies (aws-facts B2). A managed
 * policy counts with its ARN, which is what the request carries: large ones such as ReadOnlyAccess
 * are usual session policies.
 */
const MOST_ARNS = 10;
const MOST_CHARACTERS = 2048;

/**
 * Checks the session policies of a request: an inline policy that is valid, managed policies that
 * exist and belong to `account` or to AWS. Throws ValidationError, MalformedPolicyDocument,
 * NoSuchEntity or PackedPolicyTooLarge.
 */
export async function readSessionPolicies(
  state: Pick<IamState, 'policy'>,
  account: string,
  request: SessionPolicyRequest,
): Promise<SessionPolicies> {
  const arns = (request.PolicyArns ?? []).map(({ arn }) => arn ?? '');
  if (arns.length > MOST_ARNS) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '[${arns.join(', ')}]' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${MOST_ARNS}`,
    );
  }
  const inline = request.Policy;
  if (inline !== undefined) {
    const reading = validatePolicy(inline, 'session');
    if (!reading.ok) throw new AwsError('MalformedPolicyDocument', reading.message);
  }
  for (const arn of arns) await requireManagedPolicy(state, account, arn);
  const characters = arns.reduce((sum, arn) => sum + arn.length, inline?.length ?? 0);
  if (arns.length > 0 && characters > MOST_CHARACTERS) throw tooLarge(characters);
  return { inline, arns };
}

async function requireManagedPolicy(
  state: Pick<IamState, 'policy'>,
  account: string,
  arn: string,
): Promise<void> {
  const parsed = parseArn(arn);
  if (parsed?.service !== 'iam' || !parsed.resource.startsWith('policy/')) {
    throw new AwsError('ValidationError', `${arn} is invalid`);
  }
  const own = parsed.account === 'aws' || parsed.account === account;
  const policy = own ? await state.policy(account, arn) : undefined;
  if (policy) return;
  throw new AwsError(
    'MalformedPolicyDocument',
    `Policy ${arn} does not exist or is not attachable.`,
  );
}

function tooLarge(characters: number): AwsError {
  const percent = Math.ceil((characters * 100) / MOST_CHARACTERS);
  return packedPolicyTooLarge(percent);
}

/** 400: session policies and tags do not fit into a session token (aws-facts B6). */
export function packedPolicyTooLarge(percent: number): AwsError {
  return new AwsError(
    'PackedPolicyTooLarge',
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
  );
}
