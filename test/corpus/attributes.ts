/** R063–R065, R073, R074: the attributes that AWS reads. */
import { withAssertion, withAttribute, withoutAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import { type CorpusCase, liberalRole, materialOf, providerArnOf, roleArnOf } from './case.ts';
import { refusedWith } from './wire.ts';

const USUAL = 'one pair of role and provider';
const NAME = 'RoleSessionName of letters, digits and _+=,.@-';
const SOURCE = 'SourceIdentity of letters, digits and _+=,.@-';
const TAGS = 'tags of which one is transitive';

const role: readonly CorpusCase[] = [
  { name: USUAL, requirement: 'R063', build: (world) => materialOf(world), expected: 'accepted' },
  {
    name: 'no Role attribute',
    requirement: 'R063',
    build: (world) =>
      materialOf(world, { content: (usual) => withoutAttribute(usual, AWS_ATTRIBUTE.role) }),
    expected: refusedWith('SAML-070', 'invalid'),
    nearest: USUAL,
  },
  {
    name: 'a Role attribute without a value',
    requirement: 'R063',
    build: (world) =>
      materialOf(world, { content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.role) }),
    expected: refusedWith('SAML-070', 'invalid'),
    nearest: USUAL,
  },
  {
    name: 'no attributes at all',
    requirement: 'R063',
    build: (world) =>
      materialOf(world, { content: (usual) => withAssertion(usual, () => ({ attributes: [] })) }),
    expected: refusedWith('SAML-070', 'invalid'),
    nearest: USUAL,
  },
  {
    name: 'the provider before the role',
    requirement: 'R064',
    build: (world) =>
      materialOf(world, {
        content: (usual) =>
          withAttribute(usual, AWS_ATTRIBUTE.role, `${providerArnOf(world)},${roleArnOf(world)}`),
      }),
    expected: 'accepted',
  },
  {
    name: 'several pairs, one of which is asked for',
    requirement: 'R064',
    build: (world) =>
      materialOf(world, {
        content: (usual) =>
          withAttribute(
            usual,
            AWS_ATTRIBUTE.role,
            `${roleArnOf(world, 'auditor')},${providerArnOf(world)}`,
            `${roleArnOf(world)},${providerArnOf(world)}`,
          ),
      }),
    expected: 'accepted',
  },
  {
    name: 'a Role value that names no provider',
    requirement: 'R064',
    build: (world) =>
      materialOf(world, {
        content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.role, roleArnOf(world)),
      }),
    expected: refusedWith('SAML-071', 'invalid'),
    nearest: USUAL,
  },
];

const sessionName: readonly CorpusCase[] = [
  {
    name: 'no RoleSessionName',
    requirement: 'R065',
    build: (world) =>
      materialOf(world, {
        content: (usual) => withoutAttribute(usual, AWS_ATTRIBUTE.roleSessionName),
      }),
    expected: refusedWith('SAML-074', 'nameRequired'),
    nearest: USUAL,
  },
  {
    name: NAME,
    requirement: 'R073',
    build: (world) =>
      materialOf(world, {
        content: (usual) =>
          withAttribute(usual, AWS_ATTRIBUTE.roleSessionName, 'Alice_01+=,.@-example.test'),
      }),
    expected: 'accepted',
  },
  {
    name: 'RoleSessionName of 64 characters',
    requirement: 'R073',
    build: (world) =>
      materialOf(world, {
        content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.roleSessionName, 'a'.repeat(64)),
      }),
    expected: 'accepted',
  },
  ...[
    ['RoleSessionName of 65 characters', 'a'.repeat(65), 'RoleSessionName of 64 characters'],
    ['RoleSessionName of one character', 'a', NAME],
    ['RoleSessionName with a space', 'Alice Example', NAME],
    ['RoleSessionName with a colon', 'alice:admin', NAME],
    ['RoleSessionName of letters that AWS does not take', '앨리스', NAME],
  ].map(
    ([name = '', value = '', nearest = '']): CorpusCase => ({
      name,
      requirement: 'R073',
      build: (world) =>
        materialOf(world, {
          content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.roleSessionName, value),
        }),
      expected: refusedWith('SAML-075', 'nameMustMatch'),
      nearest,
    }),
  ),
];

const sourceIdentity: readonly CorpusCase[] = [
  {
    name: SOURCE,
    requirement: 'R074',
    build: (world) =>
      materialOf(world, {
        role: liberalRole(world),
        content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.sourceIdentity, 'alice@corp-1'),
      }),
    expected: 'accepted',
  },
  ...[
    ['SourceIdentity of 65 characters', 'a'.repeat(65)],
    ['SourceIdentity with a slash', 'corp/alice'],
    ['SourceIdentity that begins with aws:', 'aws:alice'],
  ].map(
    ([name = '', value = '']): CorpusCase => ({
      name,
      requirement: 'R074',
      build: (world) =>
        materialOf(world, {
          role: liberalRole(world),
          content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.sourceIdentity, value),
        }),
      expected: refusedWith('SAML-082', 'sourceIdentity'),
      nearest: SOURCE,
    }),
  ),
];

const tags: readonly CorpusCase[] = [
  {
    name: TAGS,
    requirement: 'R069',
    build: (world) =>
      materialOf(world, {
        role: liberalRole(world),
        content: (usual) =>
          withAttribute(
            withAttribute(
              withAttribute(usual, AWS_ATTRIBUTE.principalTag('Team'), 'red'),
              AWS_ATTRIBUTE.principalTag('CostCenter'),
              '4711',
            ),
            AWS_ATTRIBUTE.transitiveTagKeys,
            'Team',
          ),
      }),
    expected: 'accepted',
  },
  {
    name: 'SessionDuration that shortens the session',
    build: (world) =>
      materialOf(world, {
        content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.sessionDuration, '900'),
      }),
    expected: 'accepted',
  },
];

/** The cases about attributes. */
export const attributeCases: readonly CorpusCase[] = [
  ...role,
  ...sessionName,
  ...sourceIdentity,
  ...tags,
];
