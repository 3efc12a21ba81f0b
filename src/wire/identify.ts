import type { HttpRequest } from '../base/http.ts';
import { AwsError } from '../failures/aws-error.ts';
import { loadedService, loadService } from './model.ts';
import {
  decodeParameters,
  decodeUtf8,
  firstValue,
  type Parameters,
  UndecodableError,
} from './parameters.ts';
import { findRoute, type Routed } from './routes.ts';
import { claimedScope } from './scope.ts';
import { type Protocol, type ServiceName, serviceNames, services } from './services.ts';
import type { Operation, Service } from './shapes.ts';

/** The largest request body that AWS Query services take (aws-facts B1). */
export const MAX_BODY_BYTES = 10_000_000;

/** A request whose service and operation are known, with what was decoded on the way. */
export interface Identified {
  readonly outcome: 'operation';
  readonly service: Service;
  readonly operation: Operation;
  readonly protocol: Protocol;
  readonly request: HttpRequest;
  /** The form of an awsQuery request, or the query string of a restJson1 request. */
  readonly parameters: Parameters;
  /** The labels of a restJson1 path. */
  readonly labels: ReadonlyMap<string, string>;
}

/** A request that reaches no operation, and in which form to say so. */
export interface Unidentified {
  readonly outcome: 'refused';
  readonly service: Service | undefined;
  readonly protocol: Protocol;
  readonly error: AwsError;
}

/** What AWS answers to a browser that strays onto an API endpoint. */
export interface Redirected {
  readonly outcome: 'redirect';
  readonly location: string;
}

export type Identification = Identified | Unidentified | Redirected;

const NO_LABELS: ReadonlyMap<string, string> = new Map();
const NO_PARAMETERS: Parameters = [];

/**
 * Says which operation a request is for. What the request itself names (target, host, API version,
 * path) goes before the scope of its signature, so that a request signed for another service is
 * recognised and can be told so. Loads the schema of that service alone.
 */
export async function identify(request: HttpRequest): Promise<Identification> {
  const target = request.headers['x-amz-target'];
  try {
    if (request.body.length > MAX_BODY_BYTES) return tooLarge(request);
    if (target !== undefined) return await identifyTarget(request, target);
    return await (isQueryPath(request.path) ? identifyQuery(request) : identifyRoute(request));
  } catch (error) {
    if (!(error instanceof UndecodableError)) throw error;
    return undecodable(request);
  }
}

function refused(
  protocol: Protocol,
  service: Service | undefined,
  code: string,
  message: string,
): Unidentified {
  return { outcome: 'refused', service, protocol, error: new AwsError(code, message) };
}

/** The protocol in which to refuse a request that was not looked into. */
export function likelyProtocol(request: HttpRequest): Protocol {
  if (request.headers['x-amz-target'] !== undefined) return 'awsJson1_1';
  return isQueryPath(request.path) ? 'awsQuery' : 'restJson1';
}

function tooLarge(request: HttpRequest): Unidentified {
  return refused(
    likelyProtocol(request),
    undefined,
    'RequestEntityTooLarge',
    `the request body is larger than ${MAX_BODY_BYTES} bytes`,
  );
}

function undecodable(request: HttpRequest): Unidentified {
  const protocol = likelyProtocol(request);
  if (protocol === 'awsQuery') {
    return refused(
      protocol,
      undefined,
      'MalformedQueryString',
      'The query string contains a syntax error',
    );
  }
  return refused(
    protocol,
    undefined,
    'MalformedInput',
    'the path or query string is not valid percent-encoded UTF-8',
  );
}

function isQueryPath(path: string): boolean {
  return path === '/' || path === '';
}

function load(name: ServiceName): Service | Promise<Service> {
  return loadedService(name) ?? loadService(name);
}

const byTarget = new Map<string, ServiceName>();
const byHostLabel = new Map<string, ServiceName>();
const byVersion = new Map<string, ServiceName>();
const bySigningName = new Map<string, ServiceName>();
const bySegment = new Map<string, ServiceName[]>();
for (const name of serviceNames) {
  const settings = services[name];
  for (const prefix of settings.targetPrefixes) byTarget.set(prefix, name);
  if (settings.protocol === 'awsQuery') {
    byVersion.set(settings.apiVersion, name);
    byHostLabel.set(name, name);
  }
  bySigningName.set(settings.signingName, name);
  for (const segment of settings.firstSegments) {
    bySegment.set(segment, [...(bySegment.get(segment) ?? []), name]);
  }
}

const JSON_CONTENT_TYPE = /^application\/x-amz-json-1\.[01]\s*(?:;|$)/i;

async function identifyTarget(request: HttpRequest, target: string): Promise<Identification> {
  const dot = target.lastIndexOf('.');
  const name = byTarget.get(target.slice(0, Math.max(dot, 0)));
  if (!name) return refused('awsJson1_1', undefined, 'InvalidAction', '');
  const service = await load(name);
  const { protocol } = service;
  const operation = service.operations.get(target.slice(dot + 1));
  const spoken = JSON_CONTENT_TYPE.test(request.headers['content-type'] ?? '');
  if (!operation || !spoken || request.method !== 'POST') {
    return refused(protocol, service, 'InvalidAction', '');
  }
  return {
    outcome: 'operation',
    service,
    operation,
    protocol,
    request,
    parameters: NO_PARAMETERS,
    labels: NO_LABELS,
  };
}

/** Where STS and IAM send a request without Action that is no form (aws-facts B1). */
const STRAY_LOCATION = 'https://aws.amazon.com/iam';

const FORM_CONTENT_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i;

/** GET carries its parameters in the query string, POST in both; the query string comes first. */
function queryParameters(request: HttpRequest, isForm: boolean): Parameters {
  const parameters: string[] = [];
  decodeParameters(request.query, parameters);
  if (isForm && request.method === 'POST') {
    decodeParameters(decodeUtf8(request.body), parameters);
  }
  return parameters;
}

async function identifyQuery(request: HttpRequest): Promise<Identification> {
  const isForm = FORM_CONTENT_TYPE.test(request.headers['content-type'] ?? '');
  const parameters = queryParameters(request, isForm);
  const action = firstValue(parameters, 'Action');
  const version = firstValue(parameters, 'Version');
  const name = queryService(request, version);
  if (action === undefined && !isForm) {
    return { outcome: 'redirect', location: STRAY_LOCATION };
  }
  const service = name && (await load(name));
  const method = request.method === 'GET' || request.method === 'POST';
  const operation = service?.operations.get(action ?? '');
  if (!service || !operation || !method || version !== service.apiVersion) {
    return refused('awsQuery', service, 'InvalidAction', unknownAction(action, version));
  }
  return {
    outcome: 'operation',
    service,
    operation,
    protocol: service.protocol,
    request,
    parameters,
    labels: NO_LABELS,
  };
}

function unknownAction(action: string | undefined, version: string | undefined): string {
  const named = version === undefined || version === '' ? 'NO_VERSION_SPECIFIED' : version;
  return `Could not find operation ${action ?? ''} for version ${named}`;
}

function isQueryService(name: ServiceName | undefined): name is ServiceName {
  return name !== undefined && services[name].protocol === 'awsQuery';
}

/** The awsQuery service meant: by host name, then API version, then the scope of the signature. */
function queryService(request: HttpRequest, version: string | undefined): ServiceName | undefined {
  const byHost = byHostLabel.get(hostLabel(request));
  if (isQueryService(byHost)) return byHost;
  const named = byVersion.get(version ?? '');
  if (isQueryService(named)) return named;
  const signedFor = bySigningName.get(claimedScope(request)?.service ?? '');
  return isQueryService(signedFor) ? signedFor : undefined;
}

/** The first label of the host name: `sts` of `sts.us-east-1.amazonaws.com`. */
function hostLabel(request: HttpRequest): string {
  const host = request.headers.host ?? '';
  return host.slice(0, Math.max(host.indexOf('.'), 0)).toLowerCase();
}

const OTHER_MEDIA = /^(?!application\/json\s*(?:;|$))\S/i;

async function identifyRoute(request: HttpRequest): Promise<Identification> {
  const segment = request.path.slice(1).split('/', 1)[0] ?? '';
  const parameters: string[] = [];
  decodeParameters(request.query, parameters);
  // Some first segments are of several services: `v1` is of quicksight and of signin.
  let service: Service | undefined;
  let routed: Routed | undefined;
  for (const name of bySegment.get(segment) ?? []) {
    service = await load(name);
    routed = findRoute(service, request.method, request.path, parameters);
    if (routed) break;
  }
  if (!service || !routed) return unknownRoute(request, service);
  if (request.body.length > 0 && OTHER_MEDIA.test(request.headers['content-type'] ?? '')) {
    return refused(
      'restJson1',
      service,
      'UnsupportedMediaType',
      'the content type of the request is not application/json',
    );
  }
  return {
    outcome: 'operation',
    service,
    operation: routed.operation,
    protocol: service.protocol,
    request,
    parameters,
    labels: routed.labels,
  };
}

function unknownRoute(request: HttpRequest, service: Service | undefined): Unidentified {
  return refused(
    'restJson1',
    service,
    'InvalidAction',
    `no operation is at ${request.method} ${request.path.slice(0, 200)}`,
  );
}
