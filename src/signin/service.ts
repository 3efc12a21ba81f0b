/** What the sign-in pages need from the installation; compose/ brings it. */

/** What is known of the request behind a page. */
export interface Visit {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string;
  readonly secure: boolean;
}

/** A SAML response as a browser, or a tool that acts like one, posts it. */
export interface PostedResponse {
  /** The form field SAMLResponse as it arrived. */
  readonly response: string;
  readonly relayState: string | undefined;
  /** The role that was chosen (`roleIndex`). */
  readonly roleArn: string | undefined;
  /** The region and the provider's uuid in the path, where it has them. */
  readonly region: string | undefined;
  readonly providerUuid: string | undefined;
}

/** What a browser is told when it is refused: AWS's own words, and no more. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** The code that AWS would answer, such as `InvalidIdentityToken`. */
  readonly code: string;
  /** The text that AWS's page would show. */
  readonly text: string;
  /** R063: the page offers to sign out, since another response may still be around. */
  readonly offersSignOut: boolean;
  /** By which the page can be asked for once more; it tells no more than `text`. See `refusalOf`. */
  readonly failureCode: string;
}

/** The two secrets that a finished sign-in hands to its browser; see domain/sessions. */
export interface SignInCode {
  readonly code: string;
  readonly binding: string;
}

/** One role of the chooser. */
export interface ChoosableRole {
  readonly arn: string;
  readonly name: string;
}

/** The roles of one account, as the chooser lists them. */
export interface ChoosableAccount {
  readonly account: string;
  readonly alias: string | undefined;
  readonly roles: readonly ChoosableRole[];
}

export type SignInOutcome =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'begun'; readonly code: SignInCode };

export type PostOutcome =
  | SignInOutcome
  | { readonly kind: 'choose'; readonly accounts: readonly ChoosableAccount[] };

/** A session as its pages show it. */
export interface SessionView {
  readonly account: string;
  readonly alias: string | undefined;
  /** The principal's ARN. */
  readonly arn: string;
  /** The role, when it is one. */
  readonly roleName: string | undefined;
  /** The name of the role session or of the federated user. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** A path of this server. */
  readonly destination: string;
}

/** A request to `/federation` for a sign-in token. */
export interface SigninTokenRequest {
  /** The JSON text of the parameter Session. */
  readonly session: string;
  /** SessionDuration or DurationSeconds as text. */
  readonly duration: string | undefined;
}

export type SigninTokenOutcome =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'token'; readonly token: string };

/** A request to `/federation` to sign in with such a token. */
export interface LoginRequest {
  readonly signinToken: string;
  readonly destination: string;
  readonly issuer: string | undefined;
}

/** Where somebody goes after signing out. */
export interface SignedOut {
  /** The Issuer of the sign-in, when it named one. */
  readonly issuerUrl: string | undefined;
  /** True when the session was begun by an identity provider or a broker, and not on our pages. */
  readonly federated: boolean;
}

/** A session that has just become active. */
export interface BegunSession {
  /** The value of its cookie. */
  readonly secret: string;
  readonly session: SessionView;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface SignInService {
  /** Judges a posted response: refuses it, asks for a role, or begins a session. */
  postResponse(posted: PostedResponse, visit: Visit): Promise<PostOutcome>;
  /** The metadata document for every SAML provider, or for one; undefined without that one. */
  metadata(
    region: string | undefined,
    providerUuid: string | undefined,
  ): Promise<string | undefined>;
  getSigninToken(request: SigninTokenRequest, visit: Visit): Promise<SigninTokenOutcome>;
  login(request: LoginRequest, visit: Visit): Promise<SignInOutcome>;
  /** The session that a code begins; undefined when it is used, late or of another browser. */
  pendingSession(code: SignInCode): Promise<SessionView | undefined>;
  /** Makes it active, in place of `replaced`, and answers the cookie's secret; undefined as above. */
  activate(
    code: SignInCode,
    replaced: string | undefined,
    visit: Visit,
  ): Promise<BegunSession | undefined>;
  /** The live session of a cookie's secret. */
  findSession(secret: string): Promise<SessionView | undefined>;
  /** Ends the session of a cookie's secret. */
  signOut(secret: string): Promise<SignedOut>;
  /** The text that a page shows for a failure code; undefined when no page shows it. */
  refusalOf(code: string, requestId: string): Refusal | undefined;
}
