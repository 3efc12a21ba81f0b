/** A request as it arrived: nothing decoded, nothing normalised; header names in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** The path as sent, percent-encoding included, without the query string. */
  readonly path: string;
  /** What follows the first `?`, as sent; empty when there is none. */
  readonly query: string;
  /** Several headers of one name are joined with `,` as Node joins them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** A complete answer. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
