import type { Failure } from '../../failures/catalogue.ts';
import type { QueryParameter } from './query.ts';

/** A Signature Version 4 as a request carries it: read, not yet verified. */
export interface RequestSignature {
  /** Where it stands: the Authorization header, or the query string of a presigned URL. */
  readonly form: 'header' | 'query';
  readonly accessKeyId: string;
  /** `date/region/service/terminator` as sent, and its parts. */
  readonly scope: string;
  readonly scopeDate: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
  /** The date that was signed, as `20260131T093000Z`, and the same in milliseconds. */
  readonly amzDate: string;
  readonly signedAt: number;
  /** Lower-case names in ascending order, and the list as sent. */
  readonly signedHeaders: readonly string[];
  readonly signedHeaderList: string;
  /** As sent: may be anything, only its comparison tells. */
  readonly signature: string;
  readonly sessionToken?: string;
  /** Seconds that a presigned URL is valid, 1 to 604800. */
  readonly expires?: number;
  /** `x-amz-content-sha256`, when the request has one. */
  readonly contentHash?: string;
  /** The query string of a presigned URL, read on the way. */
  readonly parameters?: readonly QueryParameter[];
}

/** What reading gives: a signature, or why there is none. */
export type SignatureReading =
  | { readonly signature: RequestSignature; readonly failure?: never }
  | { readonly failure: Failure; readonly signature?: never };

export const ALGORITHM = 'AWS4-HMAC-SHA256';

export function refused(failure: Failure): SignatureReading {
  return { failure };
}
