import assert from 'node:assert/strict';
import { test } from 'node:test';
import { childElement, childElements } from '../navigate.ts';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import { documentOf } from '../testing.ts';
import { type Canonicalization, canonicalize, EXCLUSIVE } from './canonicalize.ts';
import { compareCodePoints } from './order.ts';

const INCLUSIVE: Canonicalization = { method: 'inclusive', comments: false, inclusivePrefixes: [] };

function firstChild({ root }: XmlDocument): XmlElement {
  const [child] = childElements(root);
  assert.ok(child);
  return child;
}

/** Canonical XML 1.0 section 2: what levels out, for a whole document and both methods. */
const levelled: readonly (readonly [rule: string, text: string, canonical: string])[] = [
  ['the declaration goes', '<?xml version="1.0"?>\n<a/>', '<a></a>'],
  ['empty elements get two tags', '<a><b/><c></c></a>', '<a><b></b><c></c></a>'],
  ['white space in tags goes', '<a\n b = "1"\t></a\n>', '<a b="1"></a>'],
  ['white space in content stays', '<a> \n\t<b/> </a>', '<a> \n\t<b></b> </a>'],
  ['line ends are line feeds', '<a>\r\n\r</a>', '<a>\n\n</a>'],
  ['quotation marks are double', `<a b='"&apos;'/>`, `<a b="&quot;'"></a>`],
  [
    'attributes are escaped',
    '<a b="&lt;>&amp;&#9;&#10;&#13;"/>',
    '<a b="&lt;>&amp;&#x9;&#xA;&#xD;"></a>',
  ],
  ['text is escaped', `<a>&lt;&gt;>&amp;"'&#13;&#9;</a>`, `<a>&lt;&gt;&gt;&amp;"'&#xD;\t</a>`],
  ['CDATA sections are text', '<a><![CDATA[<b> & ]]></a>', '<a>&lt;b&gt; &amp; </a>'],
  ['references are characters', '<a>&#x41;&#128512;</a>', '<a>A😀</a>'],
  ['instructions keep their data', '<a><?b  c d ?><?e?></a>', '<a><?b c d ?><?e?></a>'],
  ['line feeds part the root', '<?b?> <a/> <?c?>\n', '<?b?>\n<a></a>\n<?c?>'],
  ['comments go', '<!-- b --><a>c<!-- d -->e</a><!-- f -->', '<a>ce</a>'],
  [
    'attributes are sorted by namespace and name, declarations by prefix',
    '<p:a xmlns:q="urn:1" xmlns:p="urn:2" xmlns="urn:3" p:b="" q:c="" z="" q:b="" y=""/>',
    '<p:a xmlns:p="urn:2" xmlns:q="urn:1" y="" z="" q:b="" q:c="" p:b=""></p:a>',
  ],
  [
    'declarations are written once',
    '<p:a xmlns:p="urn:p"><p:b xmlns:p="urn:p"/><p:c xmlns:p="urn:q"/></p:a>',
    '<p:a xmlns:p="urn:p"><p:b></p:b><p:c xmlns:p="urn:q"></p:c></p:a>',
  ],
  [
    'a default namespace is taken back where it was written',
    '<a xmlns=""><b xmlns="urn:b"><c xmlns=""><d xmlns=""/></c></b></a>',
    '<a><b xmlns="urn:b"><c xmlns=""><d></d></c></b></a>',
  ],
  [
    'xml: needs no declaration',
    '<a xmlns:xml="http://www.w3.org/XML/1998/namespace" xml:lang="de"/>',
    '<a xml:lang="de"></a>',
  ],
];

for (const [rule, text, canonical] of levelled) {
  test(`${rule}`, () => {
    const document = documentOf(text);
    const whole = rule.startsWith('attributes are sorted')
      ? canonical.replace('xmlns:p', 'xmlns="urn:3" xmlns:p')
      : canonical;
    assert.equal(canonicalize(document, EXCLUSIVE), canonical);
    assert.equal(canonicalize(document, INCLUSIVE), whole);
  });
}

test('comments stay where the method says so, parted from the root by line feeds', () => {
  const document = documentOf('<!--b--><a>c<!--\r\nd--></a><!--e--><?f?>');
  const canonical = '<!--b-->\n<a>c<!--\nd--></a>\n<!--e-->\n<?f?>';
  assert.equal(canonicalize(document, { ...EXCLUSIVE, comments: true }), canonical);
  assert.equal(canonicalize(document, { ...INCLUSIVE, comments: true }), canonical);
});

const around = documentOf(
  '<r xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" xml:lang="de" xml:space="preserve">' +
    '<p:a xml:lang="en" b="1"><c/><e xmlns=""/></p:a></r>',
);

test('exclusively, an element brings the namespaces that it visibly uses', () => {
  assert.equal(
    canonicalize(firstChild(around), EXCLUSIVE),
    '<p:a xmlns:p="urn:p" b="1" xml:lang="en"><c xmlns="urn:d"></c><e></e></p:a>',
  );
});

test('exclusively, the prefixes of the list are treated as inclusively', () => {
  const inclusivePrefixes = ['', 'q', 'unknown', 'xml'];
  assert.equal(
    canonicalize(firstChild(around), { ...EXCLUSIVE, inclusivePrefixes }),
    '<p:a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" b="1" xml:lang="en">' +
      '<c></c><e xmlns=""></e></p:a>',
  );
});

test('inclusively, an element brings all namespaces and the xml: attributes around it', () => {
  assert.equal(
    canonicalize(firstChild(around), INCLUSIVE),
    '<p:a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q" b="1" xml:lang="en" xml:space="preserve">' +
      '<c></c><e xmlns=""></e></p:a>',
  );
});

test('a sibling does not see what was declared for the element before it', () => {
  const document = documentOf(
    '<r xmlns:p="urn:p"><p:a xmlns:q="urn:q" q:b=""/><p:a/><x><q:a xmlns:q="urn:q"/></x></r>',
  );
  assert.equal(
    canonicalize(document, EXCLUSIVE),
    '<r><p:a xmlns:p="urn:p" xmlns:q="urn:q" q:b=""></p:a><p:a xmlns:p="urn:p"></p:a>' +
      '<x><q:a xmlns:q="urn:q"></q:a></x></r>',
  );
});

test('the omitted element goes with all that it contains, and nothing else like it', () => {
  const document = documentOf('<a>1<s>2<b/></s>3<c><s>4</s></c></a>');
  const omit = childElement(document.root, '', 's');
  assert.equal(canonicalize(document.root, EXCLUSIVE, omit), '<a>13<c><s>4</s></c></a>');
  assert.equal(canonicalize(document, EXCLUSIVE, omit), '<a>13<c><s>4</s></c></a>');
});

test('no form is empty, not even where the node itself is to be omitted', () => {
  const { root } = documentOf('<a>1</a>');
  assert.equal(canonicalize(root, EXCLUSIVE, root), '<a>1</a>');
});

test('names are sorted by code points, not by UTF-16 code units', () => {
  const sorted = [
    '',
    'a',
    'aa',
    'b',
    '\u{d7ff}',
    '\u{e000}',
    '\u{ffff}',
    '\u{10000}',
    '\u{10ffff}',
  ];
  assert.deepEqual(sorted.toReversed().sort(compareCodePoints), sorted);
  const document = documentOf('<a 𐀀="" ﬀ="" é="" b=""/>');
  assert.equal(canonicalize(document), '<a b="" é="" ﬀ="" 𐀀=""></a>');
});
