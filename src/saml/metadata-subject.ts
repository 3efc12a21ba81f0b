import type { DescribedEntity } from './metadata-parts.ts';
import type { ProviderMetadata } from './types.ts';
import type { XmlElement, XmlReading } from './xml/index.ts';

/**
 * A metadata document while it is judged. Members are found out when they are first asked for and
 * throw while something that they need is missing.
 */
export interface MetadataSubject {
  /** Characters of a text; of a file its bytes, which a text of UTF-8 has at least as many of. */
  readonly size: number;
  readonly reading: XmlReading;
  /** The root, an EntityDescriptor or EntitiesDescriptor. */
  readonly root: XmlElement;
  /** Every entity of the document, unjudged. */
  readonly entities: readonly DescribedEntity[];
  /** Those of them that are identity providers. */
  readonly providers: readonly DescribedEntity[];
  /** Milliseconds since 1970, to say what has passed. */
  readonly now: number;
  /** What the document says; throws while any check of the table fails. */
  readonly metadata: ProviderMetadata;
}
