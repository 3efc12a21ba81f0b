import type { RandomBytes } from '../../../base/bytes.ts';
import { uuid } from '../../../base/ids.ts';
import type { UserIdentity } from '../../audit/identity.ts';
import type { AuditEvent } from '../../audit/record.ts';
import { identityStoreArn } from '../../directory/arns.ts';
import type { FederationRequest } from '../../federation/tried.ts';

/** Who an event of Identity Center is about; the user is undefined while nobody is known. */
export interface SsoPerson {
  /** The account that owns the instance. */
  readonly account: string;
  readonly identityStoreId: string;
  readonly userId: string | undefined;
  readonly userName: string | undefined;
  /** The session of the portal or of the command line. */
  readonly sessionId: string | undefined;
}

/** What an event of Identity Center tells besides. */
export interface SsoTold {
  readonly name: string;
  readonly readOnly: boolean;
  readonly parameters: Readonly<Record<string, unknown>> | null;
  readonly answer?: Readonly<Record<string, unknown>> | null;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/** An event of `sso.amazonaws.com` in the instance's account (aws-facts K5); secrets are hidden. */
export function ssoEvent(
  random: RandomBytes,
  request: FederationRequest,
  person: SsoPerson,
  told: SsoTold,
): AuditEvent {
  const { account, identityStoreId } = person;
  return {
    account,
    eventId: uuid(random),
    requestId: request.requestId,
    time: request.now,
    region: request.region,
    source: 'sso.amazonaws.com',
    name: told.name,
    readOnly: told.readOnly,
    userIdentity: identityOf(person),
    userName: person.userName,
    accessKeyId: undefined,
    sourceAddress: request.sourceAddress,
    userAgent: request.userAgent,
    error: told.error,
    requestParameters: told.parameters,
    responseElements: told.error ? null : (told.answer ?? null),
    additionalEventData: undefined,
    resources: [{ account, type: 'IdentityStoreId', arn: identityStoreId }],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

function identityOf({ account, identityStoreId, userId, sessionId }: SsoPerson): UserIdentity {
  if (userId === undefined) {
    return { type: 'Unknown', principalId: account, arn: '', accountId: account, accessKeyId: '' };
  }
  return {
    type: 'IdentityCenterUser',
    accountId: account,
    onBehalfOf: {
      userId,
      identityStoreArn: identityStoreArn(account, identityStoreId),
    },
    ...(sessionId === undefined ? {} : { credentialId: sessionId }),
  };
}
