import { type Budget, startBudget } from '../../base/budget.ts';
import type { FetchProblem } from '../../base/fetch.ts';
import { type JsonValue, readJson } from '../../base/json.ts';
import type { ProviderOrigins } from '../../oidc/index.ts';
import { type Fetch, ISSUER_BUDGET_MILLISECONDS } from './fetch.ts';

/**
 * Access tokens of Login with Amazon and Facebook Login say nothing by themselves: whose they are
 * is asked of the provider that issued them (aws-facts B2, D1).
 */

/** The providers whose access tokens are taken, as ProviderId names them. */
export const accessTokenProviders = ['www.amazon.com', 'graph.facebook.com'] as const;

export type AccessTokenProvider = (typeof accessTokenProviders)[number];

/** Whom an access token was given to, and about whom. */
export interface AccessTokenOwner {
  /** The application that the token was issued to. */
  readonly appId: string;
  readonly userId: string;
}

/** What came of asking a provider about a token. */
export type AccessTokenAnswer =
  | { readonly kind: 'owner'; readonly owner: AccessTokenOwner }
  /** The provider does not know the token, or not any more. */
  | { readonly kind: 'rejected'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly url: string; readonly problem: FetchProblem }
  /** An answer that tells no owner. */
  | { readonly kind: 'unclear'; readonly url: string };

/** Asks a provider whose an access token is. Never throws. */
export type AskAccessToken = (
  provider: AccessTokenProvider,
  token: string,
) => Promise<AccessTokenAnswer>;

/** Asks with the given client, at `origins` instead of the providers' own hosts where there are some. */
export function createAccessTokens(fetch: Fetch, origins: ProviderOrigins): AskAccessToken {
  return async (provider, token) => {
    const budget = startBudget(ISSUER_BUDGET_MILLISECONDS);
    const origin = origins.get(provider) ?? HOSTS[provider];
    const ask = (path: string) => askJson(fetch, budget, `${origin}${path}`, token);
    return provider === 'www.amazon.com' ? await askAmazon(ask) : await askFacebook(ask);
  };
}

const HOSTS: Readonly<Record<AccessTokenProvider, string>> = {
  'www.amazon.com': 'https://api.amazon.com',
  'graph.facebook.com': 'https://graph.facebook.com',
};

type Members = ReadonlyMap<string, JsonValue>;
type Asked =
  | { readonly kind: 'members'; readonly members: Members; readonly url: string }
  | Exclude<AccessTokenAnswer, { readonly kind: 'owner' }>;

/** Login with Amazon developer guide, "Verify access tokens". */
async function askAmazon(ask: (path: string) => Promise<Asked>): Promise<AccessTokenAnswer> {
  const told = await ask('/auth/o2/tokeninfo');
  if (told.kind !== 'members') return told;
  return ownerOf(told.url, told.members.get('app_id'), told.members.get('user_id'));
}

/** Graph API reference: `app` is the application of the token, `me` the person. */
async function askFacebook(ask: (path: string) => Promise<Asked>): Promise<AccessTokenAnswer> {
  const app = await ask('/app');
  if (app.kind !== 'members') return app;
  const me = await ask('/me');
  if (me.kind !== 'members') return me;
  return ownerOf(me.url, app.members.get('id'), me.members.get('id'));
}

/** Ids that answers, events and conditions can carry. */
const ID = /^[\u0021-\u007e]{1,255}$/;

function ownerOf(
  url: string,
  appId: JsonValue | undefined,
  userId: JsonValue | undefined,
): AccessTokenAnswer {
  if (typeof appId !== 'string' || typeof userId !== 'string') return { kind: 'unclear', url };
  if (!ID.test(appId) || !ID.test(userId)) return { kind: 'unclear', url };
  return { kind: 'owner', owner: { appId, userId } };
}

const MAX_ANSWER_BYTES = 16_384;
/** What providers answer about a token that is none, or none any more. */
const REJECTIONS = [400, 401, 403];

async function askJson(fetch: Fetch, budget: Budget, url: string, token: string): Promise<Asked> {
  const outcome = await fetch({
    url: `${url}?access_token=${encodeURIComponent(token)}`,
    budget,
    maxBytes: MAX_ANSWER_BYTES,
    statuses: [200, ...REJECTIONS],
  });
  if (!outcome.ok) return { kind: 'unreachable', url, problem: outcome.problem };
  const { status, body } = outcome.response;
  if (status !== 200) return { kind: 'rejected', status };
  const members = readJson(body.toString('utf8'), { maxCharacters: MAX_ANSWER_BYTES, maxDepth: 4 });
  return members instanceof Map ? { kind: 'members', members, url } : { kind: 'unclear', url };
}
