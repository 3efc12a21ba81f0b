import type { AwsError } from '../../failures/aws-error.ts';
import { nameQualifier, type VerifiedFacts, verifiedFacts } from '../../saml/index.ts';
import type { AttemptFacts } from '../attempts/index.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { RoleSession } from '../sts/role-session.ts';
import { federationEvent, sessionParameters, tagParameters } from './events.ts';
import type { SamlAnswer } from './saml-answer.ts';
import type { SamlCase } from './saml-case.ts';
import { decisionFor, resourcesOf, sessionFacts } from './session-records.ts';
import type { FederationParts } from './tried.ts';

/** The event of a try (aws-facts K5); of what was not verified it tells only what was asked. */
export function samlEvent(
  parts: FederationParts,
  tried: SamlCase,
  told: {
    readonly account: string;
    readonly answer: SamlAnswer | undefined;
    readonly error: AwsError | undefined;
  },
): AuditEvent {
  const { asked, provider, role } = tried;
  const facts = bearerOf(tried);
  const providerResource = {
    arn: asked.providerArn,
    account: provider.account,
    type: 'AWS::IAM::SAMLProvider',
  };
  return federationEvent(parts.random, tried.request, {
    operation: 'AssumeRoleWithSAML',
    ...told,
    identity: samlUser(tried),
    userName: facts.nameId,
    parameters: {
      sAMLAssertionID: facts.assertionId,
      roleSessionName: facts.roleSessionName,
      ...identityParameters(tried),
      ...sessionParameters(asked),
      roleArn: asked.roleArn,
      principalArn: asked.providerArn,
    },
    resources: resourcesOf(role, providerResource),
  });
}

/**
 * What is known of the bearer: exactly once every check of the response held, in a printable form
 * while only the signature did.
 */
function bearerOf({ response }: SamlCase): VerifiedFacts {
  try {
    const { id: assertionId, issuer, nameId, roleSessionName } = response.assertion;
    return { assertionId, issuer, nameId, roleSessionName };
  } catch {
    return verifiedFacts(response);
  }
}

/** Who somebody is whom a SAML provider vouches for, as `userIdentity` tells it. */
function samlUser(tried: SamlCase): Readonly<Record<string, unknown>> {
  const { provider } = tried;
  const { issuer, nameId } = bearerOf(tried);
  if (issuer === undefined || nameId === undefined) {
    return { type: 'SAMLUser', accountId: provider.account };
  }
  const qualifier = nameQualifier(issuer, provider.account, provider.providerName);
  return {
    type: 'SAMLUser',
    principalId: `${qualifier}:${nameId}`,
    userName: nameId,
    identityProvider: qualifier,
  };
}

/** Source identity and tags; nothing of a response that did not pass its checks. */
function identityParameters({ role, use }: SamlCase): Readonly<Record<string, unknown>> {
  try {
    use.assertion();
  } catch {
    return {};
  }
  const { sourceIdentity, tags, transitiveTagKeys } = role.identity();
  return { sourceIdentity, ...tagParameters(tags, transitiveTagKeys) };
}

/** What the attempt tells besides its checks; of the response only what was verified. */
export function samlAttemptFacts(tried: SamlCase, session: RoleSession | undefined): AttemptFacts {
  const { asked, provider, role } = tried;
  const { assertionId, issuer, nameId, roleSessionName } = bearerOf(tried);
  return {
    kind: asked.kind,
    account: provider.account,
    provider: asked.providerArn,
    subject: nameId,
    roleArn: asked.roleArn,
    decision: decisionFor(role),
    facts: { assertionId, issuer, roleSessionName, ...sessionFacts(session) },
  };
}
