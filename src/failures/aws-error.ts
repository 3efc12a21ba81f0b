import { type Failure, type FailureCode, type FailureDetails, failure } from './catalogue.ts';
import { fillTemplate } from './failure.ts';

/**
 * Errors that any AWS service can answer, told in each protocol family with its own code and HTTP
 * status (aws-facts B5, B6, B7; JSON and REST names from the models' common errors).
 */
export const commonErrors = {
  AccessDenied: form(['AccessDenied', 403], ['AccessDeniedException', 400], 403),
  ExpiredToken: form(['ExpiredToken', 403], ['ExpiredTokenException', 400], 403),
  IncompleteSignature: form(['IncompleteSignature', 400], ['IncompleteSignatureException', 400]),
  InternalFailure: form(['InternalFailure', 500], ['InternalFailure', 500]),
  InvalidAction: form(['InvalidAction', 400], ['UnknownOperationException', 400], 404),
  InvalidClientTokenId: form(
    ['InvalidClientTokenId', 403],
    ['UnrecognizedClientException', 400],
    403,
  ),
  MalformedInput: form(['MalformedInput', 400], ['SerializationException', 400]),
  MalformedQueryString: form(['MalformedQueryString', 404], ['SerializationException', 400]),
  MissingAuthenticationToken: form(
    ['MissingAuthenticationToken', 403],
    ['MissingAuthenticationTokenException', 400],
    403,
  ),
  NotImplemented: form(['NotImplemented', 501], ['NotImplementedException', 501]),
  RequestEntityTooLarge: form(
    ['RequestEntityTooLarge', 413],
    ['RequestEntityTooLargeException', 413],
  ),
  ServiceUnavailable: form(['ServiceUnavailable', 503], ['ServiceUnavailableException', 503]),
  SignatureDoesNotMatch: form(
    ['SignatureDoesNotMatch', 403],
    ['InvalidSignatureException', 400],
    403,
  ),
  Throttling: form(['Throttling', 400], ['ThrottlingException', 400], 429),
  UnsupportedMediaType: form(['UnsupportedMediaType', 415], ['UnsupportedMediaTypeException', 415]),
  ValidationError: form(['ValidationError', 400], ['ValidationException', 400]),
} as const;

interface ErrorForm {
  readonly code: string;
  readonly status: number;
}

function form(
  query: readonly [string, number],
  json: readonly [string, number],
  restStatus = json[1],
): { readonly query: ErrorForm; readonly json: ErrorForm; readonly rest: ErrorForm } {
  return {
    query: { code: query[0], status: query[1] },
    json: { code: json[0], status: json[1] },
    rest: { code: json[0], status: restStatus },
  };
}

export type CommonErrorName = keyof typeof commonErrors;

/**
 * An error as an AWS client will see it. `code` is either a common error's name, which wire/
 * translates for the protocol, or the wire code of an error that the operation's model lists
 * (`NoSuchEntity`, `AccountNotFoundException`); its HTTP status then comes from the model.
 */
export class AwsError extends Error {
  readonly code: string;
  /** Further members of the modelled error, such as `Reason`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The catalogue entry behind the error, for the log, the audit event and the administrator. */
  readonly failure: Failure | undefined;

  constructor(
    code: string,
    message: string,
    options: { members?: Readonly<Record<string, unknown>>; failure?: Failure } = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.members = options.members ?? {};
    this.failure = options.failure;
  }
}

/** The error that a catalogue entry surfaces as, ready to throw. */
export function refuse<Code extends FailureCode>(
  code: Code,
  details: FailureDetails<Code>,
): AwsError {
  return surface(failure(code, details));
}

/** The error that an already made failure surfaces as; a failure without wire form is internal. */
export function surface(made: Failure): AwsError {
  const { wire } = made.entry;
  if (!wire)
    return new AwsError('InternalFailure', 'An internal error occurred.', { failure: made });
  const { members = {} } = wire;
  return new AwsError(wire.error, fillTemplate(wire.text, made.details), {
    members,
    failure: made,
  });
}
