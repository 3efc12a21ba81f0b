import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalize } from '../c14n/canonicalize.ts';
import { textOf } from '../navigate.ts';
import { documentOf } from '../testing.ts';
import type { XmlProblemKind } from './problem.ts';
import { readXml } from './read.ts';

/** The kind and the detail of the problem, or the canonical form. */
function outcome(input: string | Uint8Array): string {
  const reading = readXml(input);
  if (reading.ok) return canonicalize(reading.document);
  return `${reading.problem.kind}: ${reading.problem.detail}`;
}

test('a document is read into elements, attributes, declarations and text', () => {
  const { root } = documentOf('<a:r xmlns:a="urn:a" xmlns="urn:d" b="1" a:c=\'2\'>t<e/></a:r>');
  assert.equal(root.namespace, 'urn:a');
  assert.equal(root.localName, 'r');
  assert.deepEqual(root.declarations, [
    { prefix: 'a', namespace: 'urn:a' },
    { prefix: '', namespace: 'urn:d' },
  ]);
  assert.deepEqual(root.attributes, [
    { prefix: '', localName: 'b', namespace: '', value: '1' },
    { prefix: 'a', localName: 'c', namespace: 'urn:a', value: '2' },
  ]);
  const [text, child] = root.children;
  assert.deepEqual(text, { kind: 'text', value: 't' });
  assert.ok(child?.kind === 'element');
  assert.equal(child.namespace, 'urn:d');
  assert.equal(child.parent, root);
  assert.equal(child.document.root, root);
});

/** Texts with what they are refused for, each beside the nearest text that is read. */
const refused: readonly (readonly [
  text: string,
  kind: XmlProblemKind,
  detail: string,
  nearest: string,
])[] = [
  // Structure
  ['', 'no-root', 'the document has no element', '<a/>'],
  ['<!-- a -->', 'no-root', 'the document has no element', '<!-- a --><a/>'],
  ['<a>', 'not-well-formed', 'the element `a` does not end', '<a></a>'],
  ['<a/><b/>', 'several-roots', 'a second element beside the root', '<a/><!-- b -->'],
  ['<a/>b', 'not-well-formed', 'text outside the root element', '<a/>\n'],
  ['b<a/>', 'not-well-formed', 'text outside the root element', ' \n<a/>'],
  ['<a/>&#32;', 'not-well-formed', 'text outside the root element', '<a/> '],
  ['<a/><![CDATA[]]>', 'not-well-formed', 'text outside the root element', '<a><![CDATA[]]></a>'],
  ['<a></b>', 'not-well-formed', 'the end tag `b` closes no open element', '<b></b>'],
  ['</a>', 'not-well-formed', 'the end tag `a` closes no open element', '<a></a>'],
  ['<a></a b="">', 'not-well-formed', 'the end tag `a` closes no open element', '<a></a >'],
  ['<ab></a>', 'not-well-formed', 'the end tag `a` closes no open element', '<ab></ab>'],
  ['<a></ab>', 'not-well-formed', 'the end tag `ab` closes no open element', '<ab></ab>'],
  ['<a><b></a></b>', 'not-well-formed', 'the end tag `a` closes no open element', '<a><b/></a>'],
  // Tags
  ['< a/>', 'not-well-formed', '`` is no name', '<a />'],
  ['<1a/>', 'not-well-formed', '`1a` is no name', '<a1/>'],
  ['<a:b:c xmlns:a="urn:a"/>', 'not-well-formed', '`a:b:c` is no name', '<a:b xmlns:a="urn:a"/>'],
  ['<:a/>', 'not-well-formed', '`:a` is no name', '<a/>'],
  ['<a:/>', 'not-well-formed', '`a:` is no name', '<a/>'],
  ['<a', 'not-well-formed', 'a tag does not end', '<a/>'],
  ['<a /', 'not-well-formed', '`` is no name', '<a />'],
  ['<a / >', 'not-well-formed', '`` is no name', '<a />'],
  ['<a b="1"c="2"/>', 'not-well-formed', 'no space between attributes', '<a b="1" c="2"/>'],
  ['<a b/>', 'not-well-formed', 'an attribute without a value', '<a b=""/>'],
  ['<a b=1/>', 'not-well-formed', 'an attribute value without quotation marks', '<a b="1"/>'],
  ['<a b="1/>', 'not-well-formed', 'an attribute value does not end', '<a b="1"/>'],
  ['<a b="<"/>', 'not-well-formed', '`<` in an attribute', '<a b="&lt;>"/>'],
  // Text and markup
  ['<a>]]></a>', 'not-well-formed', '`]]>` in text', '<a>]]&gt;</a>'],
  ['<a><!-- -- --></a>', 'not-well-formed', '`--` in a comment', '<a><!-- - - --></a>'],
  ['<a><!-- ---></a>', 'not-well-formed', '`--` in a comment', '<a><!-- - --></a>'],
  ['<a><!-- ', 'not-well-formed', 'a comment does not end', '<a><!-- --></a>'],
  ['<a><![CDATA[', 'not-well-formed', 'a CDATA section does not end', '<a><![CDATA[]]></a>'],
  ['<a><?b', 'not-well-formed', 'a processing instruction does not end', '<a><?b?></a>'],
  [
    '<a><?b"?></a>',
    'not-well-formed',
    'no space behind the name of a processing instruction',
    '<a><?b "?></a>',
  ],
  ['<a><?? ?></a>', 'not-well-formed', '`` cannot name a processing instruction', '<a><?b ??></a>'],
  [
    '<a><?b:c?></a>',
    'not-well-formed',
    '`b:c` cannot name a processing instruction',
    '<a><?b?></a>',
  ],
  [
    '<a><?XML ?></a>',
    'not-well-formed',
    '`XML` cannot name a processing instruction',
    '<a><?XMLs?></a>',
  ],
  [
    ' <?xml version="1.0"?><a/>',
    'not-well-formed',
    '`xml` cannot name a processing instruction',
    '<?xml version="1.0"?> <a/>',
  ],
  ['<a><!ELEMENT a></a>', 'not-well-formed', 'markup that begins with `<!` and is unknown', '<a/>'],
  // Declaration
  ['<?xml?><a/>', 'not-well-formed', 'the XML declaration is malformed', '<?xml-stylesheet?><a/>'],
  [
    '<?xml encoding="UTF-8" version="1.0"?><a/>',
    'not-well-formed',
    'the XML declaration is malformed',
    '<?xml version="1.0" encoding="utf-8" standalone="no" ?><a/>',
  ],
  [
    '<?xml version="1.1"?><a/>',
    'version',
    'the XML version is `1.1`, not 1.0',
    '<?xml version="1.0"?><a/>',
  ],
  [
    '<?xml version="1.0" encoding="UTF-16"?><a/>',
    'encoding',
    'the declared encoding is `UTF-16`, not UTF-8',
    "<?xml version='1.0' encoding='utf8'?><a/>",
  ],
  [
    '<?xml version="1.0" encoding="US-ASCII"?><a/>',
    'encoding',
    'the declared encoding is `US-ASCII`, not UTF-8',
    '<?xml version="1.0"?><a/>',
  ],
  // Document types and entities
  ['<!DOCTYPE a><a/>', 'doctype', 'a document type declaration is not allowed', '<a/>'],
  ['<!doctype a><a/>', 'doctype', 'a document type declaration is not allowed', '<a/>'],
  ['<a><!DOCTYPE a></a>', 'doctype', 'a document type declaration is not allowed', '<a/>'],
  ['<a>&b;</a>', 'entity', '`&b;` is no reference that is allowed', '<a>&amp;b;</a>'],
  ['<a>&</a>', 'entity', '`&` is no reference that is allowed', '<a>&amp;</a>'],
  ['<a>&#;</a>', 'entity', '`&#;` is no reference that is allowed', '<a>&#48;</a>'],
  ['<a>&#X41;</a>', 'entity', '`&#X41;` is no reference that is allowed', '<a>&#x41;</a>'],
  ['<a b="&lt"/>', 'entity', '`&lt` is no reference that is allowed', '<a b="&lt;"/>'],
  ['<a b="&l" c=";"/>', 'entity', '`&l` is no reference that is allowed', '<a b="l" c=";"/>'],
  // Characters
  ['<a>\0</a>', 'character', 'U+0000 is no character of XML', '<a>0</a>'],
  ['<a>\x0b</a>', 'character', 'U+000B is no character of XML', '<a>\t</a>'],
  ['<a>\uffff</a>', 'character', 'U+FFFF is no character of XML', '<a>\ufffd</a>'],
  ['<a>&#0;</a>', 'character', '`&#0;` refers to no character of XML', '<a>&#9;</a>'],
  ['<a>&#xD800;</a>', 'character', '`&#xD800;` refers to no character of XML', '<a>&#xD7FF;</a>'],
  ['<a>&#xFFFE;</a>', 'character', '`&#xFFFE;` refers to no character of XML', '<a>&#xFFFD;</a>'],
  [
    '<a>&#x110000;</a>',
    'character',
    '`&#x110000;` refers to no character of XML',
    '<a>&#x10FFFF;</a>',
  ],
  ['<a>\ud800</a>', 'not-utf-8', 'the text has half of a surrogate pair', '<a>\ud83d\ude00</a>'],
  // Namespaces
  [
    '<p:a/>',
    'unbound-prefix',
    'the prefix `p` is not bound to a namespace',
    '<p:a xmlns:p="urn:p"/>',
  ],
  [
    '<a p:b=""/>',
    'unbound-prefix',
    'the prefix `p` is not bound to a namespace',
    '<a xml:lang=""/>',
  ],
  [
    '<r><a xmlns:p="urn:p"/><p:b/></r>',
    'unbound-prefix',
    'the prefix `p` is not bound to a namespace',
    '<r xmlns:p="urn:p"><a/><p:b/></r>',
  ],
  ['<xmlns:a/>', 'unbound-prefix', 'the prefix `xmlns` is not bound to a namespace', '<xml:a/>'],
  ['<a b="" b=""/>', 'duplicate-attribute', 'the attribute `b` stands twice', '<a b="" c=""/>'],
  [
    '<a xmlns:p="urn:p" xmlns:q="urn:p" p:b="" q:b=""/>',
    'duplicate-attribute',
    'the attribute `b` stands twice',
    '<a xmlns:p="urn:p" xmlns:q="urn:q" p:b="" q:b="" b=""/>',
  ],
  [
    '<a xmlns="urn:a" xmlns="urn:b"/>',
    'duplicate-attribute',
    'the prefix `` is declared twice',
    '<a xmlns="urn:a"><b xmlns="urn:b"/></a>',
  ],
  ['<a xmlns:p=""/>', 'namespace', 'the prefix `p` stands for nothing', '<a xmlns=""/>'],
  [
    '<a xmlns:xmlns="urn:a"/>',
    'namespace',
    'the prefix `xmlns` cannot be declared',
    '<a xmlns:xmln="urn:a"/>',
  ],
  [
    '<a xmlns:xml="urn:a"/>',
    'namespace',
    'the prefix `xml` cannot stand for `urn:a`',
    '<a xmlns:xml="http://www.w3.org/XML/1998/namespace"/>',
  ],
  [
    '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    'namespace',
    'the prefix `p` cannot stand for `http://www.w3.org/XML/1998/namespace`',
    '<a xmlns:p="http://www.w3.org/XML/1998/namespaces"/>',
  ],
  [
    '<a xmlns="http://www.w3.org/2000/xmlns/"/>',
    'namespace',
    'the prefix `` cannot stand for `http://www.w3.org/2000/xmlns/`',
    '<a xmlns="http://www.w3.org/2000/xmlns"/>',
  ],
  [
    '<a xmlns="b"/>',
    'namespace-uri',
    'the namespace `b` is no plain absolute URI',
    '<a xmlns="urn:b"/>',
  ],
  [
    '<a xmlns="urn:a&amp;b"/>',
    'namespace-uri',
    'the namespace `urn:a&b` is no plain absolute URI',
    '<a xmlns="urn:a%26b"/>',
  ],
  [
    '<a xmlns=" urn:a"/>',
    'namespace-uri',
    'the namespace ` urn:a` is no plain absolute URI',
    '<a xmlns="urn:a"/>',
  ],
  ['<a xml:id=" b"/>', 'not-well-formed', 'xml:id is ` b`, which is no name', '<a xml:id="b"/>'],
];

for (const [text, kind, detail, nearest] of refused) {
  test(`${kind}: ${JSON.stringify(text)} is refused, ${JSON.stringify(nearest)} is read`, () => {
    assert.equal(outcome(text), `${kind}: ${detail}`);
    assert.match(outcome(nearest), /^<|^$/);
  });
}

test('a problem says where it stands', () => {
  const reading = readXml('<a>\r\n  <b>\r\n  &c;</b></a>');
  assert.deepEqual(reading.ok ? undefined : reading.problem, {
    kind: 'entity',
    line: 3,
    column: 3,
    detail: '`&c;` is no reference that is allowed',
  });
});

test('what a detail quotes is short and printable', () => {
  const reading = readXml(`<a>&\u202e\u2028\`${'x'.repeat(100)};</a>`);
  assert.ok(!reading.ok);
  assert.equal(reading.problem.detail, '`&???xxxxxxxxxxxxxxxx` is no reference that is allowed');
});

test('line ends are line feeds, unless they are written as references', () => {
  const text = '<a b="\r\n\r&#13;&#xD;&#10;\t">\r\n\r\n\r\r&#13;<![CDATA[\r\n]]></a>';
  const { root } = documentOf(text);
  assert.equal(root.attributes[0]?.value, '  \r\r\n ');
  assert.equal(textOf(root), '\n\n\n\n\r\n');
});

test('references and CDATA sections are read into the text around them', () => {
  const { root } = documentOf('<a>&lt;b&gt;<![CDATA[<c>&amp;]]]]><![CDATA[>]]>&#x1F600;</a>');
  assert.deepEqual(root.children, [{ kind: 'text', value: '<b><c>&amp;]]>😀' }]);
});

test('identifiers of every spelling are noted, and those that stand twice', () => {
  const { ids, duplicateIds, root } = documentOf(
    '<a ID="1" xml:id="n"><b Id="2"/><c id="1"/><d xmlns:p="urn:p" p:iD="3"/><e idea="1"/></a>',
  );
  assert.deepEqual([...ids.keys()], ['1', 'n', '2', '3']);
  assert.equal(ids.get('1'), root);
  assert.deepEqual([...duplicateIds], ['1']);
});

test('a document in the place of an element has its namespaces', () => {
  const { root } = documentOf('<a xmlns="urn:d" xmlns:p="urn:p"><b xmlns="" xmlns:q="urn:q"/></a>');
  const [context] = root.children;
  assert.ok(context?.kind === 'element');
  const inner = documentOf('<p:x><q:y xmlns:q="urn:other"/></p:x>', { context });
  assert.equal(
    canonicalize(inner, { method: 'inclusive', comments: false, inclusivePrefixes: [] }),
    '<p:x xmlns:p="urn:p" xmlns:q="urn:q"><q:y xmlns:q="urn:other"></q:y></p:x>',
  );
  assert.equal(documentOf('<x/>', { context: root }).root.namespace, 'urn:d');
});

test('whatever is read, reading its canonical form gives the same canonical form', () => {
  const piece = fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<b/>',
      '<a b="',
      '"',
      ' ',
      '&lt;',
      '&#xD;',
      '<!--',
      '-->',
      '<?p ',
      '?>',
      'x',
    ],
    ...[
      '<![CDATA[',
      ']]>',
      'é',
      '<p:a xmlns:p="urn:p">',
      '</p:a>',
      '\r\n',
      '\t',
      '>',
      ' xmlns="urn:x"',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const reading = readXml(`<a>${pieces.join('')}</a>`);
      if (!reading.ok) return;
      const canonical = canonicalize(reading.document);
      assert.ok(canonical.startsWith('<'));
      assert.equal(canonicalize(documentOf(canonical)), canonical);
    }),
    { numRuns: 2000 },
  );
});

test('no text and no bytes make the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.uint8Array()), (input) => {
      const reading = readXml(input);
      assert.equal(typeof reading.ok, 'boolean');
    }),
    { numRuns: 2000 },
  );
});
