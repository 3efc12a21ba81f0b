const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Not marked in the models, and of no use to a reader of events except as loot. */
const HIDDEN_MEMBERS = new Set(['SessionToken', 'EncodedMessage', 'DecodedMessage']);
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';
const MOST_CHARACTERS = 100_000;

/**
 * Operation input or output in CloudTrail's form: member names begin in lower case, times read
 * `Mar 23, 2016, 2:39:57 AM`, bytes are not shown. Values longer than CloudTrail's 100 KB are cut.
 */
export function eventParameters(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (value instanceof Date) return eventDate(value);
  if (value instanceof Uint8Array) return HIDDEN;
  if (Array.isArray(value)) return value.map(eventParameters);
  if (typeof value === 'string') {
    return value.length > MOST_CHARACTERS ? value.slice(0, MOST_CHARACTERS) : value;
  }
  if (typeof value !== 'object') return value;
  const members: [string, unknown][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined || name === '$metadata') continue;
    const shown = HIDDEN_MEMBERS.has(name) ? HIDDEN : eventParameters(member);
    members.push([name.charAt(0).toLowerCase() + name.slice(1), shown]);
  }
  return Object.fromEntries(members);
}

function eventDate(date: Date): string {
  const hour = date.getUTCHours();
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = `${hour % 12 || 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
  const day = `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
  return `${day}, ${clock} ${hour < 12 ? 'AM' : 'PM'}`;
}
