import { z } from 'zod';

/** A SAML response that a browser posted, as a HAR file (HTTP Archive 1.2) recorded it. */
export interface HarResponse {
  /** Where it was posted to, without query. */
  readonly url: string;
  /** Milliseconds since 1970; undefined when the file does not tell. */
  readonly time: number | undefined;
  /** The form field SAMLResponse. */
  readonly response: string;
  /** The role that was chosen with it (the form field roleIndex). */
  readonly roleArn: string | undefined;
}

const HAR = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

const ENTRY = z.object({
  startedDateTime: z.string().optional(),
  request: z.object({
    url: z.string(),
    postData: z.object({
      text: z.string().optional(),
      params: z.array(z.object({ name: z.string(), value: z.string().optional() })).optional(),
    }),
  }),
});

type Entry = z.output<typeof ENTRY>;

/** The SAML responses of a HAR file in its order; undefined for JSON that is no HAR file. */
export function responsesOfHar(json: unknown): HarResponse[] | undefined {
  const har = HAR.safeParse(json);
  if (!har.success) return undefined;
  return har.data.log.entries.flatMap((each) => {
    const entry = ENTRY.safeParse(each);
    return entry.success ? (responseOf(entry.data) ?? []) : [];
  });
}

function responseOf({ startedDateTime = '', request }: Entry): HarResponse | undefined {
  const fields = fieldsOf(request.postData);
  const response = fields.get('SAMLResponse');
  if (response === undefined) return undefined;
  const time = Date.parse(startedDateTime);
  return {
    url: plainUrl(request.url),
    time: Number.isNaN(time) ? undefined : time,
    response,
    roleArn: fields.get('roleIndex') || undefined,
  };
}

/** Every browser writes the body as text; some leave it out and write the fields alone. */
function fieldsOf({ text = '', params = [] }: Entry['request']['postData']): Map<string, string> {
  if (isForm(text)) return new Map(new URLSearchParams(text));
  return new Map(params.map(({ name, value = '' }) => [name, decodedOnce(value)]));
}

/** True for a form body with the field SAMLResponse. */
export function isForm(text: string): boolean {
  return /(?:^|&)SAMLResponse=/.test(text);
}

/** Chromium writes fields as they were sent, Firefox as they were meant. */
function decodedOnce(value: string): string {
  if (!/%[0-9a-f]{2}/i.test(value)) return value;
  return new URLSearchParams(`value=${value}`).get('value') ?? value;
}

/** What follows the path is nobody's business, and may be a secret. */
function plainUrl(text: string): string {
  const url = URL.parse(text);
  return url ? `${url.origin}${url.pathname}` : '(unreadable URL)';
}
