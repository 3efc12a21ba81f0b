import type { XmlDocument, XmlElement } from '../nodes.ts';
import type { XmlLimits } from './limits.ts';
import type { XmlProblem } from './problem.ts';

/** A document, or why there is none. */
export type XmlReading =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly problem: XmlProblem };

/** How a document is read. */
export interface ReadOptions {
  /** Default: `responseLimits`. */
  readonly limits?: XmlLimits;
  /** True to accept a UTF-8 byte order mark and tell of it in the document. Default: refused. */
  readonly allowByteOrderMark?: boolean;
  /** The element in whose place the document stands: its namespaces are in scope from outside. */
  readonly context?: XmlElement;
}

/** Reads a document. Never throws, whatever the input. */
export function readXml(_input: Uint8Array | string, _options: ReadOptions = {}): XmlReading {
  throw new Error('being written');
}
