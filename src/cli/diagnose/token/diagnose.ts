import type { Fetch } from '../../../domain/federation/fetch.ts';
import { sessionSeconds } from '../../../domain/federation/session-length.ts';
import { DELIVERY_MILLISECONDS } from '../../../domain/federation/unverified-response.ts';
import { TOKEN_SKEW } from '../../../domain/federation/web-identity-evidence.ts';
import { readRoleArn } from '../../../domain/sts/find-role.ts';
import {
  claimedIssuer,
  claimedIssueTime,
  readToken,
  type TokenReading,
} from '../../../oidc/index.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import type { ReadFile } from '../read-file.ts';
import { type FindRole, readRoleFiles, readSessionPolicy } from '../role-of-files.ts';
import { type RoleRequest, roleRequest } from '../role-request.ts';
import { unusable } from '../unusable.ts';
import type { When } from '../when.ts';
import { type Hint, hintsFor } from './hints.ts';
import { judgeToken, type TokenJudgement, type TokenQuestion } from './judge.ts';
import { type FoundKeys, findKeys, type IssuerFiles, readIssuerFiles } from './keys.ts';
import {
  type FoundProvider,
  findProvider,
  type KnownProviders,
  readKnownProviders,
} from './provider.ts';
import type { TokenOptions } from './token-options.ts';

/** A judged token with everything that is shown of it. */
export interface TokenDiagnosis {
  readonly path: string;
  readonly isTrimmed: boolean;
  readonly whenFrom: When['kind'];
  readonly question: TokenQuestion;
  readonly judgement: TokenJudgement;
  readonly outcome: Outcome;
  readonly hints: readonly Hint[];
  readonly session: { readonly arn: string; readonly seconds: number } | undefined;
}

/** Tokens have at most 20,000 characters; what is longer is for the checks to say. */
const MOST_BYTES = 1_000_000;

/** What the files of the options tell, whichever token is judged by it. */
export interface TokenFiles {
  readonly known: KnownProviders;
  readonly issuer: IssuerFiles;
  readonly findRole: FindRole;
  readonly sessionPolicies: RoleRequest['sessionPolicies'];
}

/** Reads every file but the tokens. Throws UnusableInput. */
export async function readTokenFiles(read: ReadFile, options: TokenOptions): Promise<TokenFiles> {
  return {
    known: await readKnownProviders(read, options),
    issuer: await readIssuerFiles(read, options),
    findRole: await readRoleFiles(read, options),
    sessionPolicies: await readSessionPolicy(read, options.sessionPolicy),
  };
}

/** Reads a token, asks its issuer where that is wanted, and judges. Throws UnusableInput. */
export async function diagnoseTokenFile(
  read: ReadFile,
  path: string,
  options: TokenOptions,
  files: TokenFiles,
  given: { readonly fetch: () => Fetch; readonly now: number },
): Promise<TokenDiagnosis> {
  const text = (await read(path, MOST_BYTES)).toString('utf8');
  const token = options.asIs ? text : text.trim();
  const reading = readToken(token);
  const { known, findRole, sessionPolicies } = files;
  const found = findProvider(claimedIssuer(reading), known);
  const time = timeFor(options.at, given.now, reading, path);
  const question: TokenQuestion = {
    reading,
    known,
    found,
    keys: await keysFor(found, files, options, given.fetch),
    skewMilliseconds: options.skew === undefined ? TOKEN_SKEW : options.skew * 1000,
    roleArn: options.role,
    role: options.role === undefined ? { kind: 'not-looked-up' } : findRole(options.role),
    sessionName: options.sessionName,
    request: roleRequest(options, time, sessionPolicies),
  };
  const isTrimmed = token !== text;
  return { path, isTrimmed, whenFrom: options.at?.kind ?? 'now', ...judged(question) };
}

/** Only an issuer that was named is asked: a token must not choose whom this machine talks to. */
async function keysFor(
  { provider }: FoundProvider,
  { known, issuer: files }: TokenFiles,
  options: TokenOptions,
  fetch: () => Fetch,
): Promise<FoundKeys> {
  if (!provider) return { outcome: undefined, unasked: new Set() };
  const mayAsk = options.issuer !== undefined || options.oidcProvider !== undefined;
  const issuer = { url: provider.issuerUrl, thumbprints: known.thumbprints };
  return await findKeys(issuer, files, { mayAsk, fetch });
}

function judged(
  question: TokenQuestion,
): Pick<TokenDiagnosis, 'question' | 'judgement' | 'outcome' | 'hints' | 'session'> {
  const judgement = judgeToken(question);
  const outcome = outcomeOf(judgement.traces, question.keys.unasked);
  const isOpen = judgement.role === undefined && outcome.verdict === 'accepted';
  return {
    question,
    judgement,
    outcome: isOpen ? { ...outcome, verdict: 'undecided' } : outcome,
    hints: hintsFor(question),
    session: outcome.verdict === 'accepted' ? sessionOf(question, judgement) : undefined,
  };
}

function sessionOf(
  { sessionName }: TokenQuestion,
  { role }: TokenJudgement,
): TokenDiagnosis['session'] {
  if (!role) return undefined;
  const { account, name } = readRoleArn(role.roleArn);
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`;
  return { arn, seconds: sessionSeconds(role) };
}

/** True when the command passes: nothing failed, and the token could be believed. */
export function passes({ outcome, judgement }: TokenDiagnosis): boolean {
  return outcome.verdict !== 'refused' && judgement.accepted;
}

function timeFor(at: When | undefined, now: number, reading: TokenReading, path: string): number {
  if (at?.kind === 'time') return at.time;
  if (at?.kind !== 'issue') return now;
  const issued = claimedIssueTime(reading);
  if (issued === undefined) throw unusable('DIAG-011', { path });
  return issued + DELIVERY_MILLISECONDS;
}
