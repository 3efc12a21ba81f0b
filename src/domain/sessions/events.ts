import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';
import { eventUserName, userIdentity } from '../audit/identity.ts';
import type { AuditEvent } from '../audit/record.ts';
import type { Circumstances } from '../authorisation/context.ts';
import type { Principal } from '../principal.ts';

/** A visit of a browser or a broker, as events tell of it. */
export interface VisitFacts extends Circumstances {
  readonly requestId: string;
}

/** Events of the sign-in service that tell of a success by their own name. */
type SignInEventName = 'ConsoleLogin' | 'GetSigninToken' | RecoveryEventName | SwitchEventName;

/** Those of switching to a role and back; `RenewRole`: to the role that one is in already. */
export type SwitchEventName = 'SwitchRole' | 'RenewRole' | 'ExitRole';

/** Those of domain/recovery; AWS documents none for lost devices and for registration. */
export type RecoveryEventName =
  | 'AccountRegistered'
  | 'MfaRecoveryCancelled'
  | 'MfaRecoveryCompleted'
  | 'MfaRecoveryRequested'
  | 'PasswordRecoveryCompleted'
  | 'PasswordRecoveryRequested'
  | 'RootEmailUpdated';

/** An event of the sign-in service about a principal that is known (aws-facts K3). */
export function signInEvent(
  random: RandomBytes,
  visit: VisitFacts,
  principal: Principal,
  name: SignInEventName,
  additional: AuditEvent['additionalEventData'],
): AuditEvent {
  return {
    account: principal.account,
    eventId: uuid(random),
    requestId: visit.requestId,
    time: visit.now,
    region: visit.region,
    source: 'signin.amazonaws.com',
    name,
    type: 'AwsConsoleSignIn',
    readOnly: false,
    userIdentity: userIdentity(principal),
    userName: eventUserName(principal),
    accessKeyId: principal.accessKeyId,
    sourceAddress: visit.sourceAddress,
    userAgent: visit.userAgent,
    error: undefined,
    requestParameters: null,
    responseElements: { [name]: 'Success' },
    additionalEventData: additional,
    resources: [],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

/** Somebody began a console session. */
export function consoleLoginEvent(
  random: RandomBytes,
  visit: VisitFacts,
  principal: Principal,
  login: { readonly url: string; readonly provider: string | undefined },
): AuditEvent {
  return signInEvent(random, visit, principal, 'ConsoleLogin', {
    LoginTo: login.url,
    MobileVersion: 'No',
    MFAUsed: principal.session?.mfaAuthenticatedAt === undefined ? 'No' : 'Yes',
    ...(login.provider === undefined ? {} : { SamlProviderArn: login.provider }),
  });
}

/** A broker exchanged credentials for a sign-in token. */
export function signinTokenEvent(
  random: RandomBytes,
  visit: VisitFacts,
  principal: Principal,
): AuditEvent {
  return signInEvent(random, visit, principal, 'GetSigninToken', undefined);
}

/** Somebody switched to a role, renewed its session, or went back (aws-facts K3). */
export function switchEvent(
  random: RandomBytes,
  visit: VisitFacts,
  principal: Principal,
  name: SwitchEventName,
  told: { readonly from: string; readonly to: string; readonly error?: AuditEvent['error'] },
): AuditEvent {
  const { from, to, error } = told;
  const additional = { SwitchFrom: from, RedirectTo: to };
  const event = signInEvent(random, visit, principal, name, additional);
  return error ? { ...event, error, responseElements: { [name]: 'Failure' } } : event;
}
