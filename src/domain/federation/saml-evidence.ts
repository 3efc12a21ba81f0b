import { isAccountId, parseArn } from '../../base/arn.ts';
import { AwsError } from '../../failures/aws-error.ts';
import {
  examineResponse,
  type ResponseSubject,
  type RolePair,
  samlConditionKeys,
  type VerifiedAssertion,
} from '../../saml/index.ts';
import type { SamlProviderState } from '../iam/state.ts';
import { ownNames } from './endpoints.ts';
import type { FederatedIdentity } from './role-subject.ts';
import type { FederationParts, FederationRequest } from './tried.ts';

/** A SAML provider as a request names it, whether or not it exists. */
export interface ProviderName {
  readonly account: string;
  readonly providerName: string;
}

/** Reads the ARN of a SAML provider; undefined for any other text. */
export function readProviderName(text: string): ProviderName | undefined {
  const arn = parseArn(text);
  const wellFormed =
    arn?.partition === 'aws' &&
    arn.service === 'iam' &&
    arn.region === '' &&
    isAccountId(arn.account);
  const providerName = /^saml-provider\/([\w.-]{1,128})$/.exec(arn?.resource ?? '')?.[1];
  if (!wellFormed || providerName === undefined) return undefined;
  return { account: arn.account, providerName };
}

/** Reads the ARN of a SAML provider. Throws ValidationError for any other text. */
export function readSamlProviderArn(text: string): ProviderName {
  const name = readProviderName(text);
  if (!name) throw new AwsError('ValidationError', `${text} is invalid`);
  return name;
}

/** A response with all that it is judged by. */
export interface SamlEvidence {
  readonly provider: SamlProviderState | undefined;
  readonly subject: ResponseSubject;
}

/**
 * Collects what a response is judged by, for `responseChecks`. The account of the provider must
 * have been made fresh. `pair` is absent while nobody has chosen a role.
 */
export async function samlEvidence(
  { state, endpoints, skewMilliseconds, allowSha1 }: FederationParts,
  request: FederationRequest,
  asked: {
    readonly response: string;
    readonly provider: ProviderName;
    readonly providerArn: string;
    readonly pair?: RolePair | undefined;
  },
): Promise<SamlEvidence> {
  const { account } = asked.provider;
  const owner = await state.account(account);
  const active = owner?.state === 'ACTIVE';
  const provider = active ? await state.samlProvider(account, asked.providerArn) : undefined;
  const settings = endpoints();
  const subject = examineResponse({
    response: asked.response,
    metadata: provider?.metadata,
    ...ownNames(settings, provider?.uuid),
    awsNames: settings.awsNames,
    now: request.now,
    skewMilliseconds,
    allowSha1,
    decryption: provider?.encryptionMode && {
      mode: provider.encryptionMode,
      keys: provider.privateKeys,
    },
    pair: asked.pair,
    requestId: request.requestId,
  });
  return { provider, subject };
}

/** What a verified assertion says of its bearer. */
export function samlIdentity(
  assertion: VerifiedAssertion,
  provider: ProviderName,
): FederatedIdentity {
  return {
    keys: samlConditionKeys(assertion, provider),
    sessionName: assertion.roleSessionName,
    sourceIdentity: assertion.sourceIdentity,
    tags: assertion.tags,
    transitiveTagKeys: assertion.transitiveTagKeys,
    sessionSeconds: assertion.sessionDuration,
    sessionEndsAt: assertion.sessionNotOnOrAfter,
  };
}
