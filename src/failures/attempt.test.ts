import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { attemptChecks, keptText, MOST_TEXT } from './attempt.ts';
import { failure } from './catalogue.ts';
import type { CheckTrace } from './check.ts';

const header = Buffer.from('{"alg":"RS256","kid":"1"}').toString('base64url');
const claims = Buffer.from('{"iss":"https://idp.example","sub":"jane"}').toString('base64url');

test('tokens and encoded documents are hidden, wherever they stand', () => {
  const signed = `${header}.${claims}.${'c2ln'.repeat(20)}`;
  const unsigned = `${header}.${claims}.`;
  const encrypted = `${header}.${'a'.repeat(43)}.${'b'.repeat(16)}.${'c'.repeat(30)}.${'d'.repeat(22)}`;
  for (const token of [signed, unsigned, encrypted]) {
    const hidden = `(${token.length} characters hidden)`;
    assert.equal(keptText(token), hidden);
    assert.equal(
      keptText(`Bearer "${token}", twice ${token}`),
      `Bearer "${hidden}", twice ${hidden}`,
    );
  }
  const document = Buffer.from(`<Assertion>${'é'.repeat(120)}</Assertion>`).toString('base64');
  assert.equal(keptText(`got ${document}`), `got (${document.length} characters hidden)`);
  assert.equal(keptText(encodeURIComponent(signed)), `(${signed.length} characters hidden)`);
});

test('what is looked for in attempts stays readable', () => {
  for (const text of [
    `arn:aws:iam::111122223333:role/${'path-of-a-role/'.repeat(6)}Reader`,
    `https://login.example.com/${'0f8fad5b-d9cb-469f-a165-70867728950e'}/v2.0/.well-known/openid-configuration`,
    'AB:CD:EF'.repeat(20),
    'f'.repeat(128),
    'eyJ is how tokens begin',
    'a persistent NameID: G2sXqv1kqSbFYg1rEqMcQz8nVYkHYoDYL1kqSbFYg1rEqMcQz8nVYkHYoDYL=',
  ]) {
    assert.equal(keptText(text), text);
  }
});

test('longer texts are cut, never within a character', () => {
  const long = 'no token here. '.repeat(60);
  assert.equal(keptText(long), `${long.slice(0, MOST_TEXT)}…`);
  assert.equal(keptText('aé'.repeat(10), 4), 'aéaé…');
  assert.ok(keptText('a\u{1f600}'.repeat(400), 512).isWellFormed());
  assert.equal(keptText('a'.repeat(40), 40), 'a'.repeat(40));
});

test('nothing is longer than it may be, and hostile texts cost little', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 700 }), (text) => {
      assert.ok(keptText(text).length <= MOST_TEXT + 1);
    }),
  );
  for (const hostile of ['eyJ'.repeat(300_000), 'eyJaaaaaaaa.'.repeat(80_000), '='.repeat(1e6)]) {
    assert.ok(keptText(hostile).length <= MOST_TEXT + 1);
  }
});

test('traced checks become the checks of an attempt, their texts kept short', () => {
  const long = 'x '.repeat(400);
  const traces: CheckTrace[] = [
    { name: 'a', code: 'SIG-030', outcome: 'passed', expected: 'one', received: long },
    { name: 'b', code: 'SIG-046', outcome: 'skipped' },
    {
      name: 'c',
      code: 'SIG-034',
      outcome: 'failed',
      expected: 'later',
      received: 'now',
      failure: failure('SIG-034', { accessKeyId: long, expiresAt: 'noon' }),
    },
  ];
  const cut = `${long.slice(0, MOST_TEXT)}…`;
  assert.deepEqual(attemptChecks(traces), [
    { name: 'a', code: 'SIG-030', outcome: 'passed', expected: 'one', received: cut },
    { name: 'b', code: 'SIG-046', outcome: 'skipped' },
    {
      name: 'c',
      code: 'SIG-034',
      outcome: 'failed',
      expected: 'later',
      received: 'now',
      failure: { code: 'SIG-034', details: { accessKeyId: cut, expiresAt: 'noon' } },
    },
  ]);
});
