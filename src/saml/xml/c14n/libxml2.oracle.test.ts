/**
 * libxml2 as oracle of the reader and the canonical forms: for generated documents and for damaged
 * ones. `ORACLE_DOCUMENTS` says how many (default 1500 of each). Refusals that are wanted, although
 * libxml2 reads the document, are listed here with their reasons; everything else fails the test.
 */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { XmlElement as LibxmlElement, XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { Chance, corpusDocument, damaged } from '../corpus.test-support.ts';
import type { XmlElement } from '../nodes.ts';
import type { XmlProblemKind } from '../reader/problem.ts';
import { readXml } from '../reader/read.ts';
import { type Canonicalization, canonicalize } from './canonicalize.ts';

const DOCUMENTS = Number(process.env.ORACLE_DOCUMENTS ?? 1500);

/** What the reader refuses and libxml2 does not, by problem and detail. */
const refusedOnPurpose: readonly (readonly [XmlProblemKind, RegExp, reason: string])[] = [
  ['namespace-uri', /./, 'relative namespaces have no canonical form; ampersands have two'],
  ['version', /./, 'only XML 1.0'],
  ['encoding', /./, 'only UTF-8'],
  ['byte-order-mark', /./, 'only where the caller allows it'],
  ['not-well-formed', /^xml:id is/, 'libxml2 changes the value of such an xml:id'],
];

const PREFIXES = ['', 'a', 'b', 'c', 'ab', 'Z', 'ns1', 'x-y', 'é', '𐀀', 'saml', 'unknown'];

function anyCanonicalization(chance: Chance): Canonicalization {
  const method = chance.pick(['exclusive', 'inclusive'] as const);
  const inclusivePrefixes = PREFIXES.filter(() => method === 'exclusive' && chance.once(3));
  return { method, comments: chance.once(2), inclusivePrefixes };
}

function libxmlOptions({ method, comments, inclusivePrefixes }: Canonicalization) {
  const prefixes = inclusivePrefixes.map((prefix) => (prefix === '' ? '#default' : prefix));
  return method === 'inclusive'
    ? { mode: XmlC14NMode.XML_C14N_1_0, withComments: comments }
    : {
        mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0,
        withComments: comments,
        inclusiveNamespacePrefixes: prefixes,
      };
}

function allElements(element: XmlElement): XmlElement[] {
  const inner = element.children.flatMap((child) =>
    child.kind === 'element' ? allElements(child) : [],
  );
  return [element, ...inner];
}

/** Compares the canonical forms of the document and of one element. */
function compareForms(text: string, theirs: XmlDocument, chance: Chance): void {
  const ours = readXml(text);
  assert.ok(ours.ok, text);
  const whole = anyCanonicalization(chance);
  const about = (how: Canonicalization): string => `${JSON.stringify(how)} ${JSON.stringify(text)}`;
  assert.equal(
    canonicalize(ours.document, whole),
    theirs.canonicalizeToString(libxmlOptions(whole)),
    about(whole),
  );
  const part = anyCanonicalization(chance);
  const elements = allElements(ours.document.root);
  const index = chance.below(elements.length);
  const element = theirs.find('//*')[index];
  assert.ok(element instanceof LibxmlElement);
  assert.equal(
    canonicalize(elements[index] ?? ours.document.root, part),
    element.canonicalizeToString(libxmlOptions(part)),
    about(part),
  );
}

/** The document as libxml2 reads it, or what it says. */
function readTheirs(text: string): XmlDocument | string {
  try {
    return XmlDocument.fromBuffer(Buffer.from(text));
  } catch (error) {
    return String(error);
  }
}

function tell(t: TestContext, counts: ReadonlyMap<string, number>): void {
  for (const [what, count] of counts) t.diagnostic(`${what}: ${count}`);
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

test('every document of the profile is read, and its canonical forms are those of libxml2', (t) => {
  const chance = new Chance(20_260_101);
  for (let index = 0; index < DOCUMENTS; index++) {
    const text = corpusDocument(chance);
    const theirs = readTheirs(text);
    assert.ok(typeof theirs !== 'string', `${theirs} ${text}`);
    try {
      compareForms(text, theirs, chance);
    } finally {
      theirs.dispose();
    }
  }
  t.diagnostic(`same canonical forms: ${DOCUMENTS} documents of ${DOCUMENTS}, none refused`);
});

test('damaged documents are refused where libxml2 refuses them, or for a stated reason', (t) => {
  const chance = new Chance(20_260_102);
  const counts = new Map<string, number>();
  for (let index = 0; index < DOCUMENTS; index++) {
    const text = damaged(chance, corpusDocument(chance)).toWellFormed();
    const ours = readXml(text);
    const theirs = readTheirs(text);
    if (typeof theirs === 'string') {
      // libxml2 knows more rules of URIs, such as what a port is; as namespaces they only differ.
      const strangeUri = theirs.includes('is not a valid URI');
      assert.ok(!ours.ok || strangeUri, `libxml2: ${theirs} for ${JSON.stringify(text)}`);
      count(counts, ours.ok ? 'a namespace that only libxml2 refuses' : 'refused by both');
      continue;
    }
    try {
      if (ours.ok) {
        compareForms(text, theirs, chance);
        count(counts, 'same canonical forms');
      } else {
        const { kind, detail } = ours.problem;
        const known = refusedOnPurpose.find(
          ([each, pattern]) => each === kind && pattern.test(detail),
        );
        assert.ok(known, `${kind} (${detail}), but libxml2 reads ${JSON.stringify(text)}`);
        count(counts, `refused on purpose: ${kind}`);
      }
    } finally {
      theirs.dispose();
    }
  }
  tell(t, counts);
});
