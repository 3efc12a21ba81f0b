import { surface } from '../../failures/aws-error.ts';
import { failure } from '../../failures/catalogue.ts';
import { type Check, type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import {
  claimedRoles,
  envelopeChecks,
  examineResponse,
  type ResponseSubject,
  type RolePair,
  responseChecks,
  verifiedFacts,
} from '../../saml/index.ts';
import { readProviderName, samlEvidence } from './saml-evidence.ts';
import { attemptOf, type FederationParts, type FederationRequest, type Refused } from './tried.ts';

/** A response that a browser posted before a role was chosen. */
export interface UndecidedResponse {
  /** In base64 as it arrived. */
  readonly response: string;
  /** The provider whose own consumer URL it was posted to; what the response claims counts less. */
  readonly providerArn: string | undefined;
}

export type RoleChoice =
  /** Roles that a provider vouches for. */
  | { readonly outcome: 'roles'; readonly pairs: readonly RolePair[] }
  /** No provider vouches for any; asking for this one tells why. */
  | { readonly outcome: 'none'; readonly claimed: RolePair }
  | Refused;

/** Providers whose metadata one response is held against; each costs a verification. */
const MOST_PROVIDERS = 5;

/**
 * Which roles a response lets its bearer choose from. The response is judged by the table that
 * AssumeRoleWithSAML uses, once for each provider that its roles name; roles of a provider that
 * does not vouch for it are not offered.
 */
export async function chooseRole(
  parts: FederationParts,
  request: FederationRequest,
  asked: UndecidedResponse,
): Promise<RoleChoice> {
  const claimed = claimedRoles(asked.response);
  const named =
    asked.providerArn === undefined ? claimed.map((pair) => pair.providerArn) : [asked.providerArn];
  const pairs: RolePair[] = [];
  let seen: { readonly providerArn: string; readonly subject: ResponseSubject } | undefined;
  for (const providerArn of [...new Set(named)].slice(0, MOST_PROVIDERS)) {
    const provider = readProviderName(providerArn);
    if (!provider) continue;
    await parts.state.fresh([provider.account]);
    const given = { response: asked.response, providerArn, provider };
    const { subject } = await samlEvidence(parts, request, given);
    seen ??= { providerArn, subject };
    if (firstFailure(responseChecks, subject)) continue;
    pairs.push(...subject.assertion.roles.filter((pair) => pair.providerArn === providerArn));
  }
  if (pairs.length > 0) return { outcome: 'roles', pairs };
  const [first] = claimed;
  if (first) return { outcome: 'none', claimed: first };
  if (seen) return refusedBy(request, asked.response, seen);
  return refuseUnclaimed(parts, request, asked.response);
}

/** R063: without a role in the response nobody knows which provider's metadata decides. */
const responseClaimsRole: Check<undefined> = {
  name: 'rolesArePresent',
  code: 'SAML-070',
  run: () => failure('SAML-070', {}),
  describe: () => ({
    expected: 'the attribute https://aws.amazon.com/SAML/Attributes/Role',
    received: 'no role and provider in the response',
  }),
};

/** A response that claims no role of a provider, or that cannot even be read. */
function refuseUnclaimed(
  parts: FederationParts,
  request: FederationRequest,
  response: string,
): Refused {
  const subject = examineResponse({
    response,
    metadata: undefined,
    recipients: [],
    audiences: [],
    awsNames: false,
    now: request.now,
    skewMilliseconds: parts.skewMilliseconds,
    allowSha1: parts.allowSha1,
    requestId: request.requestId,
  });
  const traces = [
    ...traceChecks(envelopeChecks, subject),
    ...traceChecks([responseClaimsRole], undefined),
  ];
  return refusal(request, response, traces, { providerArn: undefined, subject });
}

/** An encrypted response, of which nothing but its provider's own URL tells whose it is. */
function refusedBy(
  request: FederationRequest,
  response: string,
  seen: { readonly providerArn: string; readonly subject: ResponseSubject },
): Refused {
  return refusal(request, response, traceChecks(responseChecks, seen.subject), seen);
}

function refusal(
  request: FederationRequest,
  response: string,
  traces: readonly CheckTrace[],
  of: { readonly providerArn: string | undefined; readonly subject: ResponseSubject },
): Refused {
  const failed = traces.find((trace) => trace.failure)?.failure;
  if (!failed) throw new Error('a response that was refused has no failed check');
  const { assertionId, issuer, nameId, roleSessionName } = verifiedFacts(of.subject);
  const told = {
    kind: 'saml-browser',
    account: (of.providerArn && readProviderName(of.providerArn)?.account) ?? '',
    provider: of.providerArn,
    subject: nameId,
    roleArn: undefined,
    decision: undefined,
    facts: { assertionId, issuer, roleSessionName },
  } as const;
  const error = surface(failed);
  return {
    outcome: 'refused',
    error,
    event: undefined,
    fromStranger: nameId === undefined,
    attempt: attemptOf(request, told, traces, { error, failed }),
    body: response,
  };
}
