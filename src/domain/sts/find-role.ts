import { isAccountId, parseArn } from '../../base/arn.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { IamState, RoleState } from '../iam/state.ts';

/** The account and the name in a role's ARN. */
export interface RoleName {
  readonly account: string;
  readonly name: string;
}

/** What is there under a role's ARN; only administrators are told which it was. */
export type FoundRole<Role> =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'nothing' }
  /** A role of that name in other letters, or under another path. */
  | { readonly kind: 'other-spelling'; readonly arn: string }
  | { readonly kind: 'inactive-account' }
  /** It is not the asker's to know whether there is one. */
  | { readonly kind: 'not-looked-up' };

/** Reads a role's ARN. Throws ValidationError for any other text (aws-facts B6). */
export function readRoleArn(text: string): RoleName {
  const arn = parseArn(text);
  const wellFormed =
    arn?.service === 'iam' &&
    arn.partition === 'aws' &&
    arn.region === '' &&
    isAccountId(arn.account);
  const name = /^role\/(?:[\u0021-\u007e]*\/)?([\w+=,.@-]{1,64})$/.exec(arn?.resource ?? '')?.[1];
  if (!wellFormed || name === undefined) {
    throw new AwsError('ValidationError', `${text} is invalid`);
  }
  return { account: arn.account, name };
}

/**
 * Finds the role with exactly that ARN: role names are case-sensitive here (R067). The account must
 * have been made fresh.
 */
export async function findRole(
  state: IamState,
  { account, name }: RoleName,
  arn: string,
): Promise<FoundRole<RoleState>> {
  const owner = await state.account(account);
  if (owner && owner.state !== 'ACTIVE') return { kind: 'inactive-account' };
  const role = owner && (await state.role(account, name));
  if (!role) return { kind: 'nothing' };
  return role.arn === arn ? { kind: 'role', role } : { kind: 'other-spelling', arn: role.arn };
}
