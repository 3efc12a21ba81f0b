import { uuid } from '../base/ids.ts';
import { eventUserName, userIdentity } from '../domain/audit/identity.ts';
import { eventParameters } from '../domain/audit/parameters.ts';
import type { AuditEvent, EventResource } from '../domain/audit/record.ts';
import type { AccessResource } from '../domain/authorisation/resource.ts';
import { maskSensitive, type Operation, type Service } from '../wire/index.ts';
import type { Call } from './call.ts';

/** Everything about one served call that its event is made of. */
export interface Served {
  readonly call: Call;
  readonly service: Service;
  readonly operation: Operation;
  readonly source: string;
  readonly input: Record<string, unknown> | undefined;
  readonly output: object | undefined;
  readonly error: { readonly code: string; readonly message: string } | undefined;
  readonly resources: readonly AccessResource[];
}

/** Operations that only read; CloudTrail marks AssumeRole and its kin so as well. */
const READ_ONLY = /^(Get|List|Describe|Lookup|Decode|Simulate|AssumeRole)/;
/** Operations that read and yet have responseElements, since they hand out credentials. */
const ISSUES = /^(AssumeRole|GetSessionToken|GetFederationToken)/;
/** Where CloudTrail records the calls of services that have no regions. */
const GLOBAL_SERVICES = new Set(['iam', 'organizations']);

/** The events of a call: one, or two with a shared id when another account is concerned. */
export function auditEvents(served: Served): readonly AuditEvent[] {
  const { call } = served;
  const { sharedWith } = call.notes;
  if (sharedWith === undefined || sharedWith === call.account) return [auditEvent(served)];
  const sharedEventId = uuid();
  const event = { ...auditEvent(served), sharedEventId };
  const { principal } = call;
  // The other account learns which account's principal it was, and not its name or key.
  const foreign = {
    userIdentity: { type: 'AWSAccount', principalId: principal.userId, accountId: call.account },
    userName: undefined,
    accessKeyId: undefined,
  };
  return [event, { ...event, ...foreign, account: sharedWith, eventId: uuid() }];
}

function auditEvent(served: Served): AuditEvent {
  const { call, service, operation, error } = served;
  return {
    account: call.account,
    eventId: call.eventId,
    requestId: call.requestId,
    time: call.now,
    region: GLOBAL_SERVICES.has(service.name) ? 'us-east-1' : call.region,
    source: served.source,
    name: operation.name,
    readOnly: READ_ONLY.test(operation.name),
    userIdentity: userIdentity(call.principal),
    fromConsole: call.fromConsole,
    userName: eventUserName(call.principal),
    accessKeyId: call.principal.accessKeyId,
    sourceAddress: call.sourceAddress,
    userAgent: call.userAgent,
    error,
    requestParameters: requestParameters(served),
    responseElements: responseElements(served),
    additionalEventData: undefined,
    resources: eventResources(served),
    sharedEventId: undefined,
    apiVersion: undefined,
    tls: undefined,
  };
}

function requestParameters({ operation, input }: Served): unknown {
  if (!input || operation.input.members.length === 0) return null;
  return eventParameters(maskSensitive(operation.input, input));
}

function responseElements({ operation, output, error }: Served): unknown {
  if (error || !output || operation.output.members.length === 0) return null;
  const { name } = operation;
  if (READ_ONLY.test(name) && !ISSUES.test(name)) return null;
  return eventParameters(maskSensitive(operation.output, output));
}

/** A Map, because the words looked up may come from a request. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['user', 'AWS::IAM::User'],
  ['role', 'AWS::IAM::Role'],
  ['group', 'AWS::IAM::Group'],
  ['policy', 'AWS::IAM::Policy'],
  ['instance-profile', 'AWS::IAM::InstanceProfile'],
  ['mfa', 'AWS::IAM::MFADevice'],
  ['saml-provider', 'AWS::IAM::SAMLProvider'],
  ['oidc-provider', 'AWS::IAM::OIDCProvider'],
]);

function eventResources({ call, resources }: Served): EventResource[] {
  const found = [...call.notes.resources];
  for (const { arn } of resources) {
    const kind = /^arn:aws:iam::(\d{12}):([a-z-]+)\/.*[^/*]$/.exec(arn);
    const type = kind?.[2] === undefined ? undefined : TYPES.get(kind[2]);
    if (
      type !== undefined &&
      kind?.[1] !== undefined &&
      !found.some((known) => known.arn === arn)
    ) {
      found.push({ arn, account: kind[1], type });
    }
  }
  return found;
}
