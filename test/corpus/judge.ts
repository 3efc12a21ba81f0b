/**
 * Judges a case by the check tables alone: no server, no store. What IAM would say of the role and
 * the provider is made of the case's material.
 */
import { createPrivateKey } from 'node:crypto';
import { useChecks } from '../../src/domain/federation/replay.ts';
import { roleChecks } from '../../src/domain/federation/role-checks.ts';
import {
  examineRole,
  type RoleFacts,
  type RoleInput,
  roleOfFiles,
} from '../../src/domain/federation/role-subject.ts';
import { readSamlProviderArn, samlIdentity } from '../../src/domain/federation/saml-evidence.ts';
import type { Failure } from '../../src/failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../src/failures/check.ts';
import {
  examineResponse,
  type ResponseSubject,
  readMetadata,
  responseChecks,
} from '../../src/saml/index.ts';
import {
  type CorpusSettings,
  type CorpusWorld,
  defaultSettings,
  type Material,
  providerArnOf,
  roleArnOf,
} from './case.ts';

/** What the tables say. */
export interface Judgement {
  /** Undefined when the case is accepted. */
  readonly failure: Failure | undefined;
  readonly traces: readonly CheckTrace[];
}

/** How far clocks may differ, as the server's default is. */
const SKEW = 60_000;

/** The id that stands in AWS's texts. */
export const REQUEST_ID = '00000000-0000-4000-8000-000000000000';

/** Judges the material of a case. */
export function judge(
  material: Material,
  world: CorpusWorld,
  { allowSha1, awsNames }: CorpusSettings = defaultSettings,
): Judgement {
  const { provider, principalArn, roleArn } = material;
  const isKnown = provider !== undefined && principalArn === providerArnOf(world);
  const response = examineResponse({
    response: material.response,
    metadata: isKnown ? metadataOf(provider.metadata, world.now) : undefined,
    recipients: world.names?.recipients ?? [world.recipient],
    audiences: world.names?.audiences ?? [world.audience, world.recipient],
    awsNames,
    now: world.now,
    skewMilliseconds: SKEW,
    allowSha1,
    decryption: provider?.encryptionMode && {
      mode: provider.encryptionMode,
      keys: provider.privateKey === undefined ? [] : [createPrivateKey(provider.privateKey)],
    },
    pair: { roleArn, providerArn: principalArn },
    requestId: REQUEST_ID,
  });
  const name = readSamlProviderArn(principalArn);
  const role = examineRole({
    operation: 'AssumeRoleWithSAML',
    roleArn,
    found: foundRole(material, world),
    provider: principalArn,
    identity: () => samlIdentity(response.assertion, name),
    circumstances: {
      now: world.now,
      region: 'us-east-1',
      sourceAddress: '127.0.0.1',
      userAgent: 'corpus',
      secure: false,
    },
    durationSeconds: material.durationSeconds,
  });
  const failure = firstFailure(responseChecks, response) ?? firstFailure(roleChecks, role);
  const use = { assertion: () => response.assertion, wasUsed: usedBefore(response) };
  const traces = [
    ...traceChecks(responseChecks, response),
    ...traceChecks(useChecks, use),
    ...traceChecks(roleChecks, role),
  ];
  return { failure, traces };
}

/** Nobody used it; what may be used several times is not looked up. */
function usedBefore(response: ResponseSubject): false | undefined {
  try {
    return response.assertion.oneTimeUse ? false : undefined;
  } catch {
    return undefined;
  }
}

function metadataOf(document: string, now: number) {
  const reading = readMetadata(document, { now });
  if (!reading.ok) throw new Error(reading.failure.message);
  return reading.metadata;
}

function foundRole(
  { role, roleArn, principalArn }: Material,
  world: CorpusWorld,
): RoleInput['found'] {
  const accountOf = (text: string): string => text.split(':')[4] ?? '';
  if (accountOf(roleArn) !== accountOf(principalArn)) return { kind: 'not-looked-up' };
  const arn = roleArnOf(world);
  const nameOf = (text: string): string => text.slice(text.lastIndexOf('/') + 1).toLowerCase();
  if (!role || nameOf(arn) !== nameOf(roleArn)) return { kind: 'nothing' };
  if (arn !== roleArn) return { kind: 'other-spelling', arn };
  const { trustPolicy, maxSessionDuration: maxSessionSeconds } = role;
  const reading = roleOfFiles({ arn, trustPolicy, maxSessionSeconds });
  if (!reading.ok) throw new Error(reading.message);
  const found: RoleFacts = reading.role;
  return { kind: 'role', role: found };
}
