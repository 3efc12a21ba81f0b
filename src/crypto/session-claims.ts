/** Who a session acts as. */
export type SessionPrincipal =
  | {
      readonly kind: 'assumed-role';
      readonly roleName: string;
      /** The role's unique id (`AROA…`): a role made anew under the name does not revive sessions. */
      readonly roleId: string;
      readonly sessionName: string;
    }
  | {
      readonly kind: 'federated-user';
      readonly name: string;
      /** The IAM user that called GetFederationToken; absent when root did. */
      readonly issuer?: { readonly userName: string; readonly userId: string };
    }
  | { readonly kind: 'user-session'; readonly userName: string; readonly userId: string }
  | { readonly kind: 'root-session' };

/** What an identity provider said that later conditions may read. */
export interface FederationClaims {
  /** The provider's ARN. */
  readonly provider: string;
  /** Condition key or claim name → values. A Map, because the names come from outside. */
  readonly claims: ReadonlyMap<string, readonly string[]>;
}

/**
 * Everything that verifying and authorising a call of a temporary session needs; it travels inside
 * the session token. Times are milliseconds since 1970.
 */
export interface SessionClaims {
  readonly account: string;
  /** The region that the session was issued in. */
  readonly region: string;
  readonly principal: SessionPrincipal;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The access key that asked for the session, when one did. */
  readonly issuerAccessKeyId?: string;
  readonly mfaAuthenticatedAt?: number;
  /** The inline session policy as given, JSON. */
  readonly sessionPolicy?: string;
  readonly sessionPolicyArns: readonly string[];
  /** Key → value; keys keep their case. */
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
  readonly federation?: FederationClaims;
  /** The browser or portal session that the credentials came from. */
  readonly browserSessionId?: string;
  /** The workforce user behind the session. */
  readonly workforceUserId?: string;
  /** True when credentials of a role were used to assume this one. */
  readonly roleChained: boolean;
}
