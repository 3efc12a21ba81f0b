import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DSIG, DSIG_MORE, EXCLUSIVE_C14N, INCLUSIVE_C14N, XMLENC } from '../names.ts';
import { documentOf, signatureTemplate, type TemplateOptions } from '../testing.ts';
import type { SignatureProblemKind } from './problem.ts';
import { readSignature } from './read-signature.ts';

const signature = (options: Partial<TemplateOptions> = {}): string =>
  signatureTemplate({ uri: '#a', ...options });
const signed = (content: string): string => `<r ID="a" xmlns:ds="${DSIG}">${content}<b/></r>`;
const GOOD = signed(signature());

function read(text: string) {
  return readSignature(documentOf(text).root);
}

function outcome(text: string): string {
  const reading = read(text);
  return reading.ok ? 'read' : `${reading.problem.kind}: ${reading.problem.detail}`;
}

test('a signature of the usual form is read', () => {
  const document = documentOf(GOOD);
  const reading = readSignature(document.root);
  assert.ok(reading.ok);
  const { signature: found } = reading;
  assert.equal(found.covers, document.root);
  assert.equal(found.element.parent, document.root);
  assert.equal(found.signatureMethod, `${DSIG_MORE}rsa-sha256`);
  assert.equal(found.reference.digestMethod, `${XMLENC}sha256`);
  assert.equal(found.reference.wholeDocument, false);
  assert.equal(found.reference.digestValue.length, 32);
  assert.equal(found.weak, false);
  const exclusive = { method: 'exclusive', comments: false, inclusivePrefixes: [] };
  assert.deepEqual(found.canonicalization, exclusive);
  assert.deepEqual(found.reference.transform, exclusive);
});

test('canonicalizations and transforms are those of the list, with their prefixes', () => {
  const parameters = (list: string): string =>
    `<InclusiveNamespaces xmlns="${EXCLUSIVE_C14N}" PrefixList="${list}"/>`;
  const reading = read(
    signed(
      signature({
        canonicalization: `${EXCLUSIVE_C14N}WithComments`,
        canonicalizationParameters: parameters('#default xs '),
        transform: `${INCLUSIVE_C14N}#WithComments`,
      }),
    ),
  );
  assert.ok(reading.ok);
  const { canonicalization, reference } = reading.signature;
  assert.deepEqual(canonicalization, {
    method: 'exclusive',
    comments: true,
    inclusivePrefixes: ['', 'xs'],
  });
  // A reference to the same document selects no comments, whatever the transform is called.
  assert.deepEqual(reference.transform, {
    method: 'inclusive',
    comments: false,
    inclusivePrefixes: [],
  });
  assert.equal(outcome(signed(signature({ transformParameters: parameters('') }))), 'read');
  assert.equal(outcome(signed(signature({ transform: '' }))), 'read');
});

test('the root may be named by an empty reference', () => {
  const reading = read(signed(signature({ uri: '' })));
  assert.ok(reading.ok);
  assert.equal(reading.signature.reference.wholeDocument, true);
});

test('SHA-1 is told of as weak, in either place', () => {
  for (const options of [{ signatureMethod: `${DSIG}rsa-sha1` }, { digestMethod: `${DSIG}sha1` }]) {
    const reading = read(signed(signature(options)));
    assert.ok(reading.ok);
    assert.equal(reading.signature.weak, true);
  }
});

const METHOD = /<ds:SignatureMethod[^>]*>/;
const TRANSFORMS = /<ds:Transforms>.*<\/ds:Transforms>/;
const REFERENCE = /<ds:Reference.*<\/ds:Reference>/;
const SIGNED_INFO = /<ds:SignedInfo>.*<\/ds:SignedInfo>/;
const enveloped = `<ds:Transform Algorithm="${DSIG}enveloped-signature"/>`;
const canonical = `<ds:Transform Algorithm="${EXCLUSIVE_C14N}"></ds:Transform>`;
const xpath = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"/>';
const xslt = '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>';
const inclusiveNamespaces = `<InclusiveNamespaces xmlns="${EXCLUSIVE_C14N}" PrefixList="xs"/>`;

/** Changes to a good signature with what each is refused for. */
const refused: readonly (readonly [
  what: string,
  kind: SignatureProblemKind,
  detail: string,
  text: string,
])[] = [
  ['none', 'signature-absent', '`r` carries no signature', signed('')],
  [
    'one in another namespace',
    'signature-absent',
    '`r` carries no signature',
    GOOD.replaceAll(DSIG, `${DSIG_MORE}`),
  ],
  [
    'one that is not a child',
    'signature-absent',
    '`r` carries no signature',
    signed(`<c>${signature()}</c>`),
  ],
  [
    'two',
    'several-signatures',
    'more than one signature on one element',
    signed(signature() + signature()),
  ],
  [
    'an identifier twice',
    'duplicate-id',
    'the identifier `a` is used more than once',
    GOOD.replace('<b/>', '<b ID="a"/>'),
  ],
  [
    'an identifier twice, of another spelling',
    'duplicate-id',
    'the identifier `a` is used more than once',
    GOOD.replace('<b/>', '<b id="a"/>'),
  ],
  [
    'another identifier twice',
    'duplicate-id',
    'the identifier `c` is used more than once',
    GOOD.replace('<b/>', '<b xml:id="c"/><b Id="c"/>'),
  ],
  [
    'two SignedInfo (CVE-2025-29774)',
    'several-signed-info',
    'more than one SignedInfo in a signature',
    GOOD.replace(SIGNED_INFO, '$&$&'),
  ],
  [
    'a SignedInfo hidden in KeyInfo',
    'several-signed-info',
    'more than one SignedInfo in a signature',
    signed(signature({ keyInfo: '<ds:KeyInfo><x><ds:SignedInfo/></x></ds:KeyInfo>' })),
  ],
  [
    'no SignedInfo',
    'signature-malformed',
    '`SignatureValue` where SignedInfo belongs',
    GOOD.replace(SIGNED_INFO, ''),
  ],
  [
    'SignatureValue first',
    'signature-malformed',
    '`SignatureValue` where SignedInfo belongs',
    GOOD.replace(
      /(<ds:SignedInfo>.*<\/ds:SignedInfo>)(<ds:SignatureValue>.*<\/ds:SignatureValue>)/,
      '$2$1',
    ),
  ],
  [
    'no SignatureValue',
    'signature-malformed',
    'nothing where SignatureValue belongs',
    GOOD.replace(/<ds:SignatureValue>.*<\/ds:SignatureValue>/, ''),
  ],
  [
    'a comment beside SignedInfo',
    'signature-malformed',
    'comment inside Signature',
    GOOD.replace('<ds:SignedInfo>', '<!-- --><ds:SignedInfo>'),
  ],
  [
    'a comment in SignedInfo',
    'signature-malformed',
    'comment inside SignedInfo',
    GOOD.replace('<ds:Reference', '<!-- --><ds:Reference'),
  ],
  [
    'an instruction in Reference',
    'signature-malformed',
    'instruction inside Reference',
    GOOD.replace('<ds:DigestMethod', '<?x?><ds:DigestMethod'),
  ],
  [
    'text in SignedInfo',
    'signature-malformed',
    'text inside SignedInfo',
    GOOD.replace('<ds:Reference', 'x<ds:Reference'),
  ],
  [
    'an Object',
    'object-not-allowed',
    'an Object in a signature',
    GOOD.replace('</ds:Signature>', '<ds:Object/></ds:Signature>'),
  ],
  [
    'an Object behind KeyInfo',
    'object-not-allowed',
    'an Object in a signature',
    GOOD.replace('</ds:Signature>', '<ds:KeyInfo/><ds:Object/></ds:Signature>'),
  ],
  [
    'something else behind the value',
    'signature-malformed',
    '`KeyInfo` where Object belongs',
    GOOD.replace('</ds:Signature>', '<ds:KeyInfo/><ds:KeyInfo/></ds:Signature>'),
  ],
  [
    'Canonical XML 1.1',
    'canonicalization-not-allowed',
    'the algorithm `http://www.w3.org/2006/12/xml-c14n11` is not allowed',
    signed(signature({ canonicalization: 'http://www.w3.org/2006/12/xml-c14n11' })),
  ],
  [
    'a canonicalization without a name',
    'canonicalization-not-allowed',
    'CanonicalizationMethod names no algorithm',
    GOOD.replace(/<ds:CanonicalizationMethod[^>]*>/, '<ds:CanonicalizationMethod>'),
  ],
  [
    'a prefix list for the inclusive method',
    'canonicalization-not-allowed',
    'the parameter `InclusiveNamespaces` is not allowed',
    signed(
      signature({
        canonicalization: INCLUSIVE_C14N,
        canonicalizationParameters: inclusiveNamespaces,
      }),
    ),
  ],
  [
    'two prefix lists',
    'canonicalization-not-allowed',
    'the parameter `InclusiveNamespaces` is not allowed',
    signed(signature({ canonicalizationParameters: inclusiveNamespaces.repeat(2) })),
  ],
  [
    'two spaces in a prefix list',
    'transform-not-allowed',
    'the prefixes of a PrefixList are not parted by single spaces',
    signed(signature({ transformParameters: inclusiveNamespaces.replace('xs', 'xs  xsi') })),
  ],
  [
    'a prefix list that goes on and on',
    'transform-not-allowed',
    'the PrefixList is too long',
    signed(
      signature({ transformParameters: inclusiveNamespaces.replace('xs', 'xs '.repeat(1000)) }),
    ),
  ],
  [
    'HMAC, which a certificate could be the key of',
    'signature-method-not-allowed',
    'the algorithm `http://www.w3.org/2000/09/xmldsig#hmac-sha1` is not allowed',
    signed(signature({ signatureMethod: `${DSIG}hmac-sha1` })),
  ],
  [
    'HMAC with SHA-256',
    'signature-method-not-allowed',
    'the algorithm `http://www.w3.org/2001/04/xmldsig-more#hmac-sha256` is not allowed',
    signed(signature({ signatureMethod: `${DSIG_MORE}hmac-sha256` })),
  ],
  [
    'DSA',
    'signature-method-not-allowed',
    'the algorithm `http://www.w3.org/2000/09/xmldsig#dsa-sha1` is not allowed',
    signed(signature({ signatureMethod: `${DSIG}dsa-sha1` })),
  ],
  [
    'a parameter of the signature method',
    'signature-method-not-allowed',
    'the parameter `HMACOutputLength` is not allowed',
    GOOD.replace(
      METHOD,
      `<ds:SignatureMethod Algorithm="${DSIG_MORE}rsa-sha256"><ds:HMACOutputLength>8</ds:HMACOutputLength></ds:SignatureMethod>`,
    ),
  ],
  [
    'no reference',
    'reference-absent',
    'the signature references nothing',
    GOOD.replace(REFERENCE, ''),
  ],
  ['two references', 'several-references', '2 references', GOOD.replace(REFERENCE, '$&$&')],
  [
    'something else than a reference',
    'signature-malformed',
    '`Manifest` where Reference belongs',
    GOOD.replace(REFERENCE, '$&<ds:Manifest/>'),
  ],
  ['no URI', 'reference-not-local', 'the reference has no URI', GOOD.replace(' URI="#a"', '')],
  ...[
    'http://127.0.0.1/a',
    'a',
    '#',
    '##a',
    '#xpointer(/)',
    "#xpointer(id('a'))",
    '#a b',
    '?a#a',
    '#%61',
  ].map(
    (uri) =>
      [
        `a reference ${uri}`,
        'reference-not-local',
        `the reference \`${uri}\` is not \`#\` and an identifier`,
        signed(signature({ uri })),
      ] as const,
  ),
  [
    'a reference to a child',
    'reference-elsewhere',
    'the reference `#b` names another element',
    signed(signature({ uri: '#b' })).replace('<b/>', '<b ID="b"/>'),
  ],
  [
    'a reference to the parent by another attribute than ID',
    'reference-elsewhere',
    'the reference `#a` names another element',
    GOOD.replace(' ID="a"', ' Id="a"'),
  ],
  [
    'no transforms',
    'transform-missing',
    'no enveloped signature transform',
    GOOD.replace(TRANSFORMS, ''),
  ],
  [
    'only a canonicalization',
    'transform-missing',
    `the first transform is \`${EXCLUSIVE_C14N}\`, not the enveloped signature`,
    GOOD.replace(enveloped, ''),
  ],
  [
    'the transforms in the wrong order',
    'transform-not-allowed',
    `the first transform is \`${EXCLUSIVE_C14N}\`, not the enveloped signature`,
    GOOD.replace(enveloped + canonical, canonical + enveloped),
  ],
  [
    'the enveloped signature twice',
    'transform-not-allowed',
    `the algorithm \`${DSIG}enveloped-signature\` is not allowed`,
    GOOD.replace(canonical, enveloped),
  ],
  [
    'three transforms',
    'transform-not-allowed',
    'more than two transforms',
    GOOD.replace(canonical, canonical + canonical),
  ],
  [
    'XPath',
    'transform-not-allowed',
    'the algorithm `http://www.w3.org/TR/1999/REC-xpath-19991116` is not allowed',
    GOOD.replace(canonical, xpath),
  ],
  [
    'XSLT first',
    'transform-not-allowed',
    'the first transform is `http://www.w3.org/TR/1999/REC-xslt-19991116`, not the enveloped signature',
    GOOD.replace(enveloped, xslt),
  ],
  [
    'a parameter of the enveloped signature',
    'transform-not-allowed',
    'the parameter `XPath` is not allowed',
    GOOD.replace(enveloped, enveloped.replace('/>', '><ds:XPath>1</ds:XPath></ds:Transform>')),
  ],
  [
    'MD5',
    'digest-method-not-allowed',
    'the algorithm `http://www.w3.org/2001/04/xmldsig-more#md5` is not allowed',
    signed(signature({ digestMethod: `${DSIG_MORE}md5` })),
  ],
  [
    'a comment in the digest value (CVE-2025-29775)',
    'digest-value-malformed',
    'comment inside DigestValue',
    GOOD.replace('<ds:DigestValue>', '<ds:DigestValue><!--AAAA-->'),
  ],
  [
    'an element in the digest value',
    'digest-value-malformed',
    'element inside DigestValue',
    GOOD.replace('<ds:DigestValue>', '<ds:DigestValue><x/>'),
  ],
  [
    'a digest value that is no base64',
    'digest-value-malformed',
    'DigestValue is no base64 text',
    GOOD.replace('<ds:DigestValue>', '<ds:DigestValue>-'),
  ],
  [
    'a digest value of another length',
    'digest-value-malformed',
    '3 bytes instead of 32',
    GOOD.replace(/<ds:DigestValue>[^<]*/, '<ds:DigestValue>AAAA'),
  ],
  [
    'two digest values',
    'signature-malformed',
    '`DigestValue` in Reference',
    GOOD.replace(/<ds:DigestValue>.*<\/ds:DigestValue>/, '$&$&'),
  ],
  [
    'an empty signature value',
    'signature-value-empty',
    'the signature value is empty',
    GOOD.replace(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue> \n'),
  ],
  [
    'a comment in the signature value',
    'signature-value-malformed',
    'comment inside SignatureValue',
    GOOD.replace('<ds:SignatureValue>', '<ds:SignatureValue><!-- -->'),
  ],
  [
    'a signature value that is no base64',
    'signature-value-malformed',
    'SignatureValue is no base64 text',
    GOOD.replace('<ds:SignatureValue>', '<ds:SignatureValue>é'),
  ],
];

for (const [what, kind, detail, text] of refused) {
  test(`${kind}: ${what}`, () => {
    assert.notEqual(text, GOOD);
    assert.equal(outcome(text), `${kind}: ${detail}`);
  });
}

test('what a signature says of its key is not looked at', () => {
  const keyInfo = '<ds:KeyInfo><!-- any --><ds:X509Data>thing</ds:X509Data></ds:KeyInfo>';
  assert.equal(outcome(signed(signature({ keyInfo }))), 'read');
});

test('an empty reference names no element below the root', () => {
  const { root } = documentOf(`<o>${signed(signature({ uri: '' }))}</o>`);
  const [inner] = root.children;
  assert.ok(inner?.kind === 'element');
  const reading = readSignature(inner);
  assert.deepEqual(reading.ok ? undefined : reading.problem, {
    kind: 'reference-elsewhere',
    detail: 'the reference names the whole document',
  });
});
