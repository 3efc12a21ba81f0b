import { HIDDEN } from './record.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Not marked in the models, and of no use to a reader of events except as loot. */
const HIDDEN_MEMBERS = new Set(['SessionToken', 'EncodedMessage', 'DecodedMessage']);
/** CloudTrail leaves these out altogether. */
const LEFT_OUT = new Set([
  'SecretAccessKey',
  '$metadata',
  'AuthenticationCode1',
  'AuthenticationCode2',
  'TokenCode',
  'Base32StringSeed',
  'QRCodePNG',
]);
/** CloudTrail's 100 KB, for all parameters together. */
const MOST_CHARACTERS = 100_000;

/** How many characters may still be told. */
interface Room {
  left: number;
}

/**
 * Operation input or output in CloudTrail's form: member names begin in lower case, times read
 * `Mar 23, 2016, 2:39:57 AM`, bytes are not shown, the keys of a Map stay as they are. What lies beyond CloudTrail's 100 KB is left out:
 * a request is told even when it is refused, and may be a hundred times as long.
 */
export function eventParameters(value: unknown): unknown {
  return shown(value, { left: MOST_CHARACTERS });
}

function shown(value: unknown, room: Room): unknown {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return text(value, room);
  if (value instanceof Date) return text(eventDate(value), room);
  if (value instanceof Uint8Array) return text(HIDDEN, room);
  if (Array.isArray(value)) return elements(value, room);
  if (value instanceof Map) return named(value, room);
  if (typeof value === 'object') return members(value, room);
  room.left -= 8;
  return value;
}

/** Characters that JSON writes as two or six. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

function text(value: string, room: Room): string {
  const cut = value.length > room.left ? value.slice(0, Math.max(0, room.left)) : value;
  room.left -= ESCAPED.test(cut) ? JSON.stringify(cut).length : cut.length;
  return cut;
}

function elements(list: readonly unknown[], room: Room): unknown[] {
  const told: unknown[] = [];
  for (const element of list) {
    if (room.left <= 0) break;
    room.left -= 3;
    told.push(shown(element, room));
  }
  return told;
}

/** What callers name themselves, such as tags: the names stay as they are. */
function named(map: ReadonlyMap<string, unknown>, room: Room): Record<string, unknown> {
  const told: [string, unknown][] = [];
  for (const [name, value] of map) {
    if (room.left <= 0) break;
    room.left -= 6;
    told.push([text(name, room), shown(value, room)]);
  }
  return Object.fromEntries(told);
}

function members(holder: object, room: Room): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(holder)) {
    if (room.left <= 0) break;
    if (member === undefined || LEFT_OUT.has(name)) continue;
    room.left -= name.length + 6;
    const part = HIDDEN_MEMBERS.has(name) ? HIDDEN : shown(member, room);
    set(told, shownName(name), part);
  }
  return told;
}

/** Also `__proto__`, which callers may name a member of a map, is a member like any other. */
function set(told: Record<string, unknown>, name: string, part: unknown): void {
  if (name === '__proto__') Object.defineProperty(told, name, { value: part, enumerable: true });
  else told[name] = part;
}

const shownNames = new Map<string, string>();
/** More than the members of all operations; maps of strangers may have any names. */
const MOST_NAMES = 2000;

/** A name as CloudTrail has it. Remembered: an object is made much faster from names known before. */
function shownName(name: string): string {
  const known = shownNames.get(name);
  if (known !== undefined) return known;
  const made = name.charAt(0).toLowerCase() + name.slice(1);
  if (shownNames.size < MOST_NAMES) shownNames.set(name, made);
  return made;
}

function eventDate(date: Date): string {
  const hour = date.getUTCHours();
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day}, ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}
