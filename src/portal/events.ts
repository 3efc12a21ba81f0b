import { uuid } from '../base/ids.ts';
import type { AuditEvent } from '../domain/audit/record.ts';
import { identityStoreArn } from '../domain/directory/index.ts';
import type { PortalCall } from './call.ts';

/** Where AWS writes down what people do in the portal (aws-facts K5). */
const SOURCES = {
  GetRoleCredentials: 'sso.amazonaws.com',
  Federate: 'sso.amazonaws.com',
  UpdatePassword: 'sso-directory.amazonaws.com',
  StartVirtualMfaDeviceRegistration: 'sso-directory.amazonaws.com',
  CompleteVirtualMfaDeviceRegistration: 'sso-directory.amazonaws.com',
  StartWebAuthnDeviceRegistration: 'sso-directory.amazonaws.com',
  CompleteWebAuthnDeviceRegistration: 'sso-directory.amazonaws.com',
  UpdateMfaDeviceForUser: 'sso-directory.amazonaws.com',
  DeleteMfaDeviceForUser: 'sso-directory.amazonaws.com',
} as const;

/** What is told of an act besides who did it. */
interface Told {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Notes an act of whoever is signed in for the history of the account that owns the instance. */
export function note(
  { parts, visit, user, instance, notes }: PortalCall,
  name: keyof typeof SOURCES,
  { details = {}, error }: Told = {},
): void {
  const { account, identityStoreId } = instance;
  const storeArn = identityStoreArn(account, identityStoreId);
  const onBehalfOf = { userId: user.userId, identityStoreArn: storeArn };
  const event: AuditEvent = {
    account,
    eventId: uuid(parts.random),
    requestId: visit.requestId,
    time: visit.now,
    region: visit.region,
    source: SOURCES[name],
    name,
    type: 'AwsServiceEvent',
    serviceEventDetails: { [name]: error ? 'Failure' : 'Success', ...details },
    readOnly: false,
    userIdentity: {
      type: 'IdentityCenterUser',
      accountId: account,
      accessKeyId: '',
      onBehalfOf,
    },
    userName: user.userName,
    accessKeyId: undefined,
    sourceAddress: visit.sourceAddress,
    userAgent: visit.userAgent,
    error,
    requestParameters: null,
    responseElements: null,
    additionalEventData: {
      IdentityStoreId: identityStoreId,
      UserName: user.userName,
      UserId: user.userId,
    },
    resources: [{ account, type: 'IdentityStoreId', arn: identityStoreId }],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
  notes.events.push(event);
}
