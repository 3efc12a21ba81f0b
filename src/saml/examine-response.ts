import { firstFailure, type Judgement, judgeChecks } from '../failures/check.ts';
import { type AssertionTimes, readAttributes, readTimes } from './assertion-parts.ts';
import { type AwsAttributes, readAwsAttributes } from './aws-attributes.ts';
import { decodeBase64 } from './base64.ts';
import { lazy } from './lazy.ts';
import { MOST_CHARACTERS } from './limits.ts';
import { XML_SIGNATURE } from './names.ts';
import { responseChecks } from './response-checks.ts';
import {
  assertionsBelow,
  isEncrypted,
  isLoneAssertion,
  isResponse,
  issuersOf,
} from './response-parts.ts';
import type { JudgedSignature, PlacedSignature, ResponseSubject } from './subject.ts';
import { trustChecks } from './trust-table.ts';
import type { MetadataEntity, ResponseInput, VerifiedAssertion } from './types.ts';
import { readVerifiedAssertion } from './verified-assertion.ts';
import {
  childElement,
  type Decryption,
  decryptElement,
  readSignature,
  readXml,
  responseLimits,
  verifySignature,
  type XmlElement,
  type XmlReading,
} from './xml/index.ts';

/** Something that a member of the subject needs is not there; a check shows this as skipped. */
function missing(what: string): never {
  throw new Error(`the response has no ${what} that could be judged`);
}

class Examination implements ResponseSubject {
  readonly input: ResponseInput;

  readonly #bytes = lazy(() => decodeBase64(this.input.response));
  readonly #reading = lazy(() => this.#read());
  readonly #response = lazy(() => this.#root());
  readonly #assertions = lazy(() => assertionsBelow(this.response));
  readonly #decryption = lazy(() => this.#decrypt());
  readonly #issuers = lazy(() => this.#findIssuers());
  readonly #entity = lazy(() => this.#findEntity());
  readonly #signatures = lazy(() => this.#findSignatures());
  readonly #verdicts = lazy(() => this.signatures.map((signature) => this.#judge(signature)));
  readonly #verified = lazy(() => this.#trusted());
  readonly #attributes = lazy(() => readAttributes(this.verified));
  readonly #aws = lazy(() => readAwsAttributes(this.attributes));
  readonly #times = lazy(() => readTimes(this.verified));
  readonly #judgement = lazy(() => judgeChecks<ResponseSubject>(responseChecks, this));
  readonly #assertion = lazy(() => this.#accepted());

  constructor(input: ResponseInput) {
    this.input = input;
  }

  get bytes(): Buffer | undefined {
    return this.#bytes();
  }

  get reading(): XmlReading {
    return this.#reading();
  }

  get response(): XmlElement {
    return this.#response();
  }

  get assertions(): readonly XmlElement[] {
    return this.#assertions();
  }

  get decryption(): Decryption | undefined {
    return this.#decryption();
  }

  get candidate(): XmlElement {
    const { decryption } = this;
    if (!decryption) return this.#onlyAssertion();
    const root = decryption.ok ? decryption.document.root : undefined;
    return root && isLoneAssertion(root) ? root : missing('decrypted assertion');
  }

  get issuers(): readonly string[] {
    return this.#issuers();
  }

  get entity(): MetadataEntity {
    return this.#entity();
  }

  get signatures(): readonly PlacedSignature[] {
    return this.#signatures();
  }

  get verdicts(): readonly JudgedSignature[] {
    return this.#verdicts();
  }

  get verified(): XmlElement {
    return this.#verified();
  }

  get attributes(): ReadonlyMap<string, readonly string[]> {
    return this.#attributes();
  }

  get aws(): AwsAttributes {
    return this.#aws();
  }

  get times(): AssertionTimes {
    return this.#times();
  }

  get judgement(): Judgement {
    return this.#judgement();
  }

  get assertion(): VerifiedAssertion {
    return this.#assertion();
  }

  #read(): XmlReading {
    const { bytes } = this;
    if (!bytes || this.input.response.length > MOST_CHARACTERS) missing('text');
    return readXml(bytes, { limits: responseLimits, allowByteOrderMark: true });
  }

  #root(): XmlElement {
    const { reading } = this;
    if (!reading.ok || !isResponse(reading.document.root)) missing('samlp:Response');
    return reading.document.root;
  }

  #onlyAssertion(): XmlElement {
    const [assertion, second] = this.assertions;
    if (!assertion || second || assertion.parent !== this.response) missing('single assertion');
    return assertion;
  }

  #decrypt(): Decryption | undefined {
    const assertion = this.#onlyAssertion();
    if (!isEncrypted(assertion)) return undefined;
    return decryptElement(assertion, this.input.decryption?.keys ?? [], responseLimits);
  }

  /** An encrypted assertion is not asked: who may sign it must not depend on what decrypting gave. */
  #findIssuers(): string[] {
    const assertion = this.#onlyAssertion();
    const inside = isEncrypted(assertion) ? [] : issuersOf(assertion);
    return [...issuersOf(this.response), ...inside];
  }

  #findEntity(): MetadataEntity {
    const [issuer, ...others] = this.issuers;
    if (issuer === undefined || others.some((other) => other !== issuer)) missing('single issuer');
    const entity = this.input.metadata?.entities.find(({ entityId }) => entityId === issuer);
    return entity ?? missing('issuer of the metadata');
  }

  #findSignatures(): PlacedSignature[] {
    const places = [
      { where: 'response', element: this.response },
      { where: 'assertion', element: this.candidate },
    ] as const;
    return places
      .filter(({ element }) => childElement(element, XML_SIGNATURE, 'Signature'))
      .map(({ where, element }) => ({ where, reading: readSignature(element) }));
  }

  #judge({ where, reading }: PlacedSignature): JudgedSignature {
    if (!reading.ok) missing('readable signature');
    const keys = this.entity.signingKeys.map(({ key }) => key);
    const { allowSha1 } = this.input;
    return { where, verdict: verifySignature(reading.signature, keys, { allowSha1 }) };
  }

  #trusted(): XmlElement {
    if (firstFailure<ResponseSubject>(trustChecks, this)) missing('verified assertion');
    const { candidate, response } = this;
    const isCovered = this.verdicts.some(
      ({ verdict }) => verdict.ok && (verdict.covers === candidate || verdict.covers === response),
    );
    return isCovered ? candidate : missing('verified assertion');
  }

  #accepted(): VerifiedAssertion {
    if (this.judgement.failed) missing('accepted assertion');
    return readVerifiedAssertion(this);
  }
}

/**
 * A response ready to be judged by `responseChecks`. Nothing is done before a check asks for it,
 * and nothing twice. Whoever needs what the response says asks for `assertion`.
 */
export function examineResponse(input: ResponseInput): ResponseSubject {
  return new Examination(input);
}
