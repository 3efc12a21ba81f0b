/** The whole corpus by the check tables alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { roleChecks } from '../../src/domain/federation/role-checks.ts';
import type { FailureEntry } from '../../src/failures/failure.ts';
import { fillTemplate } from '../../src/failures/failure.ts';
import { readMetadata, responseChecks } from '../../src/saml/index.ts';
import { type CorpusWorld, corpus, metadataCases } from './index.ts';
import { judge } from './judge.ts';

const WORLD: CorpusWorld = {
  now: Date.now(),
  account: '123456789012',
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
};

/** Checks that need more than a response and a role, or that a check of the response precedes. */
const ELSEWHERE = new Set([
  'assertionIsOfIssuer',
  'roleIsOfProviderAccount',
  'providerSessionGoesOn',
  'sessionPoliciesCanBeUsed',
  'sessionHasRoom',
]);

describe('R063–R087: the corpus by the check tables', () => {
  for (const { name, requirement, build, settings, expected } of corpus) {
    it(requirement === undefined ? name : `${requirement}: ${name}`, () => {
      const { failure } = judge(build(WORLD), WORLD, settings);
      if (expected === 'accepted') {
        assert.equal(failure, undefined, failure?.message);
        return;
      }
      assert.equal(failure?.code, expected.code, failure?.message ?? 'it was accepted');
      const entry: FailureEntry = failure.entry;
      assert.equal(entry.wire?.error, expected.wire.code);
      const { requestId = '' } = failure.details;
      const text = fillTemplate(entry.wire?.text ?? '', failure.details);
      assert.equal(text, expected.wire.text.replace('{requestId}', requestId));
    });
  }

  for (const { name, requirement, make, expected } of metadataCases) {
    it(`${requirement}: ${name}`, () => {
      const reading = readMetadata(make(), { now: WORLD.now });
      if (expected === 'accepted') {
        assert.ok(reading.ok, reading.ok ? '' : reading.failure.message);
        return;
      }
      assert.ok(!reading.ok, 'it was accepted');
      assert.equal(reading.failure.code, expected.code, reading.failure.message);
      const { wire }: FailureEntry = reading.failure.entry;
      assert.deepEqual({ code: wire?.error, text: wire?.text }, expected.wire);
    });
  }

  it('names an accepted case for each refused one of a requirement, and no name twice', () => {
    const all = [...corpus, ...metadataCases];
    const names = all.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, requirement, expected, nearest } of all) {
      if (expected === 'accepted' || requirement === undefined) continue;
      const found = all.find((each) => each.name === nearest);
      assert.equal(found?.expected, 'accepted', `the nearest accepted case of: ${name}`);
    }
  });

  it('has a case for every check of a response and of a role', () => {
    const failing = corpus.map(({ build, settings }) => {
      const { traces } = judge(build(WORLD), WORLD, settings);
      return traces.find(({ outcome }) => outcome === 'failed')?.name ?? '';
    });
    const names = [...responseChecks, ...roleChecks].map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => !failing.includes(name) && !ELSEWHERE.has(name)),
      [],
    );
  });

  it('covers R063–R087', () => {
    const covered = new Set([...corpus, ...metadataCases].map(({ requirement }) => requirement));
    for (let row = 63; row <= 87; row += 1) assert.ok(covered.has(`R0${row}`), `R0${row}`);
  });
});
