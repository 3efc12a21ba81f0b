import type { AwsError } from '../failures/aws-error.ts';
import { catalogue, type Failure, type FailureCode } from '../failures/catalogue.ts';
import { type FailureEntry, fillTemplate } from '../failures/failure.ts';
import type { Refusal } from './service.ts';

/** Codes that AWS answers with 403; the rest of what pages show is 400. */
const FORBIDDEN = new Set(['AccessDenied']);
const TOO_MANY = 'Throttling';

/** What AWS's inner validator of SAML responses adds to its texts (aws-facts C6). */
const VALIDATOR =
  / \(Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: (\w+); Request ID: [^;]*; Proxy: null\)$/;
/** The one text that AWS's page gives with its validator's own name and code (R076). */
const SHOWN_AS_INNER = 'Issuer not present in specified provider';
/** R063: the whole page has no more to say. */
const INVALID_RESPONSE = 'Your request included an invalid SAML response';

/** What STS has no part in is told without its name: the federation endpoint, the throttle. */
const OWN_WORDS = /^(?:FED-0[34]\d|LIMIT-\d+)$/;

/** The federation endpoint answers every refusal with 400 (aws-facts H3). */
function statusOf(code: string, failureCode: string): number {
  if (code === TOO_MANY) return 429;
  return FORBIDDEN.has(code) && !OWN_WORDS.test(failureCode) ? 403 : 400;
}

/** The error of a refused try. */
type Told = Pick<AwsError, 'code' | 'message'> & {
  readonly failure: Pick<Failure, 'code'> | undefined;
};

/** A refused try as its page tells it: in the words of AWS's sign-in page (R063, R065, R066, R076). */
export function refusalOf({ code, message, failure }: Told, requestId: string): Refusal {
  const failureCode = failure?.code ?? '';
  const status = statusOf(code, failureCode);
  const offersSignOut = message.startsWith(INVALID_RESPONSE);
  const asIs = offersSignOut || OWN_WORDS.test(failureCode);
  const text = asIs ? message : pageText(code, status, message, requestId);
  return { status, code, text, offersSignOut, failureCode: spokenCode(failureCode) };
}

function pageText(code: string, status: number, message: string, requestId: string): string {
  const inner = VALIDATOR.exec(message)?.[1];
  const plain = message.replace(VALIDATOR, '');
  if (inner !== undefined && plain === SHOWN_AS_INNER) {
    return `Failed to assume role: ${plain} ${suffix('AWSOpenIdDiscoveryService', status, inner, requestId)}`;
  }
  return `${plain} ${suffix('AWSSecurityTokenService', status, code, requestId)}`;
}

function suffix(service: string, status: number, code: string, requestId: string): string {
  return `(service: ${service}; status code: ${status}; error code: ${code}; request ID: ${requestId}; proxy: null)`;
}

/** Failures whose texts need no more than the request id, and so can be shown once more. */
const SHOWN_AGAIN = /^(?:SAML|FED|LIMIT)-/;

/** What is filled into the texts of a refusal that is shown once more. */
function detailsOf(requestId: string): Readonly<Record<string, string>> {
  return { requestId, operation: 'AssumeRoleWithSAML' };
}

/** What a page says of a failure; equal for failures that nobody outside may tell apart. */
function spoken(code: FailureCode): string {
  const { wire }: FailureEntry = catalogue[code];
  const text = wire && fillTemplate(wire.text, detailsOf(''));
  return JSON.stringify([wire?.error, text, OWN_WORDS.test(code)]);
}

/** The first failure of each thing that pages say. */
const FIRST_SPOKEN: ReadonlyMap<string, FailureCode> = new Map(
  Object.keys(catalogue)
    .filter(isCode)
    .filter((code) => SHOWN_AGAIN.test(code))
    .sort()
    .reverse()
    .map((code) => [spoken(code), code]),
);

/**
 * The code by which a page can be asked for once more. It stands in the page, so it tells no more
 * than the page says: which check of an encrypted assertion failed would decrypt it for whoever
 * changes the ciphertext, and which check of a role failed would tell whether the role exists.
 */
function spokenCode(code: string): string {
  return isCode(code) ? (FIRST_SPOKEN.get(spoken(code)) ?? code) : code;
}

/** The refusal that a page showed before; undefined for a code that no page shows. */
export function refusalAgain(code: string, requestId: string): Refusal | undefined {
  if (!isCode(code) || !SHOWN_AGAIN.test(code)) return undefined;
  const entry: FailureEntry = catalogue[code];
  if (!entry.wire) return undefined;
  const message = fillTemplate(entry.wire.text, detailsOf(requestId));
  if (/\{\w+\}/.test(message)) return undefined;
  return refusalOf({ code: entry.wire.error, message, failure: { code } }, requestId);
}

function isCode(code: string): code is FailureCode {
  return Object.hasOwn(catalogue, code);
}
