import { redeem } from '../calls/redeem.ts';
import { assumeRoleWithSaml } from '../domain/federation/assume-role-with-saml.ts';
import { providerOfUuid } from '../domain/federation/provider-of-uuid.ts';
import { chooseRole } from '../domain/federation/role-choice.ts';
import type { FederationRequest, Issued, Refused, Tried } from '../domain/federation/tried.ts';
import { beginBrowserSession } from '../domain/sessions/browser-sessions.ts';
import { CONSOLE_HOME, ownDestination } from '../domain/sessions/destination.ts';
import { browserSessionId } from '../domain/sessions/session-id.ts';
import type { Work } from '../domain/work.ts';
import { requestOf, type SigninParts } from './parts.ts';
import type { ChoosableAccount, PostedResponse, SignInCode, Visit } from './service.ts';

/** A role with the provider by which it is asked for. */
interface Pair {
  readonly roleArn: string;
  readonly providerArn: string;
}

/** What came of a posted response before it is told. */
export type PostResult =
  | { readonly kind: 'tried'; readonly tried: Tried<SignInCode> }
  | { readonly kind: 'choose'; readonly accounts: readonly ChoosableAccount[] };

/**
 * A browser posted a response: with one role it signs in at once, with several it chooses first
 * (aws-facts C7). The role is assumed by the operation that programs call, through the same checks.
 */
export async function signInWithResponse(
  parts: SigninParts,
  posted: PostedResponse,
  visit: Visit,
): Promise<PostResult> {
  const request = requestOf(parts, visit, posted.region);
  const { response, roleArn, providerUuid: uuid } = posted;
  const { read } = parts.redeem.store;
  const consumer = uuid === undefined ? undefined : { uuid, arn: await providerOfUuid(read, uuid) };
  const choice = await chooseRole(parts.federation, request, { response, consumer, roleArn });
  switch (choice.outcome) {
    case 'refused':
      return await record(parts, request, choice);
    case 'choose':
      return { kind: 'choose', accounts: await accountsOf(parts, choice.pairs) };
    case 'decided':
      return await signIn(parts, request, posted, choice.pair);
  }
}

async function record(
  parts: SigninParts,
  { now }: FederationRequest,
  refused: Refused,
): Promise<PostResult> {
  return { kind: 'tried', tried: await redeem(parts.redeem, now, async () => refused) };
}

async function signIn(
  parts: SigninParts,
  request: FederationRequest,
  posted: PostedResponse,
  pair: Pair,
): Promise<PostResult> {
  const tried = await redeem<SignInCode>(parts.redeem, request.now, async (workOf) => {
    const sessionId = browserSessionId(accountOfRole(pair), parts.random);
    const asked = {
      kind: 'saml-browser',
      response: posted.response,
      ...pair,
      browserSessionId: sessionId,
    } as const;
    const outcome = await assumeRoleWithSaml(parts.federation, request, asked);
    if (outcome.outcome === 'refused') return outcome;
    const code = begin(parts, workOf, request, posted, { outcome, sessionId, pair });
    return { ...outcome, answer: code };
  });
  return { kind: 'tried', tried };
}

function begin(
  { publicUrl }: SigninParts,
  workOf: (account: string) => Work,
  { sourceAddress, userAgent }: FederationRequest,
  { relayState }: PostedResponse,
  begun: {
    readonly outcome: Issued<unknown>;
    readonly sessionId: string;
    readonly pair: Pair;
  },
): SignInCode {
  const { session } = begun.outcome;
  const wanted = relayState === undefined ? undefined : ownDestination(relayState, publicUrl());
  return beginBrowserSession(workOf(session.role.account), {
    sessionId: begun.sessionId,
    audience: 'console',
    accessKeyId: session.Credentials.AccessKeyId,
    sessionToken: session.Credentials.SessionToken,
    ownerId: session.role.roleId,
    principalArn: session.sessionArn,
    kind: 'assumed-role',
    expiresAt: session.claims.expiresAt,
    destination: wanted ?? CONSOLE_HOME,
    issuerUrl: undefined,
    provider: begun.pair.providerArn,
    sourceAddress,
    userAgent,
  });
}

function accountOfRole({ roleArn }: Pick<Pair, 'roleArn'>): string {
  return roleArn.split(':', 5)[4] ?? '';
}

/** Roles by account, in the order in which the response names them. */
async function accountsOf(
  { state }: SigninParts,
  pairs: readonly Pair[],
): Promise<ChoosableAccount[]> {
  const byAccount = new Map<string, Map<string, string>>();
  for (const { roleArn } of pairs) {
    const account = accountOfRole({ roleArn });
    const roles = byAccount.get(account) ?? new Map<string, string>();
    roles.set(roleArn, roleArn.slice(roleArn.lastIndexOf('/') + 1));
    byAccount.set(account, roles);
  }
  await state.fresh([...byAccount.keys()]);
  return await Promise.all(
    [...byAccount].map(async ([account, roles]) => ({
      account,
      alias: (await state.account(account))?.alias,
      roles: [...roles].map(([arn, name]) => ({ arn, name })),
    })),
  );
}
