import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnusableInput } from '../unusable.ts';
import { choosePair } from './pair.ts';

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const provider = (name: string): string => `arn:aws:iam::123456789012:saml-provider/${name}`;
const pair = (of: string, by = 'corp') => ({ roleArn: role(of), providerArn: provider(by) });
const NOBODY = { role: undefined, provider: undefined, posted: undefined };

test('the only pair of a response is the one that is asked for', () => {
  assert.deepEqual(choosePair([pair('a')], NOBODY), pair('a'));
  assert.equal(choosePair([pair('a'), pair('b')], NOBODY), undefined);
  assert.equal(choosePair([], NOBODY), undefined);
});

test('options choose among several, and before what a browser posted', () => {
  const offered = [pair('a'), pair('b'), pair('b', 'other')];
  assert.deepEqual(choosePair(offered, { ...NOBODY, role: role('a') }), pair('a'));
  assert.deepEqual(choosePair(offered, { ...NOBODY, posted: role('a') }), pair('a'));
  const both = { role: role('a'), provider: undefined, posted: role('b') };
  assert.deepEqual(choosePair(offered, both), pair('a'));
  const byProvider = { ...NOBODY, provider: provider('other') };
  assert.deepEqual(choosePair(offered, byProvider), pair('b', 'other'));
});

test('what is asked for need not be offered: the checks say so', () => {
  const asked = { ...NOBODY, role: role('c'), provider: provider('x') };
  assert.deepEqual(choosePair([pair('a')], asked), pair('c', 'x'));
  assert.deepEqual(choosePair([pair('a')], { ...NOBODY, role: role('c') }), pair('c'));
});

test('DIAG-009: a role whose provider nobody can tell', () => {
  const asked = { ...NOBODY, role: role('c') };
  assert.throws(
    () => choosePair([], asked),
    (error) => error instanceof UnusableInput && error.failure.code === 'DIAG-009',
  );
  assert.throws(
    () => choosePair([], asked),
    /^UnusableInput: which provider `arn.+role\/c` is asked for with is not known: the response names none$/,
  );
  assert.throws(
    () => choosePair([pair('a'), pair('a', 'other')], asked),
    /the response names several$/,
  );
});

test('roles of another partition are nobody’s to ask for', () => {
  const china = {
    roleArn: 'arn:aws-cn:iam::123456789012:role/a',
    providerArn: 'arn:aws-cn:iam::123456789012:saml-provider/corp',
  };
  assert.equal(choosePair([china], NOBODY), undefined);
});
