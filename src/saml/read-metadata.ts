import type { Failure } from '../failures/catalogue.ts';
import { firstFailure } from '../failures/check.ts';
import { lazy } from './lazy.ts';
import {
  type DescribedEntity,
  describeEntity,
  earliest,
  entityElements,
  isMetadataRoot,
  ssoUrlOf,
} from './metadata-parts.ts';
import type { MetadataSubject } from './metadata-subject.ts';
import { metadataChecks } from './metadata-table.ts';
import type { MetadataEntity, ProviderMetadata, SigningKey } from './types.ts';
import { metadataLimits, readXml, type XmlElement, type XmlReading } from './xml/index.ts';

/** A metadata document as it was given, while it is judged. */
export interface MetadataInput {
  /** As text from the API, or as the bytes of a file. */
  readonly document: string | Uint8Array;
  /** Milliseconds since 1970; it decides nothing, only what a description says of an expiry. */
  readonly now: number;
}

/** A metadata document that was read, or why it is refused. */
export type MetadataReading =
  | { readonly ok: true; readonly metadata: ProviderMetadata }
  | { readonly ok: false; readonly failure: Failure };

class Examination implements MetadataSubject {
  readonly size: number;
  readonly now: number;
  readonly #document: string | Uint8Array;
  readonly #reading = lazy(() => readXml(this.#document, { limits: metadataLimits }));
  readonly #root = lazy(() => this.#findRoot());
  readonly #entities = lazy(() => entityElements(this.root).map(describeEntity));
  readonly #metadata = lazy(() => this.#accepted());

  constructor({ document, now }: MetadataInput) {
    this.size = document.length;
    this.now = now;
    this.#document = document;
  }

  get reading(): XmlReading {
    return this.#reading();
  }

  get root(): XmlElement {
    return this.#root();
  }

  get entities(): readonly DescribedEntity[] {
    return this.#entities();
  }

  get providers(): readonly DescribedEntity[] {
    return this.entities.filter(({ roles }) => roles.length > 0);
  }

  get metadata(): ProviderMetadata {
    return this.#metadata();
  }

  #findRoot(): XmlElement {
    const { reading } = this;
    if (!reading.ok || !isMetadataRoot(reading.document.root)) throw new Error('no metadata');
    return reading.document.root;
  }

  #accepted(): ProviderMetadata {
    if (firstFailure<MetadataSubject>(metadataChecks, this)) throw new Error('refused metadata');
    const entities = this.providers.map(metadataEntity);
    const ends = entities.flatMap(({ validUntil }) => validUntil ?? []);
    return { entities, ...(ends.length === 0 ? {} : { validUntil: Math.min(...ends) }) };
  }
}

function metadataEntity({
  entityId = '',
  expiries,
  certificates,
  roles,
}: DescribedEntity): MetadataEntity {
  const validUntil = earliest(expiries);
  const ssoUrl = ssoUrlOf(roles);
  return {
    entityId,
    ...(validUntil === undefined ? {} : { validUntil }),
    signingKeys: certificates.map((reading): SigningKey => {
      if (!reading.ok) throw new Error('a certificate was not read');
      const { key, x509, fingerprint } = reading.certificate;
      return {
        key,
        certificate: {
          subject: x509.subject.replaceAll('\n', ', '),
          fingerprint,
          notBefore: x509.validFromDate.getTime(),
          notAfter: x509.validToDate.getTime(),
        },
      };
    }),
    ...(ssoUrl === undefined ? {} : { ssoUrl }),
  };
}

/** A metadata document ready to be judged by `metadataChecks`; nothing is done before they ask. */
export function examineMetadata(input: MetadataInput): MetadataSubject {
  return new Examination(input);
}

/** Reads an identity provider's metadata by AWS's rules, or says which rule it breaks. */
export function readMetadata(
  document: string | Uint8Array,
  { now }: { readonly now: number },
): MetadataReading {
  const subject = examineMetadata({ document, now });
  const failure = firstFailure(metadataChecks, subject);
  return failure ? { ok: false, failure } : { ok: true, metadata: subject.metadata };
}
