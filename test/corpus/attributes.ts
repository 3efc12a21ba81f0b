/** R063–R065, R073, R074: the attributes that AWS reads. */
import { withAssertion, withAttribute, withoutAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  type CorpusCase,
  type CorpusWorld,
  liberalRole,
  type Material,
  materialOf,
  providerArnOf,
  roleArnOf,
} from './case.ts';
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

const MANY_TAGS = Array.from({ length: 51 }, (_, index) => `Tag${index}`);

/** A response with attributes besides the usual ones, at a role that lets them pass. */
function withMore(
  world: CorpusWorld,
  ...more: readonly (readonly [name: string, ...values: string[]])[]
): Material {
  return materialOf(world, {
    role: liberalRole(world),
    content: (usual) =>
      more.reduce((content, [name, ...values]) => withAttribute(content, name, ...values), usual),
  });
}

const refusedTags: readonly CorpusCase[] = [
  {
    name: 'SessionDuration of 899 seconds',
    build: (world) => withMore(world, [AWS_ATTRIBUTE.sessionDuration, '899']),
    expected: {
      code: 'SAML-076',
      wire: {
        code: 'InvalidIdentityToken',
        text: 'SessionDuration in AuthnResponse must be an integer between 900 and 43200',
      },
    },
  },
  {
    name: 'a tag with two values',
    build: (world) => withMore(world, [AWS_ATTRIBUTE.principalTag('Team'), 'red', 'blue']),
    expected: refusedWith('SAML-077', 'invalid'),
  },
  {
    name: 'a tag whose key begins with aws:',
    build: (world) => withMore(world, [AWS_ATTRIBUTE.principalTag('aws:Team'), 'red']),
    expected: refusedWith('SAML-078', 'invalid'),
  },
  {
    name: 'two tags that differ in case',
    build: (world) =>
      withMore(
        world,
        [AWS_ATTRIBUTE.principalTag('Team'), 'red'],
        [AWS_ATTRIBUTE.principalTag('TEAM'), 'red'],
      ),
    expected: {
      code: 'SAML-079',
      wire: {
        code: 'InvalidIdentityToken',
        text: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      },
    },
  },
  {
    name: '51 tags',
    build: (world) =>
      withMore(world, ...MANY_TAGS.map((key) => [AWS_ATTRIBUTE.principalTag(key), 'x'] as const)),
    expected: refusedWith('SAML-080', 'invalid'),
  },
  {
    name: 'a transitive key that is no tag',
    build: (world) => withMore(world, [AWS_ATTRIBUTE.transitiveTagKeys, 'Team']),
    expected: {
      code: 'SAML-081',
      wire: {
        code: 'InvalidIdentityToken',
        text: 'The specified transitive tag key must be included in the requested tags.',
      },
    },
  },
  {
    name: 'a pair of two accounts',
    build: (world) => {
      const roleArn = 'arn:aws:iam::999999999999:role/developer';
      const offered = [AWS_ATTRIBUTE.role, `${roleArn},${providerArnOf(world)}`] as const;
      return { ...withMore(world, offered), roleArn };
    },
    expected: refusedWith('SAML-072', 'invalid'),
  },
  {
    name: 'a pair that the response does not offer',
    build: (world) =>
      withMore(world, [
        AWS_ATTRIBUTE.role,
        `${roleArnOf(world, 'auditor')},${providerArnOf(world)}`,
      ]),
    expected: {
      code: 'SAML-073',
      wire: {
        code: 'InvalidIdentityToken',
        text: "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
      },
    },
  },
];

/** The cases about attributes. */
export const attributeCases: readonly CorpusCase[] = [
  ...role,
  ...sessionName,
  ...sourceIdentity,
  ...tags,
  ...refusedTags,
];
