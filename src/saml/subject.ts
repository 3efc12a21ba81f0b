import type { Judgement } from '../failures/check.ts';
import type { AssertionTimes } from './assertion-parts.ts';
import type { AwsAttributes } from './aws-attributes.ts';
import type { MetadataEntity, ResponseInput, VerifiedAssertion } from './types.ts';
import type {
  Decryption,
  SignatureReading,
  SignatureVerdict,
  XmlElement,
  XmlReading,
} from './xml/index.ts';

/** A signature that stands where SAML puts one: directly in the response or in the assertion. */
export interface PlacedSignature {
  readonly where: 'response' | 'assertion';
  readonly reading: SignatureReading;
}

/** A signature after its verification. */
export interface JudgedSignature {
  readonly where: PlacedSignature['where'];
  readonly verdict: SignatureVerdict;
}

/**
 * A response while it is judged. Every member is found out when it is first asked for, once, and
 * throws while something that it needs is missing, so that a trace shows the check as skipped.
 * Members above `verified` are unverified: they serve to find keys and to explain, nothing else.
 */
export interface ResponseSubject {
  readonly input: ResponseInput;
  /** The decoded response; undefined when it is no base64. */
  readonly bytes: Buffer | undefined;
  readonly reading: XmlReading;
  /** The root, which is a samlp:Response. */
  readonly response: XmlElement;
  /** Every saml:Assertion and saml:EncryptedAssertion of the response, at any depth. */
  readonly assertions: readonly XmlElement[];
  /** The outcome of decrypting; undefined when the only assertion is not encrypted. */
  readonly decryption: Decryption | undefined;
  /** The one assertion, decrypted if need be. */
  readonly candidate: XmlElement;
  /** What the Issuer elements say: of the response, and of an assertion that is not encrypted. */
  readonly issuers: readonly string[];
  /** The part of the provider's metadata that belongs to the issuer. */
  readonly entity: MetadataEntity;
  readonly signatures: readonly PlacedSignature[];
  /** The same signatures, verified with the keys of `entity`. */
  readonly verdicts: readonly JudgedSignature[];
  /** The assertion, once every check of trust holds; values are read from here alone. */
  readonly verified: XmlElement;
  /** The attributes of the verified assertion by Name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  /** Those of them that AWS reads. */
  readonly aws: AwsAttributes;
  /** The times of the verified assertion; throws while one of them cannot be read. */
  readonly times: AssertionTimes;
  /** What `responseChecks` say of it. */
  readonly judgement: Judgement;
  /** What the verified assertion says; throws while any check of the table fails. */
  readonly assertion: VerifiedAssertion;
}
