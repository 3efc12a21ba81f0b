import { decodeUtf8, UndecodableError } from './parameters.ts';
import { MalformedValueError, parseBase64, parseEpochSeconds } from './scalars.ts';
import type { Shape, StructureShape } from './shapes.ts';

/** Nesting beyond any modelled input; documents count as well. */
export const MAX_JSON_DEPTH = 64;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Refuses nesting deeper than MAX_JSON_DEPTH before anything is built from it. */
function boundDepth(body: Buffer): void {
  let depth = 0;
  for (let index = 0; index < body.length; index += 1) {
    const byte = body[index];
    if (byte === QUOTE) {
      index = stringEnd(body, index);
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) throw new MalformedValueError('nested too deeply');
    } else if (byte === 0x7d || byte === 0x5d) {
      depth -= 1;
    }
  }
}

/** The place of the quote that closes the string opened at `from`, or the end. */
function stringEnd(body: Buffer, from: number): number {
  let quote = body.indexOf(QUOTE, from + 1);
  while (quote >= 0) {
    let backslashes = 0;
    while (body[quote - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return quote;
    quote = body.indexOf(QUOTE, quote + 1);
  }
  return body.length;
}

/**
 * Reads a JSON body into the input that `shape` describes, unknown members left out. An empty
 * body stands for an empty object, as real clients send for operations without input.
 *
 * @throws MalformedValueError when the body is not JSON, not an object, or has a wrong type
 */
export function readJsonBody(shape: StructureShape, body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {};
  boundDepth(body);
  return readStructure(shape, parse(body));
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(decodeUtf8(body));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof UndecodableError) {
      throw new MalformedValueError('the request body is not valid JSON');
    }
    throw error;
  }
}

/** What a JSON value is called in AWS's messages. */
function tokenOf(value: unknown): string {
  if (value === true) return 'TRUE_VALUE';
  if (value === false) return 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}

function mismatch(value: unknown, wanted: string): never {
  if (value === null) throw new MalformedValueError('Unexpected null value');
  if (Array.isArray(value)) {
    throw new MalformedValueError('Start of list found where not expected');
  }
  if (typeof value === 'object') {
    throw new MalformedValueError('Start of structure or map found where not expected.');
  }
  throw new MalformedValueError(`${tokenOf(value)} cannot be converted to ${wanted}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readStructure(shape: StructureShape, value: unknown): Record<string, unknown> {
  if (!isObject(value)) return mismatch(value, 'Structure');
  const read: Record<string, unknown> = {};
  let count = 0;
  for (const member of shape.members) {
    if (!Object.hasOwn(value, member.name) || member.location.in !== 'body') continue;
    const part = value[member.name];
    if (part === null) continue;
    read[member.name] = readValue(member.shape, part);
    count += 1;
  }
  if (shape.union && count > 1) {
    throw new MalformedValueError('more than one member of a union is set');
  }
  return read;
}

function readValue(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? value : mismatch(value, 'String');
    case 'boolean':
      return typeof value === 'boolean' ? value : mismatch(value, 'Boolean');
    case 'number':
      return typeof value === 'number' ? value : readSpecialNumber(value);
    case 'timestamp':
      return typeof value === 'number' ? parseEpochSeconds(value) : mismatch(value, 'Timestamp');
    case 'blob':
      return typeof value === 'string' ? parseBase64(value) : mismatch(value, 'Blob');
    case 'structure':
      return readStructure(shape, value);
    case 'list':
      return Array.isArray(value)
        ? value.map((element) => readValue(shape.member, element))
        : mismatch(value, 'List');
    case 'map':
      return readMap(shape.value, value);
    case 'document':
      return value;
  }
}

/** Floating-point members carry what JSON numbers cannot say as strings (Smithy, JSON protocols). */
function readSpecialNumber(value: unknown): number {
  if (value === 'NaN') return Number.NaN;
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  return value === '-Infinity' ? Number.NEGATIVE_INFINITY : mismatch(value, 'Number');
}

function readMap(valueShape: Shape, value: unknown): Record<string, unknown> {
  if (!isObject(value)) return mismatch(value, 'Map');
  const map: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (part !== null) map[key] = readValue(valueShape, part);
  }
  return map;
}
