import { surface } from '../../failures/aws-error.ts';
import { failure } from '../../failures/catalogue.ts';
import { type Check, type CheckTrace, traceChecks } from '../../failures/check.ts';
import {
  envelopeChecks,
  examineResponse,
  type ResponseSubject,
  type RolePair,
  verifiedFacts,
} from '../../saml/index.ts';
import { attemptOf } from '../attempts/index.ts';
import { readProviderName, samlEvidence } from './saml-evidence.ts';
import type { FederationParts, FederationRequest, Refused } from './tried.ts';

/** A response that a browser posted; which role it is for is not decided yet. */
export interface UndecidedResponse {
  /** In base64 as it arrived. */
  readonly response: string;
  /**
   * The provider whose own consumer URL it was posted to, which alone counts then: its ARN is
   * undefined when no provider has that URL. Absent for the URL of all providers.
   */
  readonly consumer: { readonly uuid: string; readonly arn: string | undefined } | undefined;
  /** The role that was chosen from those offered. */
  readonly roleArn: string | undefined;
}

/** A response of which nobody knows yet whose it is. */
interface UndecidedSubject {
  readonly asked: UndecidedResponse;
  readonly subject: ResponseSubject;
  readonly requestId: string;
}

const consumerIsOfProvider: Check<UndecidedSubject> = {
  name: 'providerExists',
  code: 'SAML-008',
  run({ asked: { consumer }, requestId }) {
    if (!consumer || consumer.arn !== undefined) return undefined;
    return failure('SAML-008', { provider: consumer.uuid, requestId });
  },
  describe: ({ asked: { consumer } }) => ({
    expected: 'the URL of all providers, or of one that exists',
    received: consumer ? `the URL of ${consumer.uuid}` : 'the URL of all providers',
  }),
};

const responseNamesProvider: Check<UndecidedSubject> = {
  name: 'responseNamesProvider',
  code: 'FED-042',
  run: ({ subject }) => (isEncrypted(subject) ? failure('FED-042', {}) : undefined),
  describe: ({ subject }) => ({
    expected: 'the URL of one provider, or an assertion that can be read without its key',
    received: isEncrypted(subject) ? 'an encrypted assertion' : 'an assertion in plain text',
  }),
};

function isEncrypted({ assertions }: ResponseSubject): boolean {
  return assertions.some(({ localName }) => localName === 'EncryptedAssertion');
}

/** R063: without a role in the response nobody knows which provider's metadata decides. */
const responseClaimsRole: Check<UndecidedSubject> = {
  name: 'rolesArePresent',
  code: 'SAML-070',
  run: () => failure('SAML-070', {}),
  describe: () => ({
    expected: 'the attribute https://aws.amazon.com/SAML/Attributes/Role',
    received: 'no role and provider in the response',
  }),
};

/** What keeps a response from being held against the metadata of any provider. */
const undecidedChecks: readonly Check<UndecidedSubject>[] = [
  consumerIsOfProvider,
  responseNamesProvider,
  responseClaimsRole,
];

/** Refuses a response that names no provider, or that cannot even be read. */
export function refuseUndecided(
  parts: FederationParts,
  request: FederationRequest,
  asked: UndecidedResponse,
): Refused {
  const { response } = asked;
  const subject = unattributed(parts, request, response);
  const { requestId } = request;
  const traces = [
    ...traceChecks(envelopeChecks, subject),
    ...traceChecks(undecidedChecks, { asked, subject, requestId }),
  ];
  return refuseResponse(request, response, { providerArn: undefined, subject }, traces);
}

function unattributed(
  { skewMilliseconds, allowSha1 }: FederationParts,
  { now, requestId }: FederationRequest,
  response: string,
  pair?: RolePair,
): ResponseSubject {
  return examineResponse({
    response,
    metadata: undefined,
    recipients: [],
    audiences: [],
    awsNames: false,
    now,
    skewMilliseconds,
    allowSha1,
    pair,
    requestId,
  });
}

/** A role that was chosen, and what there was to choose from. */
interface ChosenPair {
  readonly pair: RolePair;
  readonly offered: readonly RolePair[];
}

const pairIsOffered: Check<ChosenPair> = {
  name: 'pairIsOffered',
  code: 'SAML-073',
  run({ pair: { roleArn, providerArn }, offered }) {
    if (offered.some((each) => each.roleArn === roleArn)) return undefined;
    return failure('SAML-073', { roleArn: cut(roleArn), providerArn, offered: rolesOf(offered) });
  },
  describe: ({ pair, offered }) => ({ expected: rolesOf(offered), received: cut(pair.roleArn) }),
};

const roleCanExist: Check<ChosenPair> = {
  name: 'roleExists',
  code: 'FED-001',
  run: ({ pair: { roleArn: role } }) =>
    failure('FED-001', { role, operation: 'AssumeRoleWithSAML' }),
  describe: ({ pair }) => ({ expected: 'the ARN of a role', received: cut(pair.roleArn) }),
};

/** What is wrong with a role's ARN that AssumeRoleWithSAML would not even read. */
const chosenPairChecks: readonly Check<ChosenPair>[] = [pairIsOffered, roleCanExist];

function rolesOf(pairs: readonly RolePair[]): string {
  return pairs.map(({ roleArn }) => cut(roleArn)).join(', ');
}

const MOST_SHOWN = 200;

function cut(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/** Refuses a role or a provider whose ARN AssumeRoleWithSAML would not even read. */
export async function refusePair(
  parts: FederationParts,
  request: FederationRequest,
  response: string,
  chosen: ChosenPair,
): Promise<Refused> {
  const { providerArn } = chosen.pair;
  const provider = readProviderName(providerArn);
  const subject = provider
    ? (await samlEvidence(parts, request, { response, providerArn, provider })).subject
    : unattributed(parts, request, response, chosen.pair);
  const traces = [...subject.judgement.traces(), ...traceChecks(chosenPairChecks, chosen)];
  const known = provider && providerArn;
  return refuseResponse(request, response, { providerArn: known, subject }, traces);
}

/** A refusal by the first failed check, with all of them in its attempt. */
export function refuseResponse(
  request: FederationRequest,
  response: string,
  of: { readonly providerArn: string | undefined; readonly subject: ResponseSubject },
  traces: readonly CheckTrace[],
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
