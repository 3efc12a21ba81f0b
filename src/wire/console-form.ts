import type { HttpRequest, HttpResponse } from '../base/http.ts';
import type { AwsError } from '../failures/aws-error.ts';
import type { Identified } from './identify.ts';
import { toJson, writeJsonBody } from './json-writer.ts';
import { loadService } from './model.ts';
import { isMessage, resolveError } from './respond-error.ts';
import { type ServiceName, serviceNames } from './services.ts';
import type { Operation, Service } from './shapes.ts';

/*
 * The form in which our own console calls operations: JSON as awsJson 1.1 writes it, whatever the
 * protocol of the service; errors by the codes and statuses that the service's own clients know.
 */

/** The operation of a path `/console/api/{service}/{Operation}`; undefined when there is none. */
export async function identifyConsoleCall(
  name: string,
  operationName: string,
  request: HttpRequest,
): Promise<Identified | undefined> {
  if (!isServiceName(name)) return undefined;
  const service = await loadService(name);
  const operation = service.operations.get(operationName);
  // Whoever has a session needs no operation that takes something else for its caller.
  if (!operation || operation.unsigned) return undefined;
  return {
    outcome: 'operation',
    service,
    operation,
    protocol: 'awsJson1_1',
    request,
    parameters: [],
    labels: new Map(),
  };
}

function isServiceName(name: string): name is ServiceName {
  return serviceNames.some((known) => known === name);
}

/** The answer to a call that succeeded. */
export function writeConsoleOutput(
  operation: Operation,
  output: object,
  requestId: string,
): HttpResponse {
  const body = operation.output.unit ? '{}' : writeJsonBody(operation.output, output);
  return { status: 200, headers: headers(requestId), body };
}

/**
 * The answer to a call that failed: `__type` (the code), `message`, and further members of the
 * modelled error, with the status that the service's own protocol has for it.
 */
export function writeConsoleError(
  service: Service | undefined,
  error: AwsError,
  requestId: string,
  status?: number,
): HttpResponse {
  const wire = resolveError(service, service?.protocol ?? 'awsQuery', error.code);
  const body: Record<string, unknown> = { __type: wire.code, message: error.message };
  for (const { name, shape } of wire.model?.structure.members ?? []) {
    const value = error.members[name];
    if (value !== undefined && !isMessage(name)) body[name] = toJson(shape, value);
  }
  return {
    status: status ?? wire.status,
    headers: headers(requestId),
    body: JSON.stringify(body),
  };
}

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}
