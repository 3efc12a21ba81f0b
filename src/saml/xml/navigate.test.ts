import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalize } from './c14n/canonicalize.ts';
import {
  attribute,
  childElement,
  childElements,
  descendantElements,
  markupIn,
  textOf,
} from './navigate.ts';
import { documentOf } from './testing.ts';

const { root } = documentOf(
  '<r xmlns="urn:a" xmlns:b="urn:b" c="1" b:c="2"><x>1</x><b:x>2</b:x>t<x>3<y><x>4</x></y></x></r>',
);

test('attributes are found by their expanded names', () => {
  assert.equal(attribute(root, 'c'), '1');
  assert.equal(attribute(root, 'c', 'urn:b'), '2');
  assert.equal(attribute(root, 'c', 'urn:a'), undefined);
});

test('child elements are found by their expanded names, in the order of the text', () => {
  assert.deepEqual(childElements(root, 'urn:a', 'x').map(textOf), ['1', '34']);
  assert.deepEqual(childElements(root, 'urn:b').map(textOf), ['2']);
  assert.deepEqual(childElements(root).map(textOf), ['1', '2', '34']);
  assert.equal(childElement(root, 'urn:b', 'x')?.prefix, 'b');
  assert.equal(childElement(root, 'urn:a', 'y'), undefined);
});

test('descendants are found at any depth, in the order of the text', () => {
  assert.deepEqual(descendantElements(root, 'urn:a', 'x').map(textOf), ['1', '34', '4']);
});

test('comments and instructions neither end nor split a value: it is what was signed', () => {
  const value = 'user@a.example<!-- -->.evil.example<?x?>!';
  const element = documentOf(`<NameID>${value}</NameID>`).root;
  assert.equal(textOf(element), 'user@a.example.evil.example!');
  assert.equal(canonicalize(element).replace('<?x?>', ''), `<NameID>${textOf(element)}</NameID>`);
});

test('markup in a value is told of', () => {
  const kindIn = (text: string) => markupIn(documentOf(text).root)?.kind;
  assert.equal(kindIn('<a>a<!-- -->b</a>'), 'comment');
  assert.equal(kindIn('<a>a<?b?></a>'), 'instruction');
  assert.equal(kindIn('<a><b/></a>'), 'element');
  assert.equal(kindIn('<a>a<![CDATA[<b/>]]>&lt;</a>'), undefined);
  assert.equal(kindIn('<a/>'), undefined);
});
