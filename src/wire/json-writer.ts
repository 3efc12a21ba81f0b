import type { Shape, StructureShape, TimestampFormat } from './shapes.ts';

type Holder = Record<string, unknown>;

/** The body members of a structure as JSON text, in the order of the model. */
export function writeJsonBody(shape: StructureShape, value: object): string {
  return JSON.stringify(toJson(shape, value));
}

/** The value as `JSON.stringify` takes it: dates as numbers, bytes as base64. */
export function toJson(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'structure':
      return structureToJson(shape, value as Holder);
    case 'list':
      return (value as readonly unknown[])
        .filter((element) => element != null)
        .map((element) => toJson(shape.member, element));
    case 'map': {
      const map: Holder = Object.create(null);
      for (const [key, part] of Object.entries(value as object)) {
        if (part != null) map[key] = toJson(shape.value, part);
      }
      return map;
    }
    case 'timestamp':
      return timestampToJson(shape.format, value as Date);
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    default:
      return value;
  }
}

function structureToJson(shape: StructureShape, value: Holder): Holder {
  const json: Holder = {};
  for (const member of shape.members) {
    const part = value[member.name];
    if (part === undefined || part === null || member.location.in !== 'body') continue;
    json[member.name] = toJson(member.shape, part);
  }
  return json;
}

function timestampToJson(format: TimestampFormat, date: Date): number | string {
  if (format === 'date-time') return date.toISOString().replace('.000Z', 'Z');
  return format === 'http-date' ? date.toUTCString() : date.getTime() / 1000;
}
