import type { Budget } from './budget.ts';

/**
 * A request to another server and everything that can come of it, as values. The guarded client
 * (outbound/) makes the outcome; those who ask know nothing else of it.
 */

/** A GET, or a POST when there is a form or a JSON text. */
export interface FetchRequest {
  /** An https URL without user and fragment. */
  readonly url: string;
  /** Shared by the requests that serve one purpose; redirects draw from it as well. */
  readonly budget: Budget;
  /** The largest body that is read. */
  readonly maxBytes: number;
  /** Statuses that count as an answer; every other one is a problem. Without it: 200. */
  readonly statuses?: readonly number[];
  /**
   * SHA-1 of certificates, 40 hex digits each. When no trusted authority signed the server's
   * certificate, a chain up to one of these is accepted instead.
   */
  readonly thumbprints?: readonly string[];
  /** Makes the request a POST of these fields. Such a request follows no redirect. */
  readonly form?: Readonly<Record<string, string>>;
  /** Makes the request a POST of this JSON text. Such a request follows no redirect. */
  readonly json?: string;
  /** Further headers, by their names in lower case. Such a request follows no redirect. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The value of the Authorization header. Such a request follows no redirect. */
  readonly authorization?: string;
}

/** What a request spends its time with, in this order. */
export type FetchStep = 'wait' | 'dns' | 'connect' | 'tls' | 'first-byte' | 'body';

/** One request to one host: the first, or one that a redirect led to. */
export interface FetchHop {
  /** Without its query, which may carry what is nobody's business. */
  readonly url: string;
  /** The address that was connected to, once there was one. */
  readonly address?: string;
  readonly status?: number;
  readonly certificate?: ServerCertificate;
  /** The steps that were begun; the last one may have failed. */
  readonly steps: readonly { readonly step: FetchStep; readonly milliseconds: number }[];
}

/** One certificate as a server sent it. */
export interface SentCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** SHA-1 of its DER, 40 lower-case hex digits. */
  readonly thumbprint: string;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** What a server showed, and why it was believed. */
export interface ServerCertificate {
  /** `thumbprint`: no trusted authority signed it, a configured thumbprint vouches for it. */
  readonly trust: 'authority' | 'thumbprint';
  /** From the server's own up to the top one that was sent, each signed by the next. */
  readonly chain: readonly SentCertificate[];
}

/** Why no usable answer came. Texts are short, plain and free of secrets. */
export type FetchProblem =
  /** The URL itself breaks a rule. */
  | { readonly kind: 'url'; readonly url: string; readonly reason: UrlFault }
  /** Too many requests are under way already. */
  | { readonly kind: 'busy'; readonly host: string }
  /** The host's name has no address; `code` as the resolver says it, such as `ENOTFOUND`. */
  | { readonly kind: 'dns'; readonly host: string; readonly code: string }
  /** No address may be connected to; the first one and the range that it lies in. */
  | {
      readonly kind: 'address-refused';
      readonly host: string;
      readonly address: string;
      readonly range: string;
    }
  /** No connection, or one that broke off; `code` such as `ECONNREFUSED`. */
  | {
      readonly kind: 'connection';
      readonly host: string;
      readonly address: string;
      readonly step: FetchStep;
      readonly code: string;
    }
  | {
      readonly kind: 'timeout';
      readonly host: string;
      readonly step: FetchStep;
      readonly budgetMilliseconds: number;
    }
  /** The handshake failed before a certificate could be judged. */
  | { readonly kind: 'tls'; readonly host: string; readonly code: string }
  /** The certificate is not trusted, not for this host, or out of its time. */
  | {
      readonly kind: 'certificate';
      readonly host: string;
      /** Such as `CERT_HAS_EXPIRED` or `ERR_TLS_CERT_ALTNAME_INVALID`. */
      readonly reason: string;
      readonly chain: readonly SentCertificate[];
    }
  /** What came is not HTTP/1.1. */
  | { readonly kind: 'protocol'; readonly host: string; readonly code: string }
  | {
      readonly kind: 'status';
      readonly host: string;
      readonly status: number;
      /** How long the server asks to be left alone, from `Retry-After` in seconds. */
      readonly retryAfterMilliseconds?: number;
    }
  /** A redirect that is not followed. */
  | {
      readonly kind: 'redirect';
      readonly location: string;
      readonly reason: 'too-many' | 'no-location' | 'with-credentials' | UrlFault;
    }
  | { readonly kind: 'too-large'; readonly part: 'headers' | 'body'; readonly limitBytes: number }
  /** The body is compressed, although that was not asked for. */
  | { readonly kind: 'encoding'; readonly encoding: string };

/** Which rule a URL breaks. */
export type UrlFault = 'unreadable' | 'too-long' | 'not-https' | 'user' | 'fragment' | 'port';

export interface FetchResponse {
  /** The URL that answered, after redirects, without its query. */
  readonly url: string;
  readonly status: number;
  /** By their names in lower case; several of one name are joined with `, `. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly certificate: ServerCertificate;
}

/** What came of a request; the hops are told either way. */
export type FetchOutcome =
  | { readonly ok: true; readonly response: FetchResponse; readonly hops: readonly FetchHop[] }
  | { readonly ok: false; readonly problem: FetchProblem; readonly hops: readonly FetchHop[] };
