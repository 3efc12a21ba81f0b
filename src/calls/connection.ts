/** What the listener knows of a call besides the request itself. */
export interface Connection {
  readonly address: string;
  readonly secure: boolean;
  readonly requestId: string;
  /** Told to metrics and the log once known. */
  service: string;
  operation: string;
}
