/** Codes of what happens between the browser and the server, which no service answers. */
export type LocalCode = 'NetworkFailure' | 'UnreadableAnswer';

/** The status of a call without a live session behind it. */
export const ENDED = 401;

/** An operation that did not succeed: what the service answered, or that it could not be asked. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** AWS's code, such as `NoSuchEntity`, or a LocalCode. */
  readonly code: string;
  /** Status of the answer; 0 when there was none. */
  readonly status: number;
  readonly requestId: string | undefined;
  /** The encoded message of a denied call, for DecodeAuthorizationMessage. */
  readonly authorizationMessage: string | undefined;
  /** `iam:ListUsers`, the operation that was asked. */
  readonly operation: string;

  constructor(given: {
    readonly code: string;
    readonly message: string;
    readonly status: number;
    readonly operation: string;
    readonly requestId?: string | undefined;
    readonly authorizationMessage?: string | undefined;
  }) {
    super(given.message);
    this.code = given.code;
    this.status = given.status;
    this.operation = given.operation;
    this.requestId = given.requestId;
    this.authorizationMessage = given.authorizationMessage;
  }

  /** Whether there is no live session any more. */
  get isSessionEnd(): boolean {
    return this.status === ENDED;
  }

  /** Whether the caller's permissions are what is missing. */
  get isDenied(): boolean {
    return /^(AccessDenied|AccessDeniedException|UnauthorizedOperation)$/.test(this.code);
  }
}

/** What was thrown, as a failure; something of our own making is thrown on. */
export function failureFrom(thrown: unknown): ApiFailure {
  if (thrown instanceof ApiFailure) return thrown;
  throw thrown;
}

const texts = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Reads the answer of an operation that was refused; `body` is what came, JSON or not. */
export function readFailure(
  operation: string,
  response: { readonly status: number; readonly headers: Headers },
  body: string,
): ApiFailure {
  const { __type: type, message, Message: other } = texts(parsed(body));
  const said = message ?? other;
  return new ApiFailure({
    operation,
    status: response.status,
    code: typeof type === 'string' ? (type.split('#').at(-1) ?? type) : 'UnreadableAnswer',
    message: typeof said === 'string' ? said : '',
    requestId: response.headers.get('x-amzn-requestid') ?? undefined,
    authorizationMessage: response.headers.get('x-gatehouse-authorization-message') ?? undefined,
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
