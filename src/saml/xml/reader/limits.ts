/** What a document may cost. Each limit has its own problem kind. */
export interface XmlLimits {
  /** Of the input: UTF-8 bytes, or characters when it is given as a string. */
  readonly bytes: number;
  /** Elements inside each other; at most `DEEPEST`, since the canonical form is made recursively. */
  readonly depth: number;
  /** Elements, attributes, declarations, runs of text, comments and instructions together. */
  readonly nodes: number;
  /** Attributes and namespace declarations of one element. */
  readonly attributes: number;
  /** Namespace declarations in scope at one place. */
  readonly namespaces: number;
  /**
   * Characters of a name, prefix included, and of a namespace: a canonical form may repeat both for
   * every element that uses them.
   */
  readonly name: number;
}

/** No limit may allow deeper documents. */
export const DEEPEST = 256;

/** For a SAML response or an assertion, of which AWS takes 75,000 bytes. */
export const responseLimits: XmlLimits = {
  bytes: 200_000,
  depth: 64,
  nodes: 20_000,
  attributes: 64,
  namespaces: 64,
  name: 512,
};

/** For metadata, which AWS takes up to ten million characters; certificates make the bulk. */
export const metadataLimits: XmlLimits = { ...responseLimits, bytes: 10_000_000, nodes: 50_000 };
