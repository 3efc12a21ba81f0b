import { encryptionOfFiles } from '../../../domain/federation/encryption-of-files.ts';
import {
  DELIVERY_MILLISECONDS,
  unverifiedClaims,
} from '../../../domain/federation/unverified-response.ts';
import { type ResponseDescription, readMetadata } from '../../../saml/index.ts';
import { acceptedNames } from '../accepted-names.ts';
import { readProvidersFile, readSamlProviderFile } from '../iam-files.ts';
import type { ReadFile } from '../read-file.ts';
import { type FindRole, readRoleFiles, readSessionPolicy } from '../role-of-files.ts';
import { type RoleRequest, roleRequest } from '../role-request.ts';
import { unusable } from '../unusable.ts';
import type { When } from '../when.ts';
import { type FoundResponse, findResponse, MOST_BYTES } from './find-response.ts';
import type { ProviderEvidence, SamlQuestion } from './judge.ts';
import { choosePair } from './pair.ts';
import { DEFAULT_SKEW, type SamlOptions } from './saml-options.ts';

/** What the files of the options tell, whichever response is judged by it. */
export interface SamlFiles {
  readonly provider: ProviderEvidence;
  readonly uuid: string | undefined;
  /** ARNs of the account's providers; undefined when nobody told. */
  readonly providerArns: readonly string[] | undefined;
  readonly findRole: FindRole;
  readonly sessionPolicies: RoleRequest['sessionPolicies'];
}

/** Reads every file but the responses. Throws UnusableInput. */
export async function readSamlFiles(
  read: ReadFile,
  options: SamlOptions,
  now: number,
): Promise<SamlFiles> {
  const { providers } = options;
  return {
    ...(await readProvider(read, options, now)),
    providerArns:
      providers === undefined ? undefined : await readProvidersFile(read, providers, 'saml'),
    findRole: await readRoleFiles(read, options),
    sessionPolicies: await readSessionPolicy(read, options.sessionPolicy),
  };
}

/** PEM of one key. */
const MOST_KEY_BYTES = 100_000;

async function readProvider(
  read: ReadFile,
  { metadata: path, privateKey: keyPaths = [] }: SamlOptions,
  now: number,
): Promise<Pick<SamlFiles, 'provider' | 'uuid'>> {
  const pems: string[] = [];
  for (const each of keyPaths) pems.push((await read(each, MOST_KEY_BYTES)).toString('utf8'));
  const file = path === undefined ? undefined : await readSamlProviderFile(read, path);
  const made = encryptionOfFiles(pems, file?.settings?.encryptionMode);
  if (!made.ok) {
    throw unusable('DIAG-008', { path: keyPaths[made.index] ?? '', problem: made.problem });
  }
  const { encryption } = made;
  // Of a metadata document alone nobody knows whether keys were added to the provider.
  const hasItsKeys = pems.length >= (file?.settings?.privateKeys ?? 1);
  const uuid = file?.settings?.uuid;
  if (!file || path === undefined) {
    return { provider: { metadata: 'unknown', encryption, hasItsKeys }, uuid };
  }
  const reading = readMetadata(file.metadata, { now });
  if (!reading.ok) {
    const { code, message: problem } = reading.failure;
    throw unusable('DIAG-006', { path, code, problem });
  }
  return { provider: { metadata: reading.metadata, encryption, hasItsKeys }, uuid };
}

/** A response with all that it is judged by, and how it came to that. */
export interface SamlCase {
  readonly path: string;
  readonly found: FoundResponse;
  readonly question: SamlQuestion;
  /** Why it is judged for its time. */
  readonly whenFrom: When['kind'] | 'har';
}

/** Reads a response and puts the question together. Throws UnusableInput. */
export async function readSamlCase(
  read: ReadFile,
  path: string,
  options: SamlOptions,
  files: SamlFiles,
  now: number,
): Promise<SamlCase> {
  const found = findResponse(await read(path, MOST_BYTES), path, options.entry);
  const { response, har } = found;
  const posted = har?.responses[har.entry - 1];
  const claims = unverifiedClaims(response, files.provider.encryption.privateKeys);
  const pair = choosePair(claims.assertion?.roles ?? [], {
    role: options.role,
    provider: options.provider,
    posted: posted?.roleArn,
  });
  const { time, from } = timeFor(options.at, { now, posted: posted?.time, claims, path });
  const { providerArns, provider } = files;
  const isAbsent = pair && providerArns && !providerArns.includes(pair.providerArn);
  return {
    path,
    found,
    whenFrom: from,
    question: {
      response,
      pair,
      provider: isAbsent ? { ...provider, metadata: 'absent' } : provider,
      names: acceptedNames(options, files.uuid),
      skewMilliseconds: (options.skew ?? DEFAULT_SKEW) * 1000,
      allowSha1: options.sha1 === true,
      requestId: options.requestId ?? UNKNOWN_REQUEST,
      console: options.console ?? (har !== undefined && options.duration === undefined),
      found: pair ? files.findRole(pair.roleArn) : { kind: 'not-looked-up' },
      request: roleRequest(options, time, files.sessionPolicies),
    },
  };
}

/** Stands in AWS's texts for the id that only AWS's own answer has. */
const UNKNOWN_REQUEST = '00000000-0000-0000-0000-000000000000';

function timeFor(
  at: When | undefined,
  known: {
    readonly now: number;
    readonly posted: number | undefined;
    readonly claims: ResponseDescription;
    readonly path: string;
  },
): { readonly time: number; readonly from: SamlCase['whenFrom'] } {
  const { now, posted, claims, path } = known;
  if (at?.kind === 'time') return { time: at.time, from: 'time' };
  if (at?.kind === 'issue') {
    if (claims.issuedAt === undefined) throw unusable('DIAG-011', { path });
    return { time: claims.issuedAt + DELIVERY_MILLISECONDS, from: 'issue' };
  }
  if (at === undefined && posted !== undefined) return { time: posted, from: 'har' };
  return { time: now, from: 'now' };
}
