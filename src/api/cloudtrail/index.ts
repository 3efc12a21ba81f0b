import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { type LookupKey, searchEvents } from '../../domain/audit/lookup.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';

/** CloudTrail: the event history. Trails, event data stores and queries do not exist here. */
export const cloudtrailOperations = {
  /** Newest events first; one lookup attribute at a time (aws-facts K1). */
  async LookupEvents(input, call) {
    if (input.EventCategory !== undefined) {
      throw new AwsError('InvalidEventCategoryException', 'Insights events are not recorded here.');
    }
    const { attribute, from, to } = searchOf(input);
    await call.eventsWritten();
    const { rows, nextToken } = await searchEvents(call.work.read, {
      account: call.account,
      attribute,
      from,
      to,
      size: input.MaxResults ?? 50,
      token: input.NextToken,
    });
    return {
      Events: rows.map((row) => ({
        EventId: row.event_id,
        EventName: row.event_name,
        ReadOnly: row.read_only === 1 ? 'true' : 'false',
        EventTime: new Date(Math.floor(row.event_time / 1000) * 1000),
        EventSource: row.event_source,
        Resources: resourcesOf(row.resources),
        CloudTrailEvent: row.record,
        ...(row.access_key_id === null ? {} : { AccessKeyId: row.access_key_id }),
        ...(row.user_name === null ? {} : { Username: row.user_name }),
      })),
      ...(nextToken === undefined ? {} : { NextToken: nextToken }),
    };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-cloudtrail'), Call>>;

export const cloudtrailAccess = {
  LookupEvents: {},
} satisfies Access<typeof cloudtrailOperations>;

const END_OF_TIME = 8_640_000_000_000_000;

interface SearchInput {
  readonly LookupAttributes?:
    | readonly { AttributeKey?: string | undefined; AttributeValue?: string | undefined }[]
    | undefined;
  readonly StartTime?: Date | undefined;
  readonly EndTime?: Date | undefined;
}

function searchOf({ LookupAttributes = [], StartTime, EndTime }: SearchInput) {
  const [first] = LookupAttributes;
  if (LookupAttributes.length > 1) {
    throw new AwsError(
      'InvalidLookupAttributesException',
      'You can only specify one lookup attribute in your request.',
    );
  }
  const from = StartTime?.getTime() ?? 0;
  const to = EndTime === undefined ? END_OF_TIME : EndTime.getTime() + 999;
  if (from > to) {
    throw new AwsError(
      'InvalidTimeRangeException',
      'The start time that you specified occurs after the end time.',
    );
  }
  const attribute = first && {
    key: first.AttributeKey as LookupKey,
    value: first.AttributeValue ?? '',
  };
  return { attribute, from, to };
}

function resourcesOf(pairs: string | null): { ResourceType: string; ResourceName: string }[] {
  const parsed: [string, string][] = pairs === null ? [] : JSON.parse(pairs);
  return parsed.map(([ResourceType, ResourceName]) => ({ ResourceType, ResourceName }));
}
