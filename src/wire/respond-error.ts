import type { HttpResponse } from '../base/http.ts';
import { type AwsError, type CommonErrorName, commonErrors } from '../failures/aws-error.ts';
import { toJson } from './json-writer.ts';
import { jsonHeaders } from './respond.ts';
import type { Protocol } from './services.ts';
import type { ErrorShape, Service } from './shapes.ts';
import { escapeXml, writeXmlElement } from './xml-writer.ts';

/** The namespace of errors that come from the dispatcher in front of a Query service (aws-facts B1). */
const DISPATCH_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

/** sso-oidc names each error a second time in the words of OAuth (aws-facts E1). */
const OAUTH_ERRORS: Readonly<Record<string, string>> = {
  AccessDeniedException: 'access_denied',
  AuthorizationPendingException: 'authorization_pending',
  ExpiredTokenException: 'expired_token',
  InternalServerException: 'server_error',
  InvalidClientException: 'invalid_client',
  InvalidClientMetadataException: 'invalid_client_metadata',
  InvalidGrantException: 'invalid_grant',
  InvalidRedirectUriException: 'invalid_redirect_uri',
  InvalidRequestException: 'invalid_request',
  InvalidRequestRegionException: 'invalid_request',
  InvalidScopeException: 'invalid_scope',
  SlowDownException: 'slow_down',
  UnauthorizedClientException: 'unauthorized_client',
  UnsupportedGrantTypeException: 'unsupported_grant_type',
};

/** signin names each error a second time, by what a client can do about it (aws-facts H4). */
const SIGNIN_ERRORS: Readonly<Record<string, string>> = {
  InternalServerException: 'server_error',
  TooManyRequestsError: 'rate_exceeded',
  ValidationException: 'INVALID_REQUEST',
};

/** The statuses of signin's AccessDeniedException, by that second name (aws-facts H4). */
const SIGNIN_STATUS: ReadonlyMap<unknown, number> = new Map([
  ['TOKEN_EXPIRED', 401],
  ['AUTHCODE_EXPIRED', 401],
  ['USER_CREDENTIALS_CHANGED', 403],
  ['INSUFFICIENT_PERMISSIONS', 403],
]);

/** Modelled errors that stand for a common error in services that do not answer it by its own name. */
const SUBSTITUTES: Readonly<Record<string, Partial<Record<CommonErrorName, string>>>> = {
  'sso-oidc': {
    InternalFailure: 'InternalServerException',
    MalformedInput: 'InvalidRequestException',
    Throttling: 'SlowDownException',
    ValidationError: 'InvalidRequestException',
  },
  sso: {
    MalformedInput: 'InvalidRequestException',
    Throttling: 'TooManyRequestsException',
    ValidationError: 'InvalidRequestException',
  },
  quicksight: {
    InternalFailure: 'InternalFailureException',
    MalformedInput: 'InvalidParameterValueException',
    ValidationError: 'InvalidParameterValueException',
  },
  signin: {
    InternalFailure: 'InternalServerException',
    MalformedInput: 'ValidationException',
    Throttling: 'TooManyRequestsError',
  },
  organizations: { Throttling: 'TooManyRequestsException' },
  'sso-admin': { InternalFailure: 'InternalServerException' },
  identitystore: { InternalFailure: 'InternalServerException' },
};

/** Statuses of codes that services answer although their models leave them out (aws-facts E2). */
const UNMODELLED_STATUS: Readonly<Record<string, number>> = { ForbiddenException: 403 };

/** An error in the form that one protocol sends. */
interface WireError {
  readonly code: string;
  readonly status: number;
  readonly model: ErrorShape | undefined;
}

function isCommon(code: string): code is CommonErrorName {
  return Object.hasOwn(commonErrors, code);
}

/**
 * Finds code and status: a common error in the form of the protocol, an error of the model, or
 * else the code as given with status 400 (codes such as `InvalidParameterValue` are in no model).
 * JSON services answer 400 or 500, whatever their model says (aws-facts B7, F1).
 */
export function resolveError(
  service: Service | undefined,
  protocol: Protocol,
  code: string,
): WireError {
  const common = isCommon(code) ? commonErrors[code] : undefined;
  const substitute = service && common && SUBSTITUTES[service.name]?.[code as CommonErrorName];
  const form =
    common &&
    (protocol === 'awsQuery' ? common.query : protocol === 'restJson1' ? common.rest : common.json);
  const model = service?.errors.get(substitute ?? form?.code ?? code) ?? service?.errors.get(code);
  if (!model) {
    const status = form?.status ?? UNMODELLED_STATUS[code] ?? 400;
    return { code: form?.code ?? code, status, model };
  }
  if (protocol === 'awsQuery') {
    return { code: form?.code ?? model.queryCode, status: form?.status ?? model.status, model };
  }
  if (protocol === 'restJson1') return { code: model.name, status: model.status, model };
  return { code: model.name, status: model.fault === 'server' ? 500 : 400, model };
}

/**
 * The answer to a call that failed, whatever the service (undefined when no service was found).
 * The one place that turns an error into bytes.
 */
export function writeError(
  service: Service | undefined,
  protocol: Protocol,
  error: AwsError,
  requestId: string,
): HttpResponse {
  const found = resolveError(service, protocol, error.code);
  const status = service?.name === 'signin' ? SIGNIN_STATUS.get(error.members.error) : undefined;
  const wire = { ...found, status: status ?? found.status };
  if (protocol === 'awsQuery') return writeQueryError(service, wire, error, requestId);
  const body = JSON.stringify(errorBody(service, protocol, wire, error, requestId));
  if (protocol === 'restJson1') {
    const headers = {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amzn-errortype': wire.code,
      ...headerMembers(wire.model, error),
    };
    return { status: wire.status, headers, body };
  }
  const version = protocol === 'awsJson1_0' ? '1.0' : '1.1';
  const headers = { ...jsonHeaders(version, requestId), ...headerMembers(wire.model, error) };
  return { status: wire.status, headers, body };
}

/** A body too large is answered without a body, and errors of dispatch in a namespace of their own. */
function writeQueryError(
  service: Service | undefined,
  wire: WireError,
  error: AwsError,
  requestId: string,
): HttpResponse {
  const headers = { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
  if (error.code === 'RequestEntityTooLarge') return { status: wire.status, headers, body: '' };
  const namespace =
    error.code === 'InvalidAction'
      ? DISPATCH_NAMESPACE
      : (service?.xmlNamespace ?? DISPATCH_NAMESPACE);
  const type = wire.status < 500 ? 'Sender' : 'Receiver';
  const message = error.message === '' ? '' : `<Message>${escapeXml(error.message)}</Message>`;
  let members = '';
  for (const { name, shape } of wire.model?.structure.members ?? []) {
    const value = error.members[name];
    if (value !== undefined && !isMessage(name)) members += writeXmlElement(name, shape, value);
  }
  const body =
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type>` +
    `<Code>${escapeXml(wire.code)}</Code>${message}${members}</Error>` +
    `<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: wire.status, headers, body };
}

/** Whether a member of an error is its text, as either spelling has it. */
export function isMessage(name: string): boolean {
  return name === 'message' || name === 'Message';
}

/**
 * The JSON of an error: its members as the model spells them, the message among them. awsJson knows
 * no bindings to headers: such members are in the body, and in the header for plain HTTP clients.
 */
function errorBody(
  service: Service | undefined,
  protocol: Protocol,
  wire: WireError,
  error: AwsError,
  requestId: string,
): Record<string, unknown> {
  const isRest = protocol === 'restJson1';
  const body: Record<string, unknown> = isRest ? {} : { __type: wire.code };
  const members = wire.model?.structure.members ?? [];
  for (const { name, shape, location } of members) {
    const value = error.members[name] ?? (name === 'RequestId' ? requestId : undefined);
    if (value === undefined || (isRest && location.in !== 'body')) continue;
    body[name] = toJson(shape, value);
  }
  if (service?.name === 'sso-oidc') {
    body.error ??= OAUTH_ERRORS[wire.code] ?? 'invalid_request';
    body.error_description ??= error.message;
    return body;
  }
  if (service?.name === 'signin') body.error ??= SIGNIN_ERRORS[wire.code] ?? 'INVALID_REQUEST';
  if (error.message !== '') {
    body[messageMember(service, wire.model)] ??= error.message;
  }
  return body;
}

const spellings = new WeakMap<Service, string>();

/** `Message` or `message`: as the error's model has it, else as most errors of the service have it. */
function messageMember(service: Service | undefined, model: ErrorShape | undefined): string {
  const own = model?.structure.members.find(({ name }) => isMessage(name));
  if (own || !service) return own?.name ?? 'message';
  let spelling = spellings.get(service);
  if (spelling === undefined) {
    const all = [...service.errors.values()];
    const capital = all.filter(({ structure }) => structure.memberByName.has('Message')).length;
    spelling = capital * 2 > all.length ? 'Message' : 'message';
    spellings.set(service, spelling);
  }
  return spelling;
}

function headerMembers(model: ErrorShape | undefined, error: AwsError): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { name, location } of model?.structure.members ?? []) {
    const value = error.members[name];
    if (location.in === 'header' && value !== undefined) {
      headers[location.name.toLowerCase()] = String(value);
    }
  }
  return headers;
}

/** Where a request that is no API call is sent. */
export function writeRedirect(location: string, requestId: string): HttpResponse {
  return { status: 302, headers: { location, 'x-amzn-requestid': requestId }, body: '' };
}
