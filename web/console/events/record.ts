/** What the console shows of an event's raw record. */
export interface EventRecord {
  readonly record: Readonly<Record<string, unknown>>;
  readonly sourceAddress: string | undefined;
  readonly userAgent: string | undefined;
  readonly errorCode: string | undefined;
  readonly errorMessage: string | undefined;
  readonly requestId: string | undefined;
  readonly region: string | undefined;
  /** The caller's ARN, or what stands for it. */
  readonly caller: string | undefined;
  /** Of a sign-in: whether it succeeded, and whether with a second factor. */
  readonly login: { readonly succeeded: boolean; readonly mfa: boolean } | undefined;
}

type Members = Readonly<Record<string, unknown>>;

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? { ...value } : {};

const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Reads the raw record of an event, JSON as LookupEvents answers it. */
export function readRecord(raw: string | undefined): EventRecord {
  const record = members(parsed(raw ?? ''));
  const identity = members(record.userIdentity);
  const outcome = text(members(record.responseElements).ConsoleLogin);
  const used = text(members(record.additionalEventData).MFAUsed) ?? '';
  return {
    record,
    sourceAddress: text(record.sourceIPAddress),
    userAgent: text(record.userAgent),
    errorCode: text(record.errorCode),
    errorMessage: text(record.errorMessage),
    requestId: text(record.requestID),
    region: text(record.awsRegion),
    caller: text(identity.arn) ?? text(identity.principalId),
    login:
      outcome === undefined
        ? undefined
        : { succeeded: outcome === 'Success', mfa: /^yes$/i.test(used) },
  };
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
}
