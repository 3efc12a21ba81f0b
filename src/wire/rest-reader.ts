import type { HttpRequest } from '../base/http.ts';
import { readJsonBody } from './json-reader.ts';
import type { Parameters } from './parameters.ts';
import { MalformedValueError, parseBoolean, parseDateTime } from './scalars.ts';
import type { Member, Shape, StructureShape } from './shapes.ts';

/** Reads a restJson1 input from its labels, query string, headers and body. */
export function readRestInput(
  shape: StructureShape,
  labels: ReadonlyMap<string, string>,
  query: Parameters,
  request: HttpRequest,
): Record<string, unknown> {
  const hasBody = shape.members.some((member) => member.location.in === 'body');
  const input = hasBody ? readJsonBody(shape, request.body) : {};
  for (const member of shape.members) {
    const value = readBound(member, labels, query, request);
    if (value !== undefined) input[member.name] = value;
  }
  return input;
}

function readBound(
  member: Member,
  labels: ReadonlyMap<string, string>,
  query: Parameters,
  request: HttpRequest,
): unknown {
  const { location, shape, name } = member;
  switch (location.in) {
    case 'label':
      return parseText(shape, labels.get(name) ?? '');
    case 'query': {
      const values = query.filter((_, at) => at % 2 === 1 && query[at - 1] === location.name);
      if (shape.kind === 'list') {
        return values.length > 0 ? values.map((text) => parseText(shape.member, text)) : undefined;
      }
      return values[0] === undefined ? undefined : parseText(shape, values[0]);
    }
    case 'header': {
      const text = request.headers[location.name.toLowerCase()];
      return text === undefined ? undefined : parseText(shape, text);
    }
    default:
      return undefined;
  }
}

const NUMBER = /^-?\d{1,30}(?:\.\d{1,30})?$/;

function parseText(shape: Shape, text: string): unknown {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'number':
      if (!NUMBER.test(text)) throw new MalformedValueError('');
      return Number(text);
    case 'boolean':
      return parseBoolean(text);
    case 'timestamp':
      return shape.format === 'http-date' ? parseHttpDate(text) : parseDateTime(text);
    default:
      throw new MalformedValueError('');
  }
}

const HTTP_DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;

function parseHttpDate(text: string): Date {
  const date = new Date(text);
  if (!HTTP_DATE.test(text) || date.toUTCString() !== text) throw new MalformedValueError('');
  return date;
}
