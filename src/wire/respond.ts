import type { HttpResponse } from '../base/http.ts';
import { writeJsonBody } from './json-writer.ts';
import type { Operation, Service } from './shapes.ts';
import { writeXmlMembers } from './xml-writer.ts';

/**
 * The answer to a call that succeeded. `output` has the members of the operation's output; others
 * are left out. XML as aws-facts B1 has it; JSON times are seconds since 1970.
 */
export function writeOutput(
  service: Service,
  operation: Operation,
  output: object,
  requestId: string,
): HttpResponse {
  switch (service.protocol) {
    case 'awsQuery':
      return writeQueryOutput(service, operation, output, requestId);
    case 'restJson1':
      return writeRestOutput(operation, output, requestId);
    default:
      return {
        status: 200,
        headers: jsonHeaders(service.protocol === 'awsJson1_0' ? '1.0' : '1.1', requestId),
        body: operation.output.unit ? '{}' : writeJsonBody(operation.output, output),
      };
  }
}

/** The headers of an awsJson answer. */
export function jsonHeaders(version: '1.0' | '1.1', requestId: string): Record<string, string> {
  return { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId };
}

function writeQueryOutput(
  service: Service,
  operation: Operation,
  output: object,
  requestId: string,
): HttpResponse {
  const { name } = operation;
  const result = operation.output.unit
    ? ''
    : `<${name}Result>${writeXmlMembers(operation.output, output)}</${name}Result>`;
  return {
    status: 200,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body:
      `<${name}Response xmlns="${service.xmlNamespace}">${result}` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${name}Response>`,
  };
}

/**
 * QuickSight's outputs repeat the HTTP status and the request id; both are filled in here. Where an
 * operation has no output the answer has no body (aws-facts E2: Logout).
 */
function writeRestOutput(operation: Operation, output: object, requestId: string): HttpResponse {
  const shape = operation.output;
  if (shape.unit) {
    const status = operation.http?.status ?? 200;
    return { status, headers: { 'x-amzn-requestid': requestId }, body: '' };
  }
  const holder: Record<string, unknown> = { ...output };
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
  };
  let status = operation.http?.status ?? 200;
  if (shape.memberByName.has('RequestId')) holder.RequestId ??= requestId;
  for (const { name, location } of shape.members) {
    const value = holder[name];
    if (value === undefined) continue;
    if (location.in === 'status') status = Number(value);
    if (location.in === 'header') headers[location.name.toLowerCase()] = String(value);
  }
  return { status, headers, body: writeJsonBody(shape, holder) };
}
