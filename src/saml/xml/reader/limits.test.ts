import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentOf, testLimits } from '../testing.ts';
import { DEEPEST, responseLimits, type XmlLimits } from './limits.ts';
import { readXml } from './read.ts';

function problem(text: string | Uint8Array, limits: Partial<XmlLimits> = {}) {
  const reading = readXml(text, { limits: { ...responseLimits, ...limits } });
  return reading.ok ? undefined : `${reading.problem.kind}: ${reading.problem.detail}`;
}

const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
const many = (count: number, each: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => each(index)).join('');

test('bytes are limited', () => {
  assert.equal(problem('<a>é</a>', { bytes: 8 }), undefined);
  assert.equal(
    problem(Buffer.from('<a>é</a>'), { bytes: 8 }),
    'too-many-bytes: longer than 8 bytes',
  );
});

test('depth is limited', () => {
  assert.equal(problem(nested(64)), undefined);
  assert.equal(problem(nested(65)), 'too-deep: elements nested deeper than 64');
  assert.equal(problem(nested(20_000)), 'too-deep: elements nested deeper than 64');
  assert.equal(
    problem(`${nested(64).slice(0, -4 * 64)}<a/>`),
    'too-deep: elements nested deeper than 64',
  );
});

test('no limit allows more depth than the canonical form can recurse', () => {
  const limits = { ...testLimits, depth: 1_000_000 };
  assert.ok(readXml(nested(DEEPEST), { limits }).ok);
  const reading = readXml(nested(DEEPEST + 1), { limits });
  assert.equal(reading.ok ? '' : reading.problem.kind, 'too-deep');
});

test('nodes are limited, whatever they are', () => {
  const kinds = {
    elements: many(99, () => '<b/>'),
    comments: many(99, () => '<!---->'),
    instructions: many(99, () => '<?b?>'),
    'text and comments': many(49, () => 'x<!---->'),
    attributes: many(9, (index) => `<b ${many(10, (each) => ` c${index}${each}=""`)}/>`),
    declarations: many(9, () => `<b ${many(10, (each) => ` xmlns:c${each}="urn:a"`)}/>`),
  };
  for (const [kind, content] of Object.entries(kinds)) {
    assert.equal(problem(`<a>${content}</a>`, { nodes: 101 }), undefined, kind);
    assert.equal(
      problem(`<a>${content}</a>`, { nodes: 98 }),
      'too-many-nodes: more than 98 nodes',
      kind,
    );
  }
});

test('attributes of an element are limited, declarations included', () => {
  const attributes = (count: number): string => many(count, (index) => ` b${index}=""`);
  const declarations = (count: number): string =>
    many(count, (index) => ` xmlns:b${index}="urn:b"`);
  assert.equal(problem(`<a${attributes(40)}${declarations(24)}/>`), undefined);
  const detail = 'too-many-attributes: more than 64 attributes';
  assert.equal(problem(`<a${attributes(40)}${declarations(25)}/>`), detail);
  assert.equal(problem(`<a${attributes(10_000)}/>`), detail);
});

test('repeated attributes are found among few and among many', () => {
  for (const count of [2, 12, 13, 60]) {
    const attributes = many(count, (index) => ` b${index}=""`);
    assert.equal(problem(`<a${attributes}/>`), undefined);
    assert.equal(
      problem(`<a${attributes} b1=""/>`),
      'duplicate-attribute: the attribute `b1` stands twice',
    );
  }
});

test('namespaces in scope are limited', () => {
  const declaring = (from: number): string =>
    `<a${many(8, (index) => ` xmlns:b${from + index}="urn:b"`)}>`;
  const deep = (levels: number): string =>
    many(levels, (level) => declaring(level * 8)) + '</a>'.repeat(levels);
  assert.equal(problem(deep(8)), undefined);
  assert.equal(problem(deep(9)), 'too-many-namespaces: more than 64 namespaces in scope');
  const beside = many(100, (index) => `${declaring(index * 8)}</a>`);
  assert.equal(problem(`<r>${beside}</r>`), undefined);
});

test('names are limited', () => {
  const name = 'n'.repeat(512);
  assert.equal(problem(`<${name} ${name}=""><?${name}?></${name}>`), undefined);
  const detail = 'too-long-name: a name is longer than 512 characters';
  assert.equal(problem(`<${name}n/>`), detail);
  assert.equal(problem(`<a ${name}n=""/>`), detail);
  assert.equal(problem(`<a><?${name}n?></a>`), detail);
});

test('namespaces are as limited as names', () => {
  const namespace = `urn:${'n'.repeat(508)}`;
  assert.equal(problem(`<a xmlns="${namespace}"/>`), undefined);
  const detail = 'too-long-name: a namespace is longer than 512 characters';
  assert.equal(problem(`<a xmlns="${namespace}n"/>`), detail);
});

test('entities that would grow are refused where they are declared', () => {
  const laughs = many(10, (index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`);
  const bomb = `<!DOCTYPE l [<!ENTITY l0 "ha">${laughs}]><l>&l10;</l>`;
  assert.equal(problem(bomb), 'doctype: a document type declaration is not allowed');
  const external = '<!DOCTYPE l SYSTEM "http://127.0.0.1/l.dtd"><l/>';
  assert.equal(problem(external), 'doctype: a document type declaration is not allowed');
});

test('names of the prototype are names like others', () => {
  const { root } = documentOf('<constructor __proto__="a" toString="b" xmlns:__proto__="urn:p"/>');
  assert.deepEqual(
    root.attributes.map(({ localName }) => localName),
    ['__proto__', 'toString'],
  );
});
