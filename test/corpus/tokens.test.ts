/** Every case about tokens by the check tables alone. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surface } from '../../src/failures/aws-error.ts';
import type { TokenWorld } from './token-case.ts';
import { judgeToken } from './token-judge.ts';
import { tokenCorpus } from './tokens.ts';

const WORLD: TokenWorld = {
  now: Math.floor(Date.now() / 1000) * 1000,
  account: '123456789012',
  issuer: 'https://issuer.example.test/tenant',
};

describe('R106, R134: tokens by the check tables', () => {
  for (const { name, requirement, build, expected } of tokenCorpus) {
    it(requirement === undefined ? name : `${requirement}: ${name}`, () => {
      const { failure } = judgeToken(build(WORLD), WORLD);
      if (expected === 'accepted') {
        assert.equal(failure, undefined, failure?.message);
        return;
      }
      assert.equal(failure?.code, expected.code, failure?.message ?? 'it was accepted');
      const { code, message } = surface(failure);
      const details: Record<string, string> = {
        ...failure.details,
        now: String(WORLD.now / 1000),
        expired: String(WORLD.now / 1000 - 600),
      };
      const text = expected.wire.text.replace(/\{(\w+)\}/g, (_, key: string) => details[key] ?? '');
      assert.deepEqual({ code, text: message }, { code: expected.wire.code, text });
    });
  }

  it('names an accepted case for each refused one of a requirement, and no name twice', () => {
    const names = tokenCorpus.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const { name, expected, nearest } of tokenCorpus) {
      if (expected === 'accepted' || name.startsWith('hostile')) continue;
      const found = tokenCorpus.find((each) => each.name === nearest);
      assert.equal(found?.expected, 'accepted', `the nearest accepted case of: ${name}`);
    }
  });
});
