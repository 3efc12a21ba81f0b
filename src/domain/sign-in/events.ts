import { rootArn } from '../../base/arn.ts';
import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';
import type { UserIdentity } from '../audit/identity.ts';
import { type AuditEvent, HIDDEN } from '../audit/record.ts';
import type { VisitFacts } from '../sessions/events.ts';
import { arnOf, type FoundPerson } from './evidence.ts';
import type { SecondFactor } from './flow-state.ts';

const FAILED = 'Failed authentication';
const NO_SUCH_USER = 'No username found in supplied account';

/** A visit, and where it leads to once it succeeds. */
export interface SignInVisit extends VisitFacts {
  /** The URL for LoginTo. */
  readonly loginTo: string;
}

type SignInEventName = 'ConsoleLogin' | 'CheckMfa' | 'PasswordUpdated';

interface Outcome {
  readonly name: SignInEventName;
  readonly succeeded: boolean;
  readonly errorMessage?: string;
  readonly additional?: AuditEvent['additionalEventData'];
}

/**
 * An event of somebody who signs in and has no credentials yet. Undefined where no account was
 * found: there is no history that it would belong to.
 */
function signInEvent(
  random: RandomBytes,
  visit: VisitFacts,
  person: FoundPerson,
  { name, succeeded, errorMessage, additional }: Outcome,
): AuditEvent | undefined {
  const { account, claimed, user } = person;
  if (!account) return undefined;
  return {
    account: account.account_id,
    eventId: uuid(random),
    requestId: visit.requestId,
    time: visit.now,
    region: visit.region,
    source: 'signin.amazonaws.com',
    name,
    type: 'AwsConsoleSignIn',
    readOnly: false,
    userIdentity: identityOf(person),
    userName: claimed.kind === 'root' ? 'root' : (user?.name ?? HIDDEN),
    accessKeyId: undefined,
    sourceAddress: visit.sourceAddress,
    userAgent: visit.userAgent,
    error: errorMessage === undefined ? undefined : { message: errorMessage },
    requestParameters: null,
    responseElements: { [name]: succeeded ? 'Success' : 'Failure' },
    additionalEventData: additional,
    resources: [],
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

function identityOf(person: FoundPerson): UserIdentity {
  const { claimed, account, user } = person;
  const accountId = account?.account_id ?? '';
  if (claimed.kind === 'root') {
    const arn = rootArn(accountId);
    return { type: 'Root', principalId: accountId, arn, accountId, accessKeyId: '' };
  }
  if (!user) return { type: 'IAMUser', accountId, accessKeyId: '', userName: HIDDEN };
  return {
    type: 'IAMUser',
    principalId: user.user_id,
    arn: arnOf(person),
    accountId,
    accessKeyId: '',
    userName: user.name,
  };
}

function loginData(loginTo: string, factor: Pick<SecondFactor, 'kind' | 'serial'> | undefined) {
  const device = factor !== undefined && factor.kind !== 'mailed-code';
  return {
    LoginTo: loginTo,
    MobileVersion: 'No',
    MFAUsed: device ? 'Yes' : 'No',
    ...(factor?.serial === undefined ? {} : { MFAIdentifier: factor.serial }),
  };
}

/** Somebody signed in: the session begins with this. */
export function loginSucceeded(
  random: RandomBytes,
  visit: SignInVisit,
  person: FoundPerson,
  factor: SecondFactor | undefined,
): AuditEvent | undefined {
  const additional = loginData(visit.loginTo, factor);
  return signInEvent(random, visit, person, { name: 'ConsoleLogin', succeeded: true, additional });
}

/** Somebody was refused, by the password or by what came after it. */
export function loginFailed(
  random: RandomBytes,
  visit: SignInVisit,
  person: FoundPerson,
  factor?: Pick<SecondFactor, 'kind' | 'serial'>,
): AuditEvent | undefined {
  const unknown = person.claimed.kind === 'user' && !person.user;
  return signInEvent(random, visit, person, {
    name: 'ConsoleLogin',
    succeeded: false,
    errorMessage: unknown ? NO_SUCH_USER : FAILED,
    additional: loginData(visit.loginTo, factor),
  });
}

/** A device proved itself. */
export function mfaChecked(
  random: RandomBytes,
  visit: VisitFacts,
  person: FoundPerson,
  mfaType: 'Virtual MFA' | 'U2F MFA' | 'Multiple MFA Devices',
): AuditEvent | undefined {
  const additional = { MfaType: mfaType };
  return signInEvent(random, visit, person, { name: 'CheckMfa', succeeded: true, additional });
}

/** Somebody replaced a password on the sign-in pages. */
export function passwordUpdated(
  random: RandomBytes,
  visit: VisitFacts,
  person: FoundPerson,
): AuditEvent | undefined {
  return signInEvent(random, visit, person, { name: 'PasswordUpdated', succeeded: true });
}
