import type { LoginParts } from '../../domain/login/parts.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { SigninParts } from '../parts.ts';

/** What the pages of `aws login` work with. */
export interface AuthorizeParts {
  readonly signin: SigninParts;
  readonly login: LoginParts;
}

/** What somebody is asked to consent to, and as whom. */
export interface Consent {
  /** The browser session that consents: the form carries it, so that no other one answers. */
  readonly sessionId: string;
  readonly account: string;
  readonly alias: string | undefined;
  readonly arn: string;
  readonly isRoot: boolean;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** True when the command line may be on another device than this browser. */
  readonly isRemote: boolean;
  /** Where the code goes. */
  readonly redirectUri: string;
  /** This browser's, as people know them. */
  readonly device: string;
  readonly address: string;
}

/** What came of a visit to the authorization endpoint. */
export type AuthorizeOutcome =
  /** Told on a page; `returnUrl` leads back to the client with the refusal, where it may know. */
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly status: number;
      readonly returnUrl: string | undefined;
    }
  /** Nobody is signed in. */
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'consent'; readonly consent: Consent }
  | { readonly kind: 'redirect'; readonly location: string };
