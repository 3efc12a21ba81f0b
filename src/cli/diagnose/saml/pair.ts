import { readSamlProviderArn } from '../../../domain/federation/saml-evidence.ts';
import { readRoleArn } from '../../../domain/sts/find-role.ts';
import { AwsError } from '../../../failures/aws-error.ts';
import type { RolePair } from '../../../saml/index.ts';
import { unusable } from '../unusable.ts';

/**
 * The role and provider that are asked for: as the options say, as a browser chose, or the only ones
 * of the response. Undefined where nobody has chosen. Throws UnusableInput when a role is asked for
 * and its provider cannot be told.
 */
export function choosePair(
  offered: readonly RolePair[],
  asked: {
    readonly role: string | undefined;
    readonly provider: string | undefined;
    /** The role that was posted along with the response. */
    readonly posted: string | undefined;
  },
): RolePair | undefined {
  const { role = asked.posted, provider } = asked;
  const fitting = offered.filter(
    ({ roleArn, providerArn }) =>
      (role === undefined || roleArn === role) &&
      (provider === undefined || providerArn === provider),
  );
  const [only, second] = fitting;
  if (only && !second) return usable(only);
  if (role === undefined) return undefined;
  if (provider !== undefined) return { roleArn: role, providerArn: provider };
  const [first, another] = new Set(offered.map(({ providerArn }) => providerArn));
  if (first !== undefined && another === undefined) return { roleArn: role, providerArn: first };
  const reason = first === undefined ? 'the response names none' : 'the response names several';
  throw unusable('DIAG-009', { role, reason });
}

/** A response may offer roles of other partitions, which nobody can ask for here. */
function usable(pair: RolePair): RolePair | undefined {
  try {
    readRoleArn(pair.roleArn);
    readSamlProviderArn(pair.providerArn);
    return pair;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
