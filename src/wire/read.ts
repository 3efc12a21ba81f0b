import { AwsError } from '../failures/aws-error.ts';
import type { Identified } from './identify.ts';
import { readJsonBody } from './json-reader.ts';
import { readQueryInput } from './query-reader.ts';
import { readRestInput } from './rest-reader.ts';
import { MalformedValueError } from './scalars.ts';

/**
 * The typed input of an identified request: dates as Date, bytes as Uint8Array, absent members
 * absent, unknown members left out. Constraints are not checked here.
 *
 * @throws AwsError MalformedInput (SerializationException in JSON) when a value has a wrong type
 */
export function readInput(identified: Identified): Record<string, unknown> {
  const { operation, request, protocol, parameters, labels } = identified;
  try {
    switch (protocol) {
      case 'awsQuery':
        return readQueryInput(operation.input, parameters);
      case 'restJson1':
        return readRestInput(operation.input, labels, parameters, request);
      default:
        return readJsonBody(operation.input, request.body);
    }
  } catch (error) {
    if (error instanceof MalformedValueError) throw new AwsError('MalformedInput', error.message);
    throw error;
  }
}
