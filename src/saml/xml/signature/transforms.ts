import type { Canonicalization } from '../c14n/canonicalize.ts';
import { EXCLUSIVE_C14N } from '../names.ts';
import { attribute } from '../navigate.ts';
import type { XmlElement } from '../nodes.ts';
import { quote } from '../quote.ts';
import { canonicalMethods, ENVELOPED_SIGNATURE } from './algorithms.ts';
import type { SignatureProblemKind } from './problem.ts';
import { refuse } from './refusal.ts';
import { algorithmOf, expectNoParameters, expectPart, partsOf } from './structure.ts';

/** What applies where no canonicalization is named (XML Signature section 4.4.3.2). */
const IMPLIED: Canonicalization = { method: 'inclusive', comments: false, inclusivePrefixes: [] };

/** A document has few prefixes; the list is read before anything of it is known to be signed. */
const LONGEST_LIST = 2000;

/**
 * Prefixes of a PrefixList; `#default` becomes the empty prefix. Single spaces part them, as they
 * would after the normalisation of an NMTOKENS attribute: of two spaces in a row xmlsec1 makes the
 * default namespace, other implementations nothing.
 */
function prefixesOf(element: XmlElement, kind: SignatureProblemKind): string[] {
  const list = attribute(element, 'PrefixList') ?? '';
  if (list.length > LONGEST_LIST) refuse(kind, 'the PrefixList is too long');
  const names = list.replace(/ $/, '').split(' ');
  if (names.length === 1 && names[0] === '') return [];
  if (names.some((name) => name === '' || /[\t\r\n]/.test(name))) {
    refuse(kind, 'the prefixes of a PrefixList are not parted by single spaces');
  }
  return names.map((name) => (name === '#default' ? '' : name));
}

/** The canonicalization that a CanonicalizationMethod or a Transform names. */
export function canonicalizationOf(
  element: XmlElement,
  kind: SignatureProblemKind,
): Canonicalization {
  const { method, comments } = algorithmOf(element, canonicalMethods, kind);
  const [parameter, ...others] = partsOf(element);
  if (!parameter) return { method, comments, inclusivePrefixes: [] };
  const known =
    parameter.localName === 'InclusiveNamespaces' && parameter.namespace === EXCLUSIVE_C14N;
  if (method !== 'exclusive' || !known || others.length > 0 || partsOf(parameter).length > 0) {
    refuse(kind, `the parameter ${quote(parameter.localName)} is not allowed`);
  }
  return { method, comments, inclusivePrefixes: prefixesOf(parameter, kind) };
}

/**
 * How the covered element is put into octets: the enveloped signature is taken out, then comes at
 * most one canonical form. Comments are never part of it, whatever the algorithm: a reference to
 * the same document selects none (XML Signature section 4.4.3.3).
 */
export function readTransforms(transforms: XmlElement | undefined): Canonicalization {
  const [enveloped, canonical, ...others] = transforms ? partsOf(transforms) : [];
  if (!enveloped) refuse('transform-missing', 'no enveloped signature transform');
  for (const element of [enveloped, canonical, ...others]) {
    if (element) expectPart(element, 'Transform');
  }
  const [extra] = others;
  if (extra) refuse('transform-not-allowed', 'more than two transforms');
  const uri = attribute(enveloped, 'Algorithm') ?? '';
  if (uri !== ENVELOPED_SIGNATURE) {
    const known = canonicalMethods.has(uri) && !isEnveloped(canonical);
    refuse(
      known ? 'transform-missing' : 'transform-not-allowed',
      `the first transform is ${quote(uri)}, not the enveloped signature`,
    );
  }
  expectNoParameters(enveloped, 'transform-not-allowed');
  if (!canonical) return IMPLIED;
  return { ...canonicalizationOf(canonical, 'transform-not-allowed'), comments: false };
}

function isEnveloped(transform: XmlElement | undefined): boolean {
  return transform !== undefined && attribute(transform, 'Algorithm') === ENVELOPED_SIGNATURE;
}
