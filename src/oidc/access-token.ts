import { type Members, readDocument } from './document.ts';
import type { BuiltInName, ProviderOrigins } from './providers.ts';
import { readToken, textMember } from './token.ts';

/** The providers whose access tokens AssumeRoleWithWebIdentity takes, named by ProviderId. */
export type AccessTokenProvider = Extract<BuiltInName, 'www.amazon.com' | 'graph.facebook.com'>;

/** What a provider is asked about an access token: a GET. The URL holds the token: never show it. */
export interface AccessTokenQuestion {
  readonly name: 'token' | 'application' | 'user';
  readonly url: string;
  readonly maxBytes: number;
  /** The statuses that are answers; others are failures to reach the provider. */
  readonly statuses: readonly number[];
}

/** What came of a question. */
export type AccessTokenAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array }
  /** `reason` is short plain text without the URL. */
  | { readonly kind: 'failed'; readonly host: string; readonly reason: string };

export type AccessTokenAnswers = ReadonlyMap<AccessTokenQuestion['name'], AccessTokenAnswer>;

const MAX_ANSWER_BYTES = 16_384;
/** Both providers tell with 400 or 401 that a token is not theirs. */
const STATUSES = [200, 400, 401] as const;

interface Endpoint {
  readonly name: AccessTokenQuestion['name'];
  /** Path and query up to the token. */
  readonly path: string;
}

/**
 * Login with Amazon tells everything at one address (its developer guide, access token
 * verification); Facebook tells whose app and which user with a token, and nothing more without
 * the secret of the app (Graph API reference, application and user).
 */
const providers: Readonly<
  Record<AccessTokenProvider, { origin: string; endpoints: readonly Endpoint[] }>
> = {
  'www.amazon.com': {
    origin: 'https://api.amazon.com',
    endpoints: [{ name: 'token', path: '/auth/o2/tokeninfo?access_token=' }],
  },
  'graph.facebook.com': {
    origin: 'https://graph.facebook.com',
    endpoints: [
      { name: 'application', path: '/app?fields=id&access_token=' },
      { name: 'user', path: '/me?fields=id&access_token=' },
    ],
  },
};

/** True for a ProviderId whose access tokens can be asked about. */
export function isAccessTokenProvider(providerId: string): providerId is AccessTokenProvider {
  return Object.hasOwn(providers, providerId);
}

/** What the provider has to be asked about a token; none for a token that cannot be its own. */
export function accessTokenQuestions(
  provider: AccessTokenProvider,
  token: string,
  origins: ProviderOrigins = new Map(),
): AccessTokenQuestion[] {
  if (isIdToken(token)) return [];
  const { origin, endpoints } = providers[provider];
  return endpoints.map(({ name, path }) => ({
    name,
    url: `${origins.get(provider) ?? origin}${path}${encodeURIComponent(token)}`,
    maxBytes: MAX_ANSWER_BYTES,
    statuses: STATUSES,
  }));
}

/** True for what is rather an ID token, which is not to be shown to anybody. */
export function isIdToken(token: string): boolean {
  return readToken(token).ok;
}

/** Whom an access token was given to and whom it speaks of. */
export interface AccessTokenInfo {
  readonly subject: string;
  /** Amazon names an application twice: by its client id, then by its application id. */
  readonly applications: readonly string[];
  /** How long the token holds yet, in seconds; undefined where the provider does not tell. */
  readonly remainingSeconds: number | undefined;
}

/** The members of an answer with status 200; undefined for other answers and for what is no JSON. */
export function answered(answers: AccessTokenAnswers, name: AccessTokenQuestion['name']) {
  const answer = answers.get(name);
  if (answer?.kind !== 'answered' || answer.status !== 200) return undefined;
  return readDocument(answer.body, MAX_ANSWER_BYTES);
}

/** Reads the answers of a provider; undefined when they lack what they have to tell. */
export function readAnswers(
  provider: AccessTokenProvider,
  answers: AccessTokenAnswers,
): AccessTokenInfo | undefined {
  return provider === 'www.amazon.com' ? readAmazon(answers) : readFacebook(answers);
}

/** `{aud, user_id, iss, exp, app_id, iat}`: `exp` counts the seconds that are left. */
function readAmazon(answers: AccessTokenAnswers): AccessTokenInfo | undefined {
  const info = answered(answers, 'token');
  if (!info || textMember(info, 'iss') !== 'https://www.amazon.com') return undefined;
  const subject = filled(info, 'user_id');
  const client = filled(info, 'aud');
  const application = filled(info, 'app_id');
  const left = info.get('exp');
  if (subject === undefined || client === undefined) return undefined;
  if (typeof left !== 'object' || left === null || !('number' in left)) return undefined;
  const applications = application === undefined ? [client] : [client, application];
  return { subject, applications, remainingSeconds: Number(left.number) };
}

function readFacebook(answers: AccessTokenAnswers): AccessTokenInfo | undefined {
  const [application, user] = [answered(answers, 'application'), answered(answers, 'user')];
  const id = application && filled(application, 'id');
  const subject = user && filled(user, 'id');
  if (id === undefined || subject === undefined) return undefined;
  return { subject, applications: [id], remainingSeconds: undefined };
}

function filled(members: Members, name: string): string | undefined {
  return textMember(members, name) || undefined;
}
