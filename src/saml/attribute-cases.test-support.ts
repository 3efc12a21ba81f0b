/** Verified assertions whose AWS attributes are missing or wrong. */
import { withAttribute, withoutAttribute } from '../../test/support/saml/content.ts';
import { AWS_ATTRIBUTE as AWS } from '../../test/support/saml/names.ts';
import {
  DESTINATION,
  INVALID_RESPONSE,
  idp,
  inputOf,
  type ResponseCase,
  usual,
} from './response.test-support.ts';
import type { ResponseInput } from './types.ts';

const ROLE = DESTINATION.roleArn;
const PROVIDER = DESTINATION.providerArn;
const ELSEWHERE = 'arn:aws:iam::444455556666:saml-provider/Corp';

function having(...attributes: [name: string, ...values: string[]][]): ResponseInput {
  const content = attributes.reduce(
    (changed, [name, ...values]) => withAttribute(changed, name, ...values),
    usual(),
  );
  return inputOf(idp.respond(content));
}

function lacking(name: string): ResponseInput {
  return inputOf(idp.respond(withoutAttribute(usual(), name)));
}

function tagged(tags: Readonly<Record<string, string | string[]>>): ResponseInput {
  return having(
    ...Object.entries(tags).map(([key, value]): [string, ...string[]] => [
      AWS.principalTag(key),
      ...[value].flat(),
    ]),
  );
}

function manyTags(count: number): ResponseInput {
  return tagged(Object.fromEntries(Array.from({ length: count }, (_, n) => [`key${n}`, 'v'])));
}

export const attributeCases: ResponseCase[] = [
  {
    title: 'R063: no Role attribute, or one of another case',
    code: 'SAML-070',
    wire: INVALID_RESPONSE,
    refused: () =>
      inputOf(
        idp.respond(
          withAttribute(
            withoutAttribute(usual(), AWS.role),
            AWS.role.toLowerCase(),
            `${ROLE},${PROVIDER}`,
          ),
        ),
      ),
    accepted: () => having([AWS.role, `${ROLE},${PROVIDER}`]),
  },
  {
    title: 'R064: a pair with a space behind the comma',
    code: 'SAML-071',
    wire: INVALID_RESPONSE,
    refused: () => having([AWS.role, `${ROLE}, ${PROVIDER}`]),
    accepted: () => having([AWS.role, `\n   ${PROVIDER},${ROLE}\n  `]),
  },
  {
    title: 'a role and a provider of different accounts',
    code: 'SAML-072',
    wire: INVALID_RESPONSE,
    refused: () => having([AWS.role, `${ROLE},${PROVIDER}`, `${ROLE},${ELSEWHERE}`]),
    accepted: () => ({
      ...having([AWS.role, `${ROLE},${PROVIDER}`, `${ROLE},${ELSEWHERE}`]),
      pair: DESTINATION,
    }),
  },
  {
    title: 'R067: a role in another case than the response has it',
    code: 'SAML-073',
    wire: "InvalidIdentityToken: SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
    refused: () => ({
      ...having(),
      pair: { roleArn: ROLE.replace('Developer', 'developer'), providerArn: PROVIDER },
    }),
    accepted: () => ({ ...having(), pair: { roleArn: ROLE, providerArn: PROVIDER } }),
  },
  {
    title: 'R065: no RoleSessionName',
    code: 'SAML-074',
    wire: 'InvalidIdentityToken: RoleSessionName is required in AuthnResponse',
    refused: () => lacking(AWS.roleSessionName),
    accepted: () => having([AWS.roleSessionName, 'ab']),
  },
  {
    title: 'R065: an empty RoleSessionName',
    code: 'SAML-074',
    wire: 'InvalidIdentityToken: RoleSessionName is required in AuthnResponse',
    refused: () => having([AWS.roleSessionName, '']),
    accepted: () => having([AWS.roleSessionName, ' alice ']),
  },
  {
    title: 'R073: a RoleSessionName of 65 characters',
    code: 'SAML-075',
    wire: 'InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    refused: () => having([AWS.roleSessionName, 'a'.repeat(65)]),
    accepted: () => having([AWS.roleSessionName, 'a'.repeat(64)]),
  },
  {
    title: 'R073: a RoleSessionName with a space',
    code: 'SAML-075',
    wire: 'InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    refused: () => having([AWS.roleSessionName, 'alice smith']),
    accepted: () => having([AWS.roleSessionName, 'alice_smith+=,.@-09']),
  },
  {
    title: 'R073: two RoleSessionNames',
    code: 'SAML-075',
    wire: 'InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
    refused: () => having([AWS.roleSessionName, 'alice', 'bob']),
    accepted: () => having([AWS.roleSessionName, 'alice']),
  },
  {
    title: 'a SessionDuration beyond twelve hours',
    code: 'SAML-076',
    wire: 'InvalidIdentityToken: SessionDuration in AuthnResponse must be an integer between 900 and 43200',
    refused: () => having([AWS.sessionDuration, '43201']),
    accepted: () => having([AWS.sessionDuration, '43200']),
  },
  {
    title: 'a session tag with two values',
    code: 'SAML-077',
    wire: INVALID_RESPONSE,
    refused: () => tagged({ Team: ['red', 'blue'] }),
    accepted: () => tagged({ Team: 'red blue', Empty: '' }),
  },
  {
    title: 'a session tag with a reserved key',
    code: 'SAML-078',
    wire: INVALID_RESPONSE,
    refused: () => tagged({ 'AWS:Team': 'red' }),
    accepted: () => tagged({ 'Aws Team': 'red' }),
  },
  {
    title: 'a session tag that is too long',
    code: 'SAML-078',
    wire: INVALID_RESPONSE,
    refused: () => tagged({ ['k'.repeat(128)]: 'v'.repeat(257) }),
    accepted: () => tagged({ ['k'.repeat(128)]: '값'.repeat(256) }),
  },
  {
    title: 'a session tag without key',
    code: 'SAML-078',
    wire: INVALID_RESPONSE,
    refused: () => tagged({ '': 'red' }),
    accepted: () => tagged({ 부서: 'a_.:/=+-@ 0' }),
  },
  {
    title: 'session tags whose keys differ in case only',
    code: 'SAML-079',
    wire: 'InvalidIdentityToken: Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    refused: () => tagged({ Team: 'red', team: 'blue' }),
    accepted: () => tagged({ Team: 'red', teams: 'blue' }),
  },
  {
    title: 'more than fifty session tags',
    code: 'SAML-080',
    wire: INVALID_RESPONSE,
    refused: () => manyTags(51),
    accepted: () => manyTags(50),
  },
  {
    title: 'a transitive key that is no tag',
    code: 'SAML-081',
    wire: 'InvalidIdentityToken: The specified transitive tag key must be included in the requested tags.',
    refused: () => having([AWS.principalTag('Team'), 'red'], [AWS.transitiveTagKeys, 'Team', 'x']),
    accepted: () => having([AWS.principalTag('Team'), 'red'], [AWS.transitiveTagKeys, 'team']),
  },
  {
    title: 'R074: a SourceIdentity with a reserved prefix',
    code: 'SAML-082',
    wire: 'InvalidIdentityToken: Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    refused: () => having([AWS.sourceIdentity, 'aws:alice']),
    accepted: () => having([AWS.sourceIdentity, 'alice']),
  },
  {
    title: 'R074: a SourceIdentity of one character',
    code: 'SAML-082',
    wire: 'InvalidIdentityToken: Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
    refused: () => having([AWS.sourceIdentity, 'a']),
    accepted: () => having([AWS.sourceIdentity, 'ab']),
  },
];
