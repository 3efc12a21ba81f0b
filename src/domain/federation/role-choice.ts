import { claimedRoles, type RolePair } from '../../saml/index.ts';
import { readRoleArn } from '../sts/find-role.ts';
import { readProviderName, type SamlEvidence, samlEvidence } from './saml-evidence.ts';
import type { FederationParts, FederationRequest, Refused } from './tried.ts';
import {
  refusePair,
  refuseResponse,
  refuseUndecided,
  type UndecidedResponse,
} from './undecided-response.ts';

export type RoleChoice =
  /** Several roles that a provider vouches for. */
  | { readonly outcome: 'choose'; readonly pairs: readonly RolePair[] }
  /** The role to ask for. Whether it is granted, or why not, is for AssumeRoleWithSAML to say. */
  | { readonly outcome: 'decided'; readonly pair: RolePair }
  | Refused;

/** Providers whose metadata one response is held against; each costs a verification. */
const MOST_PROVIDERS = 5;

/**
 * Which role a response is for. The response is judged by the table that AssumeRoleWithSAML uses,
 * once for each provider that its roles name; roles of a provider that does not vouch for it are
 * not offered. Nothing that could not be asked for is decided: that is refused here.
 */
export async function chooseRole(
  parts: FederationParts,
  request: FederationRequest,
  asked: UndecidedResponse,
): Promise<RoleChoice> {
  const { response, consumer, roleArn } = asked;
  const claimed = claimedRoles(response);
  if (consumer) {
    if (consumer.arn === undefined) return refuseUndecided(parts, request, asked);
    return await ofProvider(parts, request, asked, consumer.arn, claimed);
  }
  const pairs: RolePair[] = [];
  const providers = new Set(claimed.map((pair) => pair.providerArn));
  for (const providerArn of [...providers].slice(0, MOST_PROVIDERS)) {
    pairs.push(...((await vouchedBy(parts, request, response, providerArn)).pairs ?? []));
  }
  const [first] = pairs.length > 0 ? pairs : claimed;
  if (!first) return refuseUndecided(parts, request, asked);
  return await decide(parts, request, response, pairs.length > 0 ? pairs : [first], roleArn);
}

/** Posted to the consumer URL of one provider: what others vouch for does not count there. */
async function ofProvider(
  parts: FederationParts,
  request: FederationRequest,
  { response, roleArn }: UndecidedResponse,
  providerArn: string,
  claimed: readonly RolePair[],
): Promise<RoleChoice> {
  const { pairs, evidence } = await vouchedBy(parts, request, response, providerArn);
  if (!evidence) throw new Error('a stored provider has no readable name');
  const { subject } = evidence;
  if (!pairs) {
    const own = claimed.find((pair) => pair.providerArn === providerArn);
    if (own) return await decide(parts, request, response, [own], roleArn);
    const traces = subject.judgement.traces();
    return refuseResponse(request, response, { providerArn, subject }, traces);
  }
  // A response that offers roles of other providers only is refused by its check (SAML-073).
  const [other] = subject.assertion.roles;
  const known = pairs.length > 0 || !other ? pairs : [{ roleArn: other.roleArn, providerArn }];
  return await decide(parts, request, response, known, roleArn);
}

interface Vouched {
  /** The provider's own pairs; undefined when the response is not valid for it. */
  readonly pairs: readonly RolePair[] | undefined;
  readonly evidence: SamlEvidence | undefined;
}

async function vouchedBy(
  parts: FederationParts,
  request: FederationRequest,
  response: string,
  providerArn: string,
): Promise<Vouched> {
  const provider = readProviderName(providerArn);
  if (!provider) return { pairs: undefined, evidence: undefined };
  await parts.state.fresh([provider.account]);
  const evidence = await samlEvidence(parts, request, { response, providerArn, provider });
  // Nothing is even read for providers that do not exist: whoever posts may name many.
  if (!evidence.provider) return { pairs: undefined, evidence };
  const { subject } = evidence;
  if (subject.judgement.failed) return { pairs: undefined, evidence };
  const pairs = subject.assertion.roles.filter((pair) => pair.providerArn === providerArn);
  return { pairs, evidence };
}

async function decide(
  parts: FederationParts,
  request: FederationRequest,
  response: string,
  pairs: readonly RolePair[],
  roleArn: string | undefined,
): Promise<RoleChoice> {
  const [first, second] = pairs;
  if (!first) throw new Error('there is no role to decide on');
  if (roleArn === undefined && second) return { outcome: 'choose', pairs };
  // A role that is not offered is refused by its check (SAML-073).
  const pair =
    roleArn === undefined
      ? first
      : (pairs.find((each) => each.roleArn === roleArn) ?? { ...first, roleArn });
  const provider = readProviderName(pair.providerArn);
  if (provider && isRoleArn(pair.roleArn)) return { outcome: 'decided', pair };
  return await refusePair(parts, request, response, { pair, offered: pairs });
}

function isRoleArn(text: string): boolean {
  try {
    return readRoleArn(text).name !== '';
  } catch {
    return false;
  }
}
