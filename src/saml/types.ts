import type { KeyObject } from 'node:crypto';

/** A key that an identity provider signs with, as its metadata declares it. */
export interface SigningKey {
  readonly key: KeyObject;
  /** What the certificate says of itself; its expiry is shown, never acted on (R083). */
  readonly certificate: {
    readonly subject: string;
    /** SHA-256 of the DER form, lower-case hexadecimal. */
    readonly fingerprint: string;
    /** Milliseconds since 1970. */
    readonly notBefore: number;
    /** Milliseconds since 1970. */
    readonly notAfter: number;
  };
}

/** One identity provider of a metadata document. */
export interface MetadataEntity {
  readonly entityId: string;
  /** The earliest validUntil of the entity and what encloses it; milliseconds since 1970. */
  readonly validUntil?: number;
  readonly signingKeys: readonly SigningKey[];
  /** Where the identity provider starts a sign-in; http or https, for links. */
  readonly ssoUrl?: string;
}

/** What a metadata document says, read once; keys stay KeyObjects. */
export interface ProviderMetadata {
  /** The identity providers of the document, 1 to 10, in its order. */
  readonly entities: readonly MetadataEntity[];
  /** The earliest validUntil of the document; milliseconds since 1970. */
  readonly validUntil?: number;
}

/** A role and the identity provider by which it may be assumed, both as ARNs. */
export interface RolePair {
  readonly roleArn: string;
  readonly providerArn: string;
}

/** How a provider takes encrypted assertions (IAM AssertionEncryptionMode). */
export type EncryptionMode = 'Required' | 'Allowed';

/** Everything by which a response is judged; a plain value. */
export interface ResponseInput {
  /** The form field SAMLResponse or the parameter SAMLAssertion, in base64 as it arrived. */
  readonly response: string;
  /** The provider's metadata; undefined when no such provider exists. */
  readonly metadata: ProviderMetadata | undefined;
  /** The Recipients that are this server's own, exactly. */
  readonly recipients: readonly string[];
  /** The Audiences that are this server's own, exactly. */
  readonly audiences: readonly string[];
  /** Whether the names of AWS itself are accepted too (GATEHOUSE_SAML_AWS_NAMES). */
  readonly awsNames: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How far the clocks of the identity provider and this server may differ. */
  readonly skewMilliseconds: number;
  /** Whether signatures and digests with SHA-1 are accepted. */
  readonly allowSha1: boolean;
  /** How the provider takes encrypted assertions; absent when it never said so. */
  readonly decryption?:
    | { readonly mode: EncryptionMode; readonly keys: readonly KeyObject[] }
    | undefined;
  /** The role and provider that the caller asks for; absent before somebody chose. */
  readonly pair?: RolePair | undefined;
  /** What `Request ID:` shows inside the texts of AWS's SAML validator. */
  readonly requestId: string;
}

/** What a verified assertion says; read from the signed node alone. */
export interface VerifiedAssertion {
  readonly id: string;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly issueInstant: number;
  readonly nameId: string;
  /** `urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified` when the response names none. */
  readonly nameIdFormat: string;
  /** The Recipient of the bearer confirmation, `saml:aud` of trust policies. */
  readonly recipient: string;
  readonly audiences: readonly string[];
  /** Whether the issuer asks that the assertion be used once (OneTimeUse). */
  readonly oneTimeUse: boolean;
  readonly roles: readonly RolePair[];
  readonly roleSessionName: string;
  /** Seconds, 900 to 43,200. */
  readonly sessionDuration?: number;
  /** The earliest SessionNotOnOrAfter; milliseconds since 1970. */
  readonly sessionNotOnOrAfter?: number;
  /** Session tags by their keys, as written. */
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
  readonly sourceIdentity?: string;
  /** Every attribute's values by its Name, in the order of the assertion. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}
