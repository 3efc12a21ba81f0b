import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';
import type { UserIdentity } from '../audit/identity.ts';
import { type AuditEvent, HIDDEN } from '../audit/record.ts';
import { identityStoreArn } from '../directory/arns.ts';
import type { VisitFacts } from '../sessions/events.ts';
import type { FoundPerson } from './evidence.ts';
import type { FlowState } from './flow-state.ts';

/** With what a workforce user proves who they are, as events name it (aws-facts K4). */
export type CredentialType =
  | 'PASSWORD'
  | 'TOTP'
  | 'WEBAUTHN'
  | 'EMAIL_OTP'
  | 'RESYNC_TOTP'
  | 'EXTERNAL_IDP';

/** A visit to the pages of a portal, and the sign-in that it is part of. */
export interface WorkforceVisit {
  readonly random: RandomBytes;
  readonly told: VisitFacts;
  /** AuthWorkflowID: one for all events of a sign-in. */
  readonly workflowId: string;
}

/** What came of it, as events name it. */
export type Outcome = 'Success' | 'Failure';

interface Told {
  readonly name: string;
  readonly source: string;
  readonly outcome?: Outcome;
  readonly additional?: Readonly<Record<string, unknown>>;
  readonly error?: AuditEvent['error'];
}

function workforceEvent(
  { random, told }: Pick<WorkforceVisit, 'random' | 'told'>,
  person: FoundPerson,
  { name, source, outcome = 'Success', additional, error }: Told,
): AuditEvent | undefined {
  const { account, workforce, claimed } = person;
  if (!account || claimed.kind !== 'workforce') return undefined;
  const { identityStoreId } = claimed;
  return {
    account: account.account_id,
    eventId: uuid(random),
    requestId: told.requestId,
    time: told.now,
    region: told.region,
    source,
    name,
    type: 'AwsServiceEvent',
    serviceEventDetails: { [name]: outcome },
    readOnly: false,
    userIdentity: identityOf(person, identityStoreArn(account.account_id, identityStoreId)),
    userName: workforce?.user_name ?? HIDDEN,
    accessKeyId: undefined,
    sourceAddress: told.sourceAddress,
    userAgent: told.userAgent,
    error,
    requestParameters: null,
    responseElements: null,
    additionalEventData: {
      ...additional,
      IdentityStoreId: identityStoreId,
      UserName: workforce?.user_name ?? HIDDEN,
      ...(workforce ? { UserId: workforce.user_id } : {}),
    },
    resources: [{ account: account.account_id, type: 'IdentityStoreId', arn: identityStoreId }],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

function identityOf({ account, workforce }: FoundPerson, storeArn: string): UserIdentity {
  const accountId = account?.account_id ?? '';
  if (!workforce) {
    return {
      type: 'Unknown',
      principalId: accountId,
      arn: '',
      accountId,
      accessKeyId: '',
      userName: HIDDEN,
    };
  }
  const onBehalfOf = { userId: workforce.user_id, identityStoreArn: storeArn };
  return { type: 'IdentityCenterUser', accountId, accessKeyId: '', onBehalfOf };
}

const SIGNIN = 'signin.amazonaws.com';

/** Somebody was asked for a credential. */
export function credentialChallenge(
  visit: WorkforceVisit,
  person: FoundPerson,
  type: CredentialType,
  { enrolment = false }: { readonly enrolment?: boolean } = {},
): AuditEvent | undefined {
  const additional = {
    AuthWorkflowID: visit.workflowId,
    CredentialType: type,
    ...(enrolment ? { DeviceEnrollmentRequired: 'true' } : {}),
  };
  const name = 'CredentialChallenge';
  return workforceEvent(visit, person, { name, source: SIGNIN, additional });
}

/** A credential was looked at. */
export function credentialVerification(
  visit: WorkforceVisit,
  person: FoundPerson,
  type: CredentialType,
  outcome: Outcome,
): AuditEvent | undefined {
  const additional = { AuthWorkflowID: visit.workflowId, CredentialType: type };
  const name = 'CredentialVerification';
  return workforceEvent(visit, person, { name, source: SIGNIN, outcome, additional });
}

/** Somebody has shown everything that was asked for, and goes on to the portal. */
export function userAuthentication(
  visit: WorkforceVisit & { readonly loginTo: string },
  person: FoundPerson,
  types: readonly CredentialType[],
): AuditEvent | undefined {
  const additional = {
    AuthWorkflowID: visit.workflowId,
    LoginTo: visit.loginTo,
    CredentialType: types.join(','),
  };
  const name = 'UserAuthentication';
  return workforceEvent(visit, person, { name, source: SIGNIN, additional });
}

/** The portal began a session (aws-facts K5). */
export function portalAuthenticate(
  visit: Pick<WorkforceVisit, 'random' | 'told'>,
  person: FoundPerson,
): AuditEvent | undefined {
  const source = 'sso.amazonaws.com';
  return workforceEvent(visit, person, { name: 'Authenticate', source });
}

/** The portal ended a session. */
export function portalLogout(
  visit: Pick<WorkforceVisit, 'random' | 'told'>,
  person: FoundPerson,
): AuditEvent | undefined {
  const source = 'sso.amazonaws.com';
  return workforceEvent(visit, person, { name: 'Logout', source });
}

/** R028: what is told of a password that complies and still could not be kept. */
const UNKNOWN_ERROR = { code: 'InternalFailure', message: 'An unknown error occurred' };

/** A workforce user's password was replaced on our pages, or could not be (R028, aws-facts K5). */
export function updatePassword(
  visit: Pick<WorkforceVisit, 'random' | 'told'>,
  person: FoundPerson,
  outcome: Outcome,
): AuditEvent | undefined {
  return workforceEvent(visit, person, {
    name: 'UpdatePassword',
    source: 'sso-directory.amazonaws.com',
    outcome,
    ...(outcome === 'Failure' ? { error: UNKNOWN_ERROR } : {}),
  });
}

/** A workforce user proved that they read the mailbox of their address. */
export function verifiedEmail(
  visit: Pick<WorkforceVisit, 'random' | 'told'>,
  person: FoundPerson,
): AuditEvent | undefined {
  const source = 'sso-directory.amazonaws.com';
  return workforceEvent(visit, person, { name: 'VerifyEmail', source });
}

/** Every credential that a finished sign-in has verified, in the order in which they were shown. */
export function verifiedTypes({ secondFactor }: FlowState): CredentialType[] {
  switch (secondFactor?.kind) {
    case undefined:
      return ['PASSWORD'];
    case 'virtual':
      return ['PASSWORD', 'TOTP'];
    case 'passkey':
      return ['PASSWORD', 'WEBAUTHN'];
    case 'mailed-code':
      return ['PASSWORD', 'EMAIL_OTP'];
  }
}
