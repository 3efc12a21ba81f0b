/** R066–R072, R085: the role, its trust policy, and the length of the session. */
import { withAssertion, withAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  ASSUME,
  type CorpusCase,
  type CorpusWorld,
  type Material,
  materialOf,
  providerArnOf,
  roleArnOf,
  SET_SOURCE_IDENTITY,
  TAG,
  trustPolicyOf,
} from './case.ts';
import { refusedWith } from './wire.ts';

const TRUSTED = 'a trust policy as AWS writes it';
const TAGGED = 'a tag, and sts:TagSession in the trust policy';
const SOURCED = 'a source identity, and sts:SetSourceIdentity in the trust policy';
const CONDITION = 'a condition on saml:sub that is met';
const LENGTH = 'DurationSeconds of the maximum of the role';

function trusting(world: CorpusWorld, change: Parameters<typeof trustPolicyOf>[1]): Material {
  return materialOf(world, {
    role: { trustPolicy: trustPolicyOf(world, change), maxSessionDuration: 3600 },
  });
}

/** The response offers a role, which is asked for, and which is spelled otherwise in IAM. */
function askingFor(world: CorpusWorld, name: string, change: Partial<Material> = {}): Material {
  const roleArn = roleArnOf(world, name);
  const pair = `${roleArn},${providerArnOf(world)}`;
  const content = materialOf(world, {
    content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.role, pair),
  });
  return { ...content, roleArn, ...change };
}

function withTag(world: CorpusWorld, actions: readonly string[]): Material {
  return materialOf(world, {
    role: { trustPolicy: trustPolicyOf(world, { actions }), maxSessionDuration: 3600 },
    content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.principalTag('Team'), 'red'),
  });
}

function withSource(world: CorpusWorld, actions: readonly string[]): Material {
  return materialOf(world, {
    role: { trustPolicy: trustPolicyOf(world, { actions }), maxSessionDuration: 3600 },
    content: (usual) => withAttribute(usual, AWS_ATTRIBUTE.sourceIdentity, 'alice'),
  });
}

const existence: readonly CorpusCase[] = [
  { name: TRUSTED, requirement: 'R066', build: (world) => materialOf(world), expected: 'accepted' },
  {
    name: 'a role that does not exist',
    requirement: 'R066',
    build: (world) => askingFor(world, 'developr', { role: undefined }),
    expected: refusedWith('FED-001', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: 'a role in other letters',
    requirement: 'R067',
    build: (world) => askingFor(world, 'Developer'),
    expected: refusedWith('FED-002', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: 'a role under another path',
    requirement: 'R067',
    build: (world) => askingFor(world, 'team/developer'),
    expected: refusedWith('FED-002', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: 'a role of IAM Identity Center',
    build: (world) =>
      askingFor(world, 'AWSReservedSSO_Admin_0123456789abcdef', { role: undefined }),
    expected: refusedWith('FED-005', 'notAuthorized'),
    nearest: TRUSTED,
  },
];

const trust: readonly CorpusCase[] = [
  {
    name: 'a trust policy with another action',
    requirement: 'R068',
    build: (world) => trusting(world, { actions: ['sts:AssumeRole'] }),
    expected: refusedWith('FED-007', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: TAGGED,
    requirement: 'R069',
    build: (world) => withTag(world, [ASSUME, TAG]),
    expected: 'accepted',
  },
  {
    name: 'a tag, and no sts:TagSession in the trust policy',
    requirement: 'R069',
    build: (world) => withTag(world, [ASSUME]),
    expected: refusedWith('FED-010', 'notAuthorized'),
    nearest: TAGGED,
  },
  {
    name: SOURCED,
    requirement: 'R070',
    build: (world) => withSource(world, [ASSUME, SET_SOURCE_IDENTITY]),
    expected: 'accepted',
  },
  {
    name: 'a source identity, and no sts:SetSourceIdentity in the trust policy',
    requirement: 'R070',
    build: (world) => withSource(world, [ASSUME]),
    expected: refusedWith('FED-011', 'notAuthorized'),
    nearest: SOURCED,
  },
  {
    name: 'a trust policy that names another provider',
    requirement: 'R071',
    build: (world) => trusting(world, { provider: providerArnOf(world, 'other') }),
    expected: refusedWith('FED-006', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: CONDITION,
    requirement: 'R071',
    build: (world) =>
      trusting(world, {
        condition: { StringLike: { 'saml:sub': 'alice@*', 'SAML:sub_type': 'persistent' } },
      }),
    expected: 'accepted',
  },
  {
    name: 'a condition on saml:sub that is not met',
    requirement: 'R071',
    build: (world) => trusting(world, { condition: { StringLike: { 'saml:sub': 'bob@*' } } }),
    expected: refusedWith('FED-008', 'notAuthorized'),
    nearest: CONDITION,
  },
  {
    name: "a condition on AWS's own endpoint, as imported policies have it",
    requirement: 'R071',
    build: (world) =>
      trusting(world, {
        condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      }),
    expected: refusedWith('FED-008', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: 'a Subject without a NameID',
    requirement: 'R072',
    build: (world) =>
      materialOf(world, {
        content: (usual) =>
          withAssertion(usual, ({ subject }) => ({
            subject: subject && { ...subject, nameId: undefined },
          })),
      }),
    expected: refusedWith('SAML-033', 'notAuthorized'),
    nearest: TRUSTED,
  },
  {
    name: 'no Subject',
    requirement: 'R072',
    build: (world) =>
      materialOf(world, {
        content: (usual) => withAssertion(usual, () => ({ subject: undefined })),
      }),
    expected: refusedWith('SAML-033', 'notAuthorized'),
    nearest: TRUSTED,
  },
];

const deny: readonly CorpusCase[] = [
  {
    name: 'a statement that denies the person',
    build: (world) => {
      const policy = JSON.parse(trustPolicyOf(world)) as { Statement: object[] };
      policy.Statement.push({
        Sid: 'Leavers',
        Effect: 'Deny',
        Principal: { Federated: providerArnOf(world) },
        Action: ASSUME,
        Condition: { StringEquals: { 'saml:sub': 'alice@example.test' } },
      });
      const role = { trustPolicy: JSON.stringify(policy), maxSessionDuration: 3600 };
      return materialOf(world, { role });
    },
    expected: refusedWith('FED-009', 'notAuthorized'),
    nearest: TRUSTED,
  },
];

const length: readonly CorpusCase[] = [
  {
    name: LENGTH,
    requirement: 'R085',
    build: (world) => materialOf(world, { durationSeconds: 3600 }),
    expected: 'accepted',
  },
  {
    name: 'DurationSeconds of one second more than the maximum of the role',
    requirement: 'R085',
    build: (world) => materialOf(world, { durationSeconds: 3601 }),
    expected: refusedWith('FED-012', 'duration'),
    nearest: LENGTH,
  },
];

/** The cases about roles. */
export const roleCases: readonly CorpusCase[] = [...existence, ...trust, ...deny, ...length];
