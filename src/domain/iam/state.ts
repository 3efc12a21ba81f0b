import type { PrivateKey } from '../../crypto/index.ts';
import type { CompiledPolicy } from '../../policy/index.ts';
import type { EncryptionMode, ProviderMetadata } from '../../saml/index.ts';
import type { Eventually } from '../../store/index.ts';

/** A long-term access key, ready to verify signatures with. */
export interface KeyState {
  readonly accessKeyId: string;
  readonly account: string;
  /** The user's unique id, or the account id for a key of the root user. */
  readonly ownerId: string;
  readonly secret: string;
  readonly active: boolean;
}

/** What gives an entity its permissions. */
export interface Permissions {
  readonly inline: readonly CompiledPolicy[];
  readonly attached: readonly string[];
}

export interface UserState extends Permissions {
  readonly account: string;
  readonly userId: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly boundaryArn: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly groupIds: readonly string[];
}

export interface GroupState extends Permissions {
  readonly arn: string;
}

export interface RoleState extends Permissions {
  readonly account: string;
  readonly roleId: string;
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  readonly boundaryArn: string | undefined;
  readonly tags: ReadonlyMap<string, string>;
  readonly maxSessionSeconds: number;
  readonly trust: CompiledPolicy;
}

/** A SAML provider, ready to judge responses by. */
export interface SamlProviderState {
  readonly account: string;
  readonly name: string;
  readonly arn: string;
  /** SAMLProviderUUID, as the paths `/saml/acs/{uuid}` have it. */
  readonly uuid: string;
  /** As it was read when it was uploaded: `validUntil` may have passed since. */
  readonly metadata: ProviderMetadata;
  /** Epoch milliseconds: the metadata's `validUntil`, or a hundred years after the creation. */
  readonly validUntil: number;
  /** Undefined when the provider was given neither an AssertionEncryptionMode nor a private key. */
  readonly encryptionMode: EncryptionMode | undefined;
  /** Keys that assertions may be encrypted for, the newest first: at most two. */
  readonly privateKeys: readonly PrivateKey[];
}

/** An OpenID Connect provider, ready to judge tokens by. */
export interface OidcProviderState {
  readonly account: string;
  readonly arn: string;
  /** The issuer without `https://`, in the letters of the provider. */
  readonly url: string;
  readonly clientIds: readonly string[];
  /** SHA-1 of certificates, in lower-case hexadecimal; at most five. */
  readonly thumbprints: readonly string[];
}

/** A managed policy's default version, compiled for each use that is made of it. */
export interface PolicyState {
  readonly arn: string;
  readonly document: string;
  readonly as: (kind: 'identity' | 'boundary' | 'session') => CompiledPolicy;
}

export interface AccountState {
  readonly account: string;
  readonly name: string;
  /** The root user's address. */
  readonly email: string;
  readonly state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly alias: string | undefined;
  readonly organizationId: string | undefined;
  /**
   * Where it stands in its organization, as `aws:PrincipalOrgPaths` has it:
   * `o-…/r-…/ou-…/`; undefined outside organizations.
   */
  readonly organizationPath: string | undefined;
  /**
   * The service control policies that limit its principals, one list for each level from the root to
   * the account; undefined where none apply.
   */
  readonly scps: readonly (readonly CompiledPolicy[])[] | undefined;
}

/** A browser session as far as credentials that came from it depend on it. */
export interface BrowserSessionState {
  readonly ended: boolean;
  /** The sessions that it ends with: where a role was switched to, whose credentials opened it. */
  readonly cameFrom: readonly string[];
}

/**
 * The state that every request is judged by, from the store's cache: used only after `fresh` has
 * been awaited for the account in this request. Undefined where there is no such entity.
 */
export interface IamState {
  readonly fresh: (accounts: readonly string[]) => Eventually<void>;
  /** The account of an access key id: written in the id itself, or else looked up. */
  readonly accountOfKey: (accessKeyId: string) => Eventually<string | undefined>;
  readonly key: (account: string, accessKeyId: string) => Eventually<KeyState | undefined>;
  readonly user: (account: string, userId: string) => Eventually<UserState | undefined>;
  readonly group: (account: string, groupId: string) => Eventually<GroupState | undefined>;
  readonly role: (account: string, name: string) => Eventually<RoleState | undefined>;
  /** A customer managed policy of the account, or an AWS managed one. */
  readonly policy: (account: string, arn: string) => Eventually<PolicyState | undefined>;
  readonly account: (account: string) => Eventually<AccountState | undefined>;
  /** A SAML provider by its exact ARN. */
  readonly samlProvider: (
    account: string,
    arn: string,
  ) => Eventually<SamlProviderState | undefined>;
  /** An OpenID Connect provider by its exact URL without `https://`. */
  readonly oidcProvider: (
    account: string,
    url: string,
  ) => Eventually<OidcProviderState | undefined>;
  readonly browserSession: (
    account: string,
    sessionId: string,
  ) => Eventually<BrowserSessionState | undefined>;
}
