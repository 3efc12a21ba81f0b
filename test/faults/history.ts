/** The event history and the account's users as a client sees them, and what the one says of the other. */
import { paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { paginateGetAccountAuthorizationDetails } from '@aws-sdk/client-iam';
import type { Clients } from '../support/clients.ts';
import { POLICY } from './writers.ts';

/** A call that the history tells as a success. */
export interface Success {
  readonly action: string;
  readonly user: string;
  /** The access key that was answered or deleted. */
  readonly accessKeyId: string | undefined;
}

/** Successes by request id. */
export type History = Map<string, Success>;

/** Adds what LookupEvents tells of the time since `start` (milliseconds). */
export async function readHistory(
  { cloudtrail }: Clients,
  start: number,
  history: History,
): Promise<void> {
  const search = { StartTime: new Date(start) };
  for await (const { Events = [] } of paginateLookupEvents({ client: cloudtrail }, search)) {
    for (const { CloudTrailEvent = '' } of Events) addEvent(JSON.parse(CloudTrailEvent), history);
  }
}

interface EventRecord {
  readonly requestID: string;
  readonly eventName: string;
  readonly errorCode?: string;
  readonly requestParameters: {
    readonly userName?: string;
    readonly accessKeyId?: string;
  } | null;
  readonly responseElements: {
    readonly accessKey?: { readonly accessKeyId: string };
    readonly credentials?: { readonly accessKeyId: string };
  } | null;
}

function addEvent(record: EventRecord, history: History): void {
  if (record.errorCode !== undefined) return;
  const { requestParameters: asked, responseElements: answered } = record;
  const made = answered?.accessKey ?? answered?.credentials;
  history.set(record.requestID, {
    action: record.eventName,
    user: asked?.userName ?? '',
    accessKeyId: made?.accessKeyId ?? asked?.accessKeyId,
  });
}

/**
 * The users of the writers that there must be by the history, each with its inline policies and
 * access keys. Names are never used twice, so what was made and not deleted is there.
 */
export function usersByHistory(history: History): Set<string> {
  const facts = new Set<string>();
  const gone = new Set<string>();
  for (const { action, user, accessKeyId } of history.values()) {
    if (action === 'CreateUser') facts.add(`user ${user}`);
    if (action === 'DeleteUser') gone.add(`user ${user}`);
    if (action === 'PutUserPolicy') facts.add(`policy ${user}/${POLICY}`);
    if (action === 'DeleteUserPolicy') gone.add(`policy ${user}/${POLICY}`);
    if (action === 'CreateAccessKey') facts.add(`key ${user}/${accessKeyId}`);
    if (action === 'DeleteAccessKey') gone.add(`key ${user}/${accessKeyId}`);
  }
  return facts.difference(gone);
}

/** The same as the account has it; access keys only of users whose name passes `isAsked`. */
export async function usersByState(
  { iam }: Clients,
  isAsked: (user: string) => boolean,
): Promise<Set<string>> {
  const facts = new Set<string>();
  const pages = paginateGetAccountAuthorizationDetails(
    { client: iam, pageSize: 1000 },
    { Filter: ['User'] },
  );
  for await (const { UserDetailList = [] } of pages) {
    for (const { UserName = '', UserPolicyList = [] } of UserDetailList) {
      if (!UserName.startsWith('u-')) continue;
      facts.add(`user ${UserName}`);
      for (const { PolicyName } of UserPolicyList) facts.add(`policy ${UserName}/${PolicyName}`);
    }
  }
  const users = [...facts].filter((fact) => fact.startsWith('user ')).map((fact) => fact.slice(5));
  for (const user of users.filter(isAsked)) {
    const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName: user });
    for (const { AccessKeyId } of AccessKeyMetadata) facts.add(`key ${user}/${AccessKeyId}`);
  }
  return facts;
}
