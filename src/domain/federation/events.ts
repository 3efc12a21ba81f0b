import type { RandomBytes } from '../../base/bytes.ts';
import { uuid } from '../../base/ids.ts';
import type { AwsError } from '../../failures/aws-error.ts';
import type { UserIdentity } from '../audit/identity.ts';
import { eventParameters } from '../audit/parameters.ts';
import type { AuditEvent, EventResource } from '../audit/record.ts';
import type { FederatedOperation } from './role-subject.ts';
import type { FederationRequest } from './tried.ts';

/** What the event of a federated call tells besides the request (aws-facts K5). */
export interface FederationEvent {
  readonly operation: FederatedOperation;
  readonly account: string;
  readonly identity: UserIdentity;
  readonly userName: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The output; undefined for a refusal. */
  readonly answer: object | undefined;
  readonly error: AwsError | undefined;
  readonly resources: readonly EventResource[];
}

/** Makes the event of a federated call. CloudTrail counts AssumeRole and its kin as reading. */
export function federationEvent(
  random: RandomBytes,
  request: FederationRequest,
  told: FederationEvent,
): AuditEvent {
  const { error, answer } = told;
  return {
    account: told.account,
    eventId: uuid(random),
    requestId: request.requestId,
    time: request.now,
    region: request.region,
    source: 'sts.amazonaws.com',
    name: told.operation,
    readOnly: true,
    userIdentity: told.identity,
    userName: told.userName,
    accessKeyId: undefined,
    sourceAddress: request.sourceAddress,
    userAgent: request.userAgent,
    error: error && { code: error.code, message: error.message },
    requestParameters: eventParameters(told.parameters),
    responseElements: answer === undefined ? null : eventParameters(answer),
    additionalEventData: undefined,
    resources: told.resources,
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

/** What both operations take besides the identity: how long, and session policies. */
export interface SessionParameters {
  readonly durationSeconds?: number | undefined;
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly { readonly arn?: string | undefined }[] | undefined;
}

/** Session parameters by CloudTrail's names; what was not given is left out. */
export function sessionParameters(asked: SessionParameters): Record<string, unknown> {
  const { durationSeconds, Policy: policy, PolicyArns: policyArns } = asked;
  return { durationSeconds, policy, policyArns };
}

/** Session tags by CloudTrail's names; left out where there are none. */
export function tagParameters(
  tags: ReadonlyMap<string, string>,
  transitiveTagKeys: readonly string[],
): Record<string, unknown> {
  return {
    principalTags: tags.size === 0 ? undefined : tags,
    transitiveTagKeys: transitiveTagKeys.length === 0 ? undefined : transitiveTagKeys,
  };
}
