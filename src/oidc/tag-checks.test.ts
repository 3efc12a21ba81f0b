import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgedClaims } from './testing.ts';

const TAGS = 'https://aws.amazon.com/tags';
const SOURCE_IDENTITY = 'https://aws.amazon.com/source_identity';
const NOT_VALIDATED =
  'The web identity token provided could not be validated. See the AssumeRoleWithWebIdentity documentation for requirements.';

const tagged = (principal_tags: unknown, transitive_tag_keys?: unknown) =>
  judgedClaims({ [TAGS]: { principal_tags, transitive_tag_keys } });

describe('claims for session tags', () => {
  it('both forms of the claim are read', () => {
    assert.equal(tagged({ Project: ['Automation'], Team: 'a b' }, ['Project']), undefined);
    const flat = {
      [`${TAGS}/principal_tags/Project`]: 'Automation',
      [`${TAGS}/principal_tags/Team`]: ['a'],
      [`${TAGS}/transitive_tag_keys`]: ['project'],
    };
    assert.equal(judgedClaims(flat), undefined);
    assert.equal(judgedClaims({ [TAGS]: {} }), undefined);
  });

  it('another form of the claim is refused', () => {
    for (const [value, place] of [
      [[], TAGS],
      ['Project=Automation', TAGS],
      [{ principal_tags: ['Project'] }, 'principal_tags'],
      [{ principal_tags: { Project: ['a', 'b'] } }, 'Project'],
      [{ principal_tags: { Project: [] } }, 'Project'],
      [{ principal_tags: { Project: 7 } }, 'Project'],
      [{ principal_tags: {}, transitive_tag_keys: [7] }, 'transitive_tag_keys'],
      [{ principal_tags: {}, transitive_tag_keys: { a: 1 } }, 'transitive_tag_keys'],
    ] as const) {
      assert.deepEqual(judgedClaims({ [TAGS]: value }), {
        code: 'OIDC-077',
        message: `the claim for session tags has another form at \`${place}\``,
        error: 'InvalidIdentityToken',
        text: NOT_VALIDATED,
      });
    }
    const flat = `${TAGS}/principal_tags/Project`;
    assert.equal(judgedClaims({ [flat]: { a: 1 } })?.code, 'OIDC-077');
  });

  it('tags keep the limits of sessions', () => {
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, ['v']]));
    const form = 'length or form';
    for (const [tags, key, problem] of [
      [many(51), '`k50`', 'there are more than 50'],
      [{ '': ['v'] }, '``', `its key has another ${form}`],
      [{ 'k!': ['v'] }, '`k!`', `its key has another ${form}`],
      [{ ['k'.repeat(129)]: ['v'] }, `\`${'k'.repeat(129)}\``, `its key has another ${form}`],
      [{ 'AWS:k': ['v'] }, '`AWS:k`', 'its key is reserved'],
      [{ k: ['v'.repeat(257)] }, '`k`', `its value has another ${form}`],
      [{ k: ['a#b'] }, '`k`', `its value has another ${form}`],
    ] as const) {
      assert.deepEqual(tagged(tags), {
        code: 'OIDC-078',
        message: `the session tag ${key} is outside the limits: ${problem}`,
        error: 'InvalidIdentityToken',
        text: NOT_VALIDATED,
      });
    }
    assert.equal(tagged(many(50)), undefined);
    assert.equal(tagged({ ['k'.repeat(128)]: ['v'.repeat(256)], 부서: [''] }), undefined);
  });

  it('a tag is given once, whatever its letter case and form', () => {
    const refusal = (key: string) => ({
      code: 'OIDC-079',
      message: `the session tag key \`${key}\` is given twice`,
      error: 'InvalidParameterValue',
      text: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
    assert.deepEqual(tagged({ team: ['a'], Team: ['a'] }), refusal('Team'));
    const both = {
      [TAGS]: { principal_tags: { Team: ['a'] } },
      [`${TAGS}/principal_tags/Team`]: 'a',
    };
    assert.deepEqual(judgedClaims(both), refusal('Team'));
    assert.equal(tagged({ team: ['a'], Teams: ['a'] }), undefined);
  });

  it('a transitive key is the key of a tag', () => {
    assert.deepEqual(tagged({ Team: ['a'] }, ['Team', 'Project']), {
      code: 'OIDC-080',
      message: 'the transitive tag key `Project` is no tag of the token',
      error: 'InvalidParameterValue',
      text: 'The specified transitive tag key must be included in the requested tags.',
    });
    assert.equal(tagged({ Team: ['a'] }, ['team']), undefined);
  });
});

describe('the source identity claim', () => {
  it('has the form of a source identity', () => {
    const refusal = (received: string) => ({
      code: 'OIDC-081',
      message: `the source identity claim ${received} cannot be used`,
      error: 'InvalidIdentityToken',
      text: 'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    });
    for (const [value, received] of [
      ['a', '`a`'],
      ['a'.repeat(65), `\`${'a'.repeat(65)}\``],
      ['aws:someone', '`aws:someone`'],
      ['some one', '`some one`'],
      ['someone\n', '`someone\ufffd`'],
      [['someone'], 'no text'],
      [null, 'no text'],
    ] as const) {
      assert.deepEqual(judgedClaims({ [SOURCE_IDENTITY]: value }), refusal(received));
    }
    for (const value of ['ab', 'a'.repeat(64), 'someone+x=y,z.w@example-1.com']) {
      assert.equal(judgedClaims({ [SOURCE_IDENTITY]: value }), undefined);
    }
  });
});
