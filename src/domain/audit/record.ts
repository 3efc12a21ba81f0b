import { isoSeconds } from '../../base/clock.ts';
import type { UserIdentity } from './identity.ts';

/** What AWS writes in events in the place of secrets, and of names that may be secrets (aws-facts K3, K5). */
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** A resource of a CloudTrail record. */
export interface EventResource {
  readonly arn: string;
  readonly account: string;
  /** A CloudFormation type such as `AWS::IAM::Role`. */
  readonly type: string;
}

/** What one audited call is told as (aws-facts K2). */
export interface AuditEvent {
  readonly account: string;
  readonly eventId: string;
  readonly requestId: string;
  readonly time: number;
  readonly region: string;
  readonly source: string;
  readonly name: string;
  /** CloudTrail's eventType; `AwsApiCall` unless told. */
  readonly type?: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent';
  /** Of an AwsServiceEvent: what came of it. */
  readonly serviceEventDetails?: Readonly<Record<string, unknown>>;
  readonly readOnly: boolean;
  readonly userIdentity: UserIdentity;
  /** True for a call that a page of the console made. */
  readonly fromConsole?: boolean;
  readonly userName: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly sourceAddress: string;
  readonly userAgent: string;
  /** Failed sign-ins have a message and no code. */
  readonly error: { readonly code?: string; readonly message: string } | undefined;
  /** Already masked; null when the operation has no input. */
  readonly requestParameters: unknown;
  /** Already masked; null for reading operations and failures. */
  readonly responseElements: unknown;
  readonly additionalEventData: Readonly<Record<string, unknown>> | undefined;
  readonly resources: readonly EventResource[];
  /** The same for the records of one call in several accounts. */
  readonly sharedEventId: string | undefined;
  readonly apiVersion: string | undefined;
  readonly tls:
    | { readonly version: string; readonly cipher: string; readonly host: string }
    | undefined;
}

/** The longest errorMessage of a record; error texts may repeat a good part of a request. */
const MOST_ERROR_CHARACTERS = 1024;

let lastSecond = Number.NaN;
let lastText = '';

/** The time as events tell it. Thousands of events share a second, and making its text is slow. */
function secondText(time: number): string {
  const second = Math.floor(time / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = isoSeconds(time);
  }
  return lastText;
}

/** The CloudTrail record of an event: a JSON text. */
export function eventRecord(event: AuditEvent): string {
  const { error, resources, tls } = event;
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity: event.userIdentity,
    eventTime: secondText(event.time),
    eventSource: event.source,
    eventName: event.name,
    awsRegion: event.region,
    sourceIPAddress: event.sourceAddress,
    userAgent: event.userAgent,
    errorCode: error?.code,
    errorMessage: error?.message.slice(0, MOST_ERROR_CHARACTERS),
    requestParameters: event.requestParameters ?? null,
    responseElements: event.responseElements ?? null,
    additionalEventData: event.additionalEventData,
    requestID: event.requestId,
    eventID: event.eventId,
    readOnly: event.readOnly,
    resources:
      resources.length > 0
        ? resources.map(({ account, type, arn }) => ({ accountId: account, type, ARN: arn }))
        : undefined,
    eventType: event.type ?? 'AwsApiCall',
    apiVersion: event.apiVersion,
    managementEvent: true,
    recipientAccountId: event.account,
    sharedEventID: event.sharedEventId,
    serviceEventDetails: event.serviceEventDetails,
    eventCategory: 'Management',
    sessionCredentialFromConsole: event.fromConsole ? 'true' : undefined,
    tlsDetails: tls && {
      tlsVersion: tls.version,
      cipherSuite: tls.cipher,
      clientProvidedHostHeader: tls.host,
    },
  });
}

/** The name of a resource as LookupEvents finds it: what follows the last `/` or `:` of its ARN. */
export function resourceName(arn: string): string {
  return arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
}
