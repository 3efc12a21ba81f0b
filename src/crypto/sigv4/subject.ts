import type { HttpRequest } from '../../base/http.ts';
import type { RequestSignature } from './signature.ts';
import type { SigningKeys } from './signing-keys.ts';

/**
 * What became of the access key id and the session token of a request, found out before the checks
 * run. A temporary key whose token is missing, altered or another key's has `tokenMatches: false`
 * and nothing else, since everything about it stands in the token.
 */
export type ResolvedCredential =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'long-term'; readonly secret: string; readonly active: boolean }
  | { readonly kind: 'temporary'; readonly tokenMatches: false }
  | {
      readonly kind: 'temporary';
      readonly tokenMatches: true;
      readonly secret: string;
      /** Milliseconds since 1970. */
      readonly expiresAt: number;
      /** The role, user or browser session it came from still exists, by unique id. */
      readonly issuerAlive: boolean;
    };

/** Everything that decides whether a signed request is genuine; a plain value. */
export interface SignatureSubject {
  readonly signature: RequestSignature;
  readonly request: HttpRequest;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The regions that the scope may name. */
  readonly regions: readonly string[];
  /** The signing name that the scope must have, such as `sts`. */
  readonly service: string;
  readonly credential: ResolvedCredential;
  readonly signingKeys: SigningKeys;
}

/** The secret access key of a resolved credential; undefined when it could not be resolved. */
export function secretOf(credential: ResolvedCredential): string | undefined {
  if (credential.kind === 'long-term') return credential.secret;
  if (credential.kind === 'temporary' && credential.tokenMatches) return credential.secret;
  return undefined;
}
