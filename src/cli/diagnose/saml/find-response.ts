import { unusable } from '../unusable.ts';
import { type HarResponse, isForm, responsesOfHar } from './har.ts';

/** A SAML response as it was found in a file. */
export interface FoundResponse {
  /** What the file was taken for. */
  readonly form: 'base64' | 'url-encoded' | 'form' | 'xml' | 'har';
  /** The form field SAMLResponse as it was, or would have been, posted. */
  readonly response: string;
  /** The responses of a HAR file, and which of them it is, counted from 1. */
  readonly har?: { readonly responses: readonly HarResponse[]; readonly entry: number };
}

/** HAR files of a whole sign-in have some megabytes. */
export const MOST_BYTES = 50_000_000;

/**
 * Finds the SAML response in a file: a HAR file, a form body, XML, or the form field alone, also
 * when it is still URL-encoded. `entry` chooses among the responses of a HAR file; the last one
 * otherwise. Throws UnusableInput.
 */
export function findResponse(bytes: Buffer, path: string, entry?: number): FoundResponse {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const begin = text.trimStart().slice(0, 1);
  if (begin === '') throw unusable('DIAG-003', { path, reason: 'it is empty' });
  if (begin === '{' || begin === '[') return findInHar(text, path, entry);
  if (begin === '<' || isUtf16(bytes)) return { form: 'xml', response: bytes.toString('base64') };
  const body = text.trim();
  if (isForm(body)) {
    return { form: 'form', response: new URLSearchParams(body).get('SAMLResponse') ?? '' };
  }
  const decoded = body.includes('%') ? decodedField(body) : undefined;
  if (decoded !== undefined) return { form: 'url-encoded', response: decoded };
  return { form: 'base64', response: text };
}

/** UTF-16 with a byte order mark, or with an ASCII character first. */
function isUtf16([first = 0, second = 0]: Buffer): boolean {
  return first + second === 0xff + 0xfe || (first === 0) !== (second === 0);
}

function decodedField(body: string): string | undefined {
  try {
    return decodeURIComponent(body);
  } catch {
    return undefined;
  }
}

function findInHar(text: string, path: string, entry: number | undefined): FoundResponse {
  const responses = responsesOfHar(parsed(text, path));
  if (!responses) throw unusable('DIAG-003', { path, reason: 'it is JSON, and no HAR file' });
  const count = responses.length;
  if (count === 0) {
    throw unusable('DIAG-003', { path, reason: 'no request of the HAR file posted one' });
  }
  const chosen = responses[(entry ?? count) - 1];
  if (!chosen) throw unusable('DIAG-004', { path, entry: String(entry), count: String(count) });
  return {
    form: 'har',
    response: chosen.response,
    har: { responses, entry: entry ?? count },
  };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unusable('DIAG-003', { path, reason: 'it begins like JSON, and cannot be read as JSON' });
  }
}
