/** Documents that parsers read differently, or that cost a careless one dearly. */
import { deflateRawSync } from 'node:zlib';
import { withAssertion } from '../content.ts';
import { NS } from '../names.ts';
import type { HostileCase } from './cases.ts';
import { forged, type Live } from './live.ts';
import { after, before, prepended, textOf, withAttributeOf, withContent } from './markup.ts';

/** 20,000 elements inside each other, and one more than any response needs. */
const DEEP = 20_000;

const LAUGHS = Array.from({ length: 9 }, (_, level) => {
  const inner = level === 0 ? 'lol' : `&lol${level - 1};`;
  return `<!ENTITY lol${level} "${inner.repeat(10)}">`;
}).join('');

function withDoctype({ assertionSigned }: Live, doctype: string): string {
  return `${doctype}${assertionSigned}`;
}

function nested(depth: number): string {
  return `${'<x>'.repeat(depth)}${'</x>'.repeat(depth)}`;
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16();
}

const doctypes: readonly HostileCase[] = [
  ...[
    ['an empty one', '<!DOCTYPE samlp:Response>'],
    ['an entity', '<!DOCTYPE r [<!ENTITY name "mallory@example.test">]>'],
    ['an external entity', '<!DOCTYPE r [<!ENTITY name SYSTEM "file:///etc/passwd">]>'],
    ['an external subset', '<!DOCTYPE r SYSTEM "http://169.254.169.254/evil.dtd">'],
    ['a parameter entity', '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1/"> %a;]>'],
    ['billion laughs', `<!DOCTYPE r [${LAUGHS}]>`],
    ['an attribute with a default', '<!DOCTYPE r [<!ATTLIST saml:NameID ID CDATA "_evil">]>'],
    ['CVE-2025-25291: a notation', '<!DOCTYPE r [<!NOTATION n PUBLIC "-//a">]>'],
    ['CVE-2025-25292: quotes that open nothing', `<!DOCTYPE r "-->" [<!ENTITY a '"><!--'>]>`],
    ['lower case', '<!doctype r>'],
  ].map(
    ([name, doctype]): HostileCase => ({
      name: `a document type: ${name}`,
      make: (live) => withDoctype(live, doctype ?? ''),
      code: 'SAML-003',
    }),
  ),
  {
    name: 'a document type after the root',
    make: ({ assertionSigned }) => `${assertionSigned}<!DOCTYPE r>`,
    code: 'SAML-003',
  },
  {
    name: 'a document type inside the response',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', '<!DOCTYPE r>'),
    code: 'SAML-003',
  },
  {
    name: 'an entity that nobody declared',
    make: ({ assertionSigned }) => withContent(assertionSigned, 'NameID', '&admin;'),
    code: 'SAML-004',
  },
];

const encodings: readonly HostileCase[] = [
  {
    name: 'UTF-16 with a byte order mark, little end first',
    make: ({ assertionSigned }) => Buffer.from(`\uFEFF${assertionSigned}`, 'utf16le'),
    code: 'SAML-004',
  },
  {
    name: 'UTF-16 with a byte order mark, big end first',
    make: ({ assertionSigned }) => swapped(Buffer.from(`\uFEFF${assertionSigned}`, 'utf16le')),
    code: 'SAML-004',
  },
  {
    name: 'UTF-16 without a byte order mark',
    make: ({ assertionSigned }) =>
      Buffer.from(`<?xml version="1.0" encoding="UTF-16"?>${assertionSigned}`, 'utf16le'),
    code: 'SAML-004',
  },
  {
    name: 'UTF-8 that calls itself UTF-16',
    make: ({ assertionSigned }) => `<?xml version="1.0" encoding="UTF-16"?>${assertionSigned}`,
    code: 'SAML-004',
  },
  {
    name: 'UTF-7',
    make: ({ assertionSigned }) => `<?xml version="1.0" encoding="UTF-7"?>${assertionSigned}`,
    code: 'SAML-004',
  },
  {
    name: 'bytes that are no UTF-8',
    make: ({ assertionSigned }) =>
      Buffer.from(assertionSigned.replace('alice@', 'alic\u00e9@'), 'latin1'),
    code: 'SAML-004',
  },
  {
    name: 'a character written in more bytes than it needs',
    make: ({ assertionSigned }) => {
      const [head = '', ...tail] = assertionSigned.split('alice@');
      return Buffer.concat([
        Buffer.from(`${head}alic`),
        Buffer.from([0xc1, 0xa5]),
        Buffer.from(`@${tail.join('alice@')}`),
      ]);
    },
    code: 'SAML-004',
  },
  {
    name: 'a NUL inside the document',
    make: ({ assertionSigned }) => assertionSigned.replace('alice@', 'alice\0@'),
    code: 'SAML-004',
  },
  {
    name: 'a NUL by reference',
    make: ({ assertionSigned }) => assertionSigned.replace('alice@', 'alice&#0;@'),
    code: 'SAML-004',
  },
  {
    name: 'half a surrogate pair by reference',
    make: ({ assertionSigned }) => assertionSigned.replace('alice@', 'alice&#xD800;@'),
    code: 'SAML-004',
  },
  {
    name: 'XML 1.1',
    make: ({ assertionSigned }) => `<?xml version="1.1"?>${assertionSigned}`,
    code: 'SAML-004',
  },
];

const grammar: readonly HostileCase[] = [
  {
    name: 'two roots',
    make: ({ assertionSigned }) => assertionSigned + forged(assertionSigned),
    code: 'SAML-004',
  },
  {
    name: 'text after the root',
    make: ({ assertionSigned }) => `${assertionSigned}x`,
    code: 'SAML-004',
  },
  {
    name: 'an attribute twice',
    make: ({ assertionSigned }) =>
      assertionSigned.replace('<saml:Assertion ', '<saml:Assertion ID="_a" '),
    code: 'SAML-004',
  },
  {
    name: 'an attribute twice by its namespace, under two prefixes',
    make: ({ assertionSigned }) =>
      withAttributeOf(
        assertionSigned,
        'NameID',
        'xmlns:a',
        'urn:x" xmlns:b="urn:x" a:n="1" b:n="2',
      ),
    code: 'SAML-004',
  },
  {
    name: 'a prefix that nobody bound',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', '<evil:x/>'),
    code: 'SAML-004',
  },
  {
    name: 'the prefix xml bound to another namespace',
    make: ({ assertionSigned }) =>
      withAttributeOf(assertionSigned, 'Assertion', 'xmlns:xml', 'urn:evil'),
    code: 'SAML-004',
  },
  {
    name: 'the prefix xmlns bound',
    make: ({ assertionSigned }) =>
      withAttributeOf(assertionSigned, 'Assertion', 'xmlns:xmlns', 'urn:evil'),
    code: 'SAML-004',
  },
  {
    name: 'a namespace declared under the prefix xml, which some readers take for a declaration',
    make: (live) => withAttributeOf(live.assertionSigned, 'Assertion', 'xml:xmlns', NS.protocol),
    code: 'SAML-022',
  },
  {
    name: 'an end tag of another element',
    make: ({ assertionSigned }) => assertionSigned.replace('</saml:Subject>', '</saml:Subject2>'),
    code: 'SAML-004',
  },
  {
    name: 'an instruction named xml inside the document',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', '<?xml version="1.0"?>'),
    code: 'SAML-004',
  },
  {
    name: 'a comment with two hyphens inside',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', '<!-- a -- b -->'),
    code: 'SAML-004',
  },
  {
    name: 'an attribute with a less-than sign',
    make: ({ assertionSigned }) => withAttributeOf(assertionSigned, 'NameID', 'x', '<'),
    code: 'SAML-004',
  },
  {
    name: 'compressed, as the redirect binding sends it',
    make: ({ assertionSigned }) => deflateRawSync(assertionSigned),
    code: 'SAML-004',
  },
];

const identifiers: readonly HostileCase[] = [
  {
    name: 'response and assertion with the same id',
    make: (live) => {
      const { idp, now } = live;
      const content = idp.content(now);
      const [assertion] = content.assertions;
      return idp.respond({ ...content, id: assertion?.id });
    },
    code: 'SAML-013',
  },
  {
    name: 'an element without meaning that has the id of the assertion',
    make: ({ assertionSigned }) => {
      const [, id = ''] = /<saml:Assertion [^>]*ID="([^"]*)"/.exec(assertionSigned) ?? [];
      return before(assertionSigned, 'Assertion', `<x:e xmlns:x="urn:x" ID="${id}"/>`);
    },
    code: 'SAML-013',
  },
  {
    name: 'an element whose xml:id is the id of the assertion',
    make: ({ assertionSigned }) => {
      const [, id = ''] = /<saml:Assertion [^>]*ID="([^"]*)"/.exec(assertionSigned) ?? [];
      return before(assertionSigned, 'Assertion', `<x:e xmlns:x="urn:x" xml:id="${id}"/>`);
    },
    code: 'SAML-013',
  },
  {
    name: 'an assertion without an id, signed as the whole document',
    make: ({ idp, now }) => {
      const content = withAssertion(idp.content(now), () => ({ id: undefined }));
      return idp.respond(content, { signAssertion: idp.signing({ uri: '' }) });
    },
    code: 'SAML-020',
  },
];

const sizes: readonly HostileCase[] = [
  {
    name: '20,000 elements inside each other',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', nested(DEEP)),
    code: 'SAML-002',
  },
  {
    name: 'as many elements inside each other as the longest response holds',
    make: ({ assertionSigned }) => prepended(assertionSigned, 'Response', nested(9000)),
    code: 'SAML-004',
  },
  {
    name: 'more attributes on one element than any has',
    make: ({ assertionSigned }) => {
      const attributes = Array.from({ length: 3000 }, (_, index) => ` a${index}="1"`).join('');
      return prepended(assertionSigned, 'Response', `<x${attributes}/>`);
    },
    code: 'SAML-004',
  },
  {
    name: 'more namespaces than any document has',
    make: ({ assertionSigned }) => {
      const declared = Array.from({ length: 1500 }, (_, index) => ` xmlns:n${index}="urn:n"`).join(
        '',
      );
      return prepended(assertionSigned, 'Response', `<x${declared}/>`);
    },
    code: 'SAML-004',
  },
  {
    name: 'thousands of elements beside each other',
    make: ({ responseSigned }) => prepended(responseSigned, 'Response', '<x/>'.repeat(15_000)),
    code: 'SAML-022',
  },
  {
    name: 'thousands of references in a signature',
    make: ({ assertionSigned }) => {
      const reference = textOf(assertionSigned, 'Reference');
      return after(assertionSigned, 'Reference', reference.repeat(100));
    },
    code: 'SAML-020',
  },
  {
    name: 'hundreds of transforms in a reference',
    make: ({ assertionSigned }) => {
      const transform = `<ds:Transform Algorithm="${NS.exclusive}"/>`;
      return prepended(assertionSigned, 'Transforms', transform.repeat(800));
    },
    code: 'SAML-020',
  },
  {
    name: 'hundreds of signatures',
    make: ({ assertionSigned }) => {
      const signature = textOf(assertionSigned, 'Signature');
      return after(assertionSigned, 'Signature', signature.repeat(20));
    },
    code: 'SAML-018',
  },
  {
    name: 'a response of more characters than AWS takes',
    make: ({ assertionSigned }) => withContent(assertionSigned, 'NameID', 'a'.repeat(100_000)),
    code: 'SAML-002',
  },
  {
    name: 'an endless name',
    make: ({ assertionSigned }) =>
      prepended(assertionSigned, 'Response', `<${'x'.repeat(60_000)}/>`),
    code: 'SAML-004',
  },
];

/** Every attack on the reader. */
export const readingCases: readonly HostileCase[] = [
  ...doctypes,
  ...encodings,
  ...grammar,
  ...identifiers,
  ...sizes,
];
