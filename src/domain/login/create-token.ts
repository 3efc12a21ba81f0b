import { type AwsError, surface } from '../../failures/aws-error.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type CheckTrace, firstFailure, traceChecks } from '../../failures/check.ts';
import {
  PROOF_WINDOW,
  type ProofSubject,
  proofChecks,
  proofKeyOf,
  proofThumbprint,
  readProof,
} from '../../oidc/index.ts';
import type { Statement } from '../../store/index.ts';
import { attemptOf } from '../attempts/index.ts';
import type { FederationRequest, Tried } from '../federation/tried.ts';
import type { Principal } from '../principal.ts';
import { beginWork, type Work, type WorkInProgress, workFor } from '../work.ts';
import { loginClient } from './clients.ts';
import { type CodeSubject, codeChecks, hasVerifier, type TokenRequest } from './code-checks.ts';
import { tokenUrls } from './endpoint.ts';
import { tokenEvent } from './events.ts';
import {
  endLoginGrant,
  exchangeCode,
  grantOfCode,
  grantOfId,
  type LoginGrant,
  rotateToken,
} from './grants.ts';
import { examineHolder, type HolderSubject, holderChecks } from './holder-checks.ts';
import { issueLoginCredentials, type TokenAnswer, tokenAnswer } from './issue-token.ts';
import type { LoginParts } from './parts.ts';
import {
  examinePermission,
  type PermissionSubject,
  permissionChecks,
} from './permission-checks.ts';
import { isRepeated, type RefreshSubject, refreshChecks } from './refresh-checks.ts';
import { readRefreshToken } from './refresh-token.ts';

/** A call of CreateOAuth2Token besides its input. */
export interface TokenCall extends FederationRequest {
  /** The header DPoP. */
  readonly proof: string | undefined;
  /** The header Host. */
  readonly host: string | undefined;
}

/** A session of the command line draws on the rate of whoever it acts as. */
type TokenSession = { readonly principal: Principal };

/** What is exchanged: one table for each kind of grant, and what it is held against. */
type Exchange =
  | { readonly kind: 'code'; readonly subject: CodeSubject }
  | { readonly kind: 'refresh'; readonly subject: RefreshSubject };

/** Everything about one try. */
interface TokenCase {
  readonly call: TokenCall;
  readonly asked: TokenRequest;
  readonly proof: ProofSubject;
  readonly exchange: Exchange;
  readonly grant: LoginGrant | undefined;
  /** Undefined while nothing is known of what is exchanged. */
  readonly holder: HolderSubject | undefined;
  readonly permission: PermissionSubject | undefined;
}

/**
 * CreateOAuth2Token: exchanges an authorization code or a refresh token, together with a proof of
 * possession, for credentials of whoever consented (aws-facts H4).
 */
export async function createToken(
  parts: LoginParts,
  call: TokenCall,
  asked: TokenRequest,
): Promise<Tried<TokenAnswer, TokenSession>> {
  const { now } = call;
  const work = beginWork({ account: '', now, random: parts.random, read: parts.store.read });
  const tried = await examine(parts, work, call, asked);
  const failed = failureOf(tried);
  return failed ? refused(parts, work, tried, failed) : issued(parts, work, tried);
}

async function examine(
  parts: LoginParts,
  work: Work,
  call: TokenCall,
  asked: TokenRequest,
): Promise<TokenCase> {
  const proof = await examineProof(parts, work, call);
  const exchange = await examineExchange(parts, work, asked, proof);
  const { grant } = exchange.subject;
  const holder = grant && (await examineHolder(parts, work, grant));
  const client = loginClient(asked.clientId);
  const principal = holder?.principal;
  const permission =
    principal && client && grant
      ? await examinePermission(parts, call, {
          principal,
          client,
          action: 'signin:CreateOAuth2Token',
          grantType: asked.grantType,
          redirectUri: grant.redirectUri,
        })
      : undefined;
  return { call, asked, proof, exchange, grant, holder, permission };
}

async function examineProof(
  parts: LoginParts,
  { read }: Work,
  { proof, host, now }: TokenCall,
): Promise<ProofSubject> {
  const reading = readProof(proof);
  const key = proofKeyOf(reading);
  const used =
    key === undefined
      ? undefined
      : await read
          .selectFrom('login_proofs')
          .select('proof_key')
          .where('proof_key', '=', key)
          .executeTakeFirst();
  return { reading, method: 'POST', urls: tokenUrls(parts, host), seen: used !== undefined, now };
}

async function examineExchange(
  { ring }: LoginParts,
  work: Work,
  asked: TokenRequest,
  { reading }: ProofSubject,
): Promise<Exchange> {
  const { now } = work;
  const { code, refreshToken, grantType } = asked;
  if (grantType === 'authorization_code') {
    const grant = code === undefined ? undefined : await grantOfCode(work, code);
    return { kind: 'code', subject: { asked, grant, now } };
  }
  const place = refreshToken === undefined ? undefined : readRefreshToken(refreshToken, ring());
  const grant = place && (await grantOfId(work, place.grantId));
  const thumbprint = proofThumbprint(reading);
  return { kind: 'refresh', subject: { asked, place, grant, thumbprint, now } };
}

/** The first check that fails; what follows a grant is looked at only when it is one. */
function failureOf({ proof, exchange, holder, permission }: TokenCase): Failure | undefined {
  return (
    firstFailure(proofChecks, proof) ??
    (exchange.kind === 'code'
      ? firstFailure(codeChecks, exchange.subject)
      : firstFailure(refreshChecks, exchange.subject)) ??
    (holder && firstFailure(holderChecks, holder)) ??
    (permission && firstFailure(permissionChecks, permission))
  );
}

function tracesOf({ proof, exchange, holder, permission }: TokenCase): CheckTrace[] {
  return [
    ...traceChecks(proofChecks, proof),
    ...(exchange.kind === 'code'
      ? traceChecks(codeChecks, exchange.subject)
      : traceChecks(refreshChecks, exchange.subject)),
    ...(holder ? traceChecks(holderChecks, holder) : []),
    ...(permission ? traceChecks(permissionChecks, permission) : []),
  ];
}

function issued(
  parts: LoginParts,
  work: WorkInProgress,
  tried: TokenCase,
): Tried<TokenAnswer, TokenSession> {
  const { call, asked, exchange, holder, permission, proof } = tried;
  if (!holder?.principal || !holder.session || !permission) throw new Error('a check is missing');
  const { grant, principal, session } = holder;
  const { now } = call;
  const credentials = issueLoginCredentials(parts, { principal, session }, now);
  const generation = leaveGrant(workFor(work, grant.account), tried, session.expiresAt);
  leaveProof(workFor(work, grant.account), proof);
  const { arn } = principal;
  const identity = exchange.kind === 'code' ? { arn, clientId: asked.clientId, now } : undefined;
  const place = { grantId: grant.grantId, generation };
  return {
    outcome: 'issued',
    session: { principal },
    answer: tokenAnswer(parts, credentials, place, identity, now),
    event: tokenEvent(parts.random, call, principal, asked),
    attempt: attemptOfToken(tried, credentials.Credentials.AccessKeyId),
    body: '',
    statements: work.plan.statements,
  };
}

/** Takes the code or the token and answers the number of the token that is valid from now on. */
function leaveGrant(work: Work, { call, exchange, proof }: TokenCase, expiresAt: number): number {
  const { grant } = exchange.subject;
  const keyThumbprint = proofThumbprint(proof.reading);
  if (!grant || keyThumbprint === undefined) throw new Error('a check is missing');
  if (exchange.kind === 'code') {
    exchangeCode(work, grant, { ...call, keyThumbprint, expiresAt });
    return 1;
  }
  if (isRepeated(exchange.subject)) return grant.generation;
  rotateToken(work, grant, call);
  return grant.generation + 1;
}

/** Only a proof that was answered is remembered: nobody fills the store without a grant. */
function leaveProof(work: Work, { reading }: ProofSubject): void {
  const proofKey = proofKeyOf(reading);
  if (proofKey === undefined) throw new Error('a check is missing');
  work.write(
    work.read.insertInto('login_proofs').values({
      account_id: work.account,
      proof_key: proofKey,
      expires_at: work.now + 2 * PROOF_WINDOW,
    }),
  );
}

function refused(
  parts: LoginParts,
  work: WorkInProgress,
  tried: TokenCase,
  failed: Failure,
): Tried<TokenAnswer, TokenSession> {
  const { call, asked, grant, holder } = tried;
  const error = surface(failed);
  const who = holder?.principal ?? grant;
  return {
    outcome: 'refused',
    error,
    event: who && tokenEvent(parts.random, call, who, asked, error),
    fromStranger: true,
    attempt: attemptOfToken(tried, undefined, { error, failed }),
    body: '',
    statements: endOfMisused(work, tried, failed),
  };
}

/**
 * What was used twice by two parties ends for both, since nobody can say which of them is the right
 * one: an old refresh token with the key of its grant (RFC 9700, 4.14), and a code with its verifier
 * and another key than it was exchanged with (RFC 6749, 4.1.2). Whoever has only seen a code or a
 * token ends nothing.
 */
function endOfMisused(
  work: WorkInProgress,
  { exchange, grant, proof }: TokenCase,
  { code }: Failure,
): readonly Statement[] {
  if (!grant) return [];
  const otherKey = grant.keyThumbprint !== proofThumbprint(proof.reading);
  const misused =
    code === 'LOGIN-045' ||
    (code === 'LOGIN-032' && exchange.kind === 'code' && otherKey && hasVerifier(exchange.subject));
  if (misused) endLoginGrant(workFor(work, grant.account), grant.grantId);
  return work.plan.statements;
}

function attemptOfToken(
  tried: TokenCase,
  accessKeyId: string | undefined,
  refusal?: { readonly error: AwsError; readonly failed: Failure },
) {
  const { call, asked, grant, holder } = tried;
  const principal = holder?.principal;
  const told = {
    kind: 'aws-login',
    account: grant?.account ?? '',
    provider: undefined,
    subject: grant?.principalArn,
    roleArn: principal?.kind === 'assumed-role' ? principal.roleArn : undefined,
    decision: undefined,
    facts: {
      client: asked.clientId,
      grantType: asked.grantType,
      grant: grant?.grantId,
      key: proofThumbprint(tried.proof.reading),
      accessKeyId,
    },
  } as const;
  return attemptOf(call, told, tracesOf(tried), refusal);
}
