/**
 * reader/: bytes to a tree, by the grammar of XML 1.0 and Namespaces in XML 1.0 without document
 * types. One pass, no recursion, every cost counted; whatever is unusual enough to be read in two
 * ways (encodings, entities, prefixes, relative namespaces) is refused and said.
 */
import { inScopeNamespaces } from '../in-scope.ts';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import { decode } from './decode.ts';
import { GrowingDocument } from './growing.ts';
import { DEEPEST, responseLimits, type XmlLimits } from './limits.ts';
import { Parser } from './parser.ts';
import type { XmlProblem } from './problem.ts';
import { problemOf, refuse, XmlRefusal } from './refusal.ts';
import { Scope } from './scope.ts';

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
  /**
   * The element in whose place the document stands: its namespaces are in scope, as if the root
   * declared those that it does not declare itself.
   */
  readonly context?: XmlElement;
}

function parse(text: string, byteOrderMark: boolean, options: ReadOptions): XmlDocument {
  const limits = options.limits ?? responseLimits;
  const inherited = inScopeNamespaces(options.context);
  const document = new GrowingDocument(byteOrderMark, inherited);
  const scope = new Scope(limits.namespaces);
  for (const [prefix, namespace] of inherited) scope.declare(prefix, namespace, 0);
  const depth = Math.min(limits.depth, DEEPEST);
  new Parser(text, { ...limits, depth }, document, scope).parse();
  return document;
}

/**
 * Reads a document: UTF-8 bytes, or a text that was decoded already. Never throws, whatever the
 * input; what is refused and why is listed at `XmlProblemKind`.
 */
export function readXml(input: Uint8Array | string, options: ReadOptions = {}): XmlReading {
  let text = '';
  try {
    const { bytes } = options.limits ?? responseLimits;
    if (input.length > bytes) refuse('too-many-bytes', -1, `longer than ${bytes} bytes`);
    const decoded = decode(input, options.allowByteOrderMark === true);
    text = decoded.text;
    return { ok: true, document: parse(text, decoded.byteOrderMark, options) };
  } catch (error) {
    if (error instanceof XmlRefusal) return { ok: false, problem: problemOf(error, text) };
    throw error;
  }
}
