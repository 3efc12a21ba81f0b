import { isUtf8 } from 'node:buffer';
import { type JsonValue, readJson } from '../base/json.ts';

/** The members of a JSON object. A Map, so that no name is special. */
export type Members = ReadonlyMap<string, JsonValue>;

/** Deeper than any claim, key or discovery member of the specifications. */
const MAX_DEPTH = 16;

/**
 * Reads bytes as one JSON object, strictly: UTF-8 without byte order mark, no name twice at any
 * depth, at most 16 levels. Undefined for anything else.
 */
export function readDocument(bytes: Uint8Array, maxBytes: number): Members | undefined {
  if (bytes.length > maxBytes || !isUtf8(bytes)) return undefined;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const value = readJson(text, { maxCharacters: maxBytes, maxDepth: MAX_DEPTH });
  return value instanceof Map ? value : undefined;
}
