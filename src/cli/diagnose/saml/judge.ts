import type { ProviderEncryption } from '../../../domain/federation/encryption-of-files.ts';
import { once } from '../../../domain/federation/once.ts';
import { useChecks } from '../../../domain/federation/replay.ts';
import { roleChecks } from '../../../domain/federation/role-checks.ts';
import {
  examineRole,
  type RoleFacts,
  type RoleSubject,
} from '../../../domain/federation/role-subject.ts';
import { readSamlProviderArn, samlIdentity } from '../../../domain/federation/saml-evidence.ts';
import { unverifiedClaims } from '../../../domain/federation/unverified-response.ts';
import { type FoundRole, readRoleArn } from '../../../domain/sts/find-role.ts';
import { type CheckTrace, traceChecks } from '../../../failures/check.ts';
import {
  examineResponse,
  type ProviderMetadata,
  type ResponseInput,
  type ResponseSubject,
  type RolePair,
  responseChecks,
} from '../../../saml/index.ts';
import type { AcceptedNames } from '../accepted-names.ts';
import type { RoleRequest } from '../role-request.ts';

/** What is known of the provider that a response is judged by. */
export interface ProviderEvidence {
  /** `unknown`: nobody told; `absent`: the account has no such provider. */
  readonly metadata: ProviderMetadata | 'unknown' | 'absent';
  readonly encryption: ProviderEncryption;
  /** False when the provider may have private keys that were not given. */
  readonly hasItsKeys: boolean;
}

/** Everything that a response is judged by. */
export interface SamlQuestion {
  readonly response: string;
  readonly pair: RolePair | undefined;
  readonly provider: ProviderEvidence;
  readonly names: AcceptedNames;
  readonly skewMilliseconds: number;
  readonly allowSha1: boolean;
  readonly requestId: string;
  /** True when it is a browser that signs in. */
  readonly console: boolean;
  readonly found: FoundRole<RoleFacts>;
  readonly request: RoleRequest;
}

/** What the tables say of a response. */
export interface SamlJudgement {
  readonly traces: readonly CheckTrace[];
  readonly response: ResponseSubject;
  /** Undefined while nobody has chosen a role. */
  readonly role: RoleSubject | undefined;
}

/** Judges a response by the tables of the server, in their order. What is not known is skipped. */
export function judgeResponse(question: SamlQuestion): SamlJudgement {
  const response = examine(question);
  const role = roleSubject(question, response);
  const assertion = () => response.assertion;
  const use = { assertion, wasUsed: usedBefore(response) };
  const traces = [
    ...traceChecks(responseChecks, response),
    ...traceChecks(useChecks, use),
    ...(role ? traceChecks(roleChecks, role) : []),
  ];
  return { traces, response, role };
}

function examine(question: SamlQuestion): ResponseSubject {
  const { response, pair, provider, names, skewMilliseconds, allowSha1, requestId } = question;
  const { recipients, audiences, awsNames } = names;
  return examineResponse({
    response,
    pair,
    recipients,
    audiences,
    awsNames,
    now: question.request.circumstances.now,
    skewMilliseconds,
    allowSha1,
    requestId,
    // What is not known throws, so that the checks that need it are skipped and not failed.
    get metadata() {
      if (provider.metadata === 'unknown') throw new Error('no metadata was given');
      return provider.metadata === 'absent' ? undefined : provider.metadata;
    },
    get decryption() {
      return decryptionBy(provider, response);
    },
  });
}

function decryptionBy(provider: ProviderEvidence, response: string): ResponseInput['decryption'] {
  if (provider.metadata === 'absent') return undefined;
  const { encryptionMode: mode, privateKeys: keys } = provider.encryption;
  if (!provider.hasItsKeys && unverifiedClaims(response, []).encrypted === true) {
    throw new Error('not every private key was given');
  }
  return mode && { mode, keys };
}

/** As at a first use: whether there was an earlier one only the server knows. */
function usedBefore(response: ResponseSubject): boolean | undefined {
  try {
    return response.assertion.oneTimeUse ? false : undefined;
  } catch {
    return undefined;
  }
}

function roleSubject(
  { pair, found, console, request }: SamlQuestion,
  response: ResponseSubject,
): RoleSubject | undefined {
  if (!pair) return undefined;
  const provider = readSamlProviderArn(pair.providerArn);
  const isOwn = readRoleArn(pair.roleArn).account === provider.account;
  return examineRole({
    operation: 'AssumeRoleWithSAML',
    roleArn: pair.roleArn,
    // As the server, which tells nothing of a role in another account than the provider's.
    found: isOwn ? found : { kind: 'not-looked-up' },
    provider: pair.providerArn,
    identity: once(() => samlIdentity(response.assertion, provider)),
    console,
    ...request,
  });
}
