import type { Shape, StructureShape } from './shapes.ts';

/** What stands in audit events for a value that the model marks as sensitive. */
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** A copy of an input or output in which sensitive members are hidden; unknown members are left out. */
export function maskSensitive(shape: StructureShape, value: object): Record<string, unknown> {
  const holder = value as Readonly<Record<string, unknown>>;
  const masked: Record<string, unknown> = {};
  for (const member of shape.members) {
    const part = holder[member.name];
    if (part === undefined || part === null) continue;
    masked[member.name] = member.sensitive ? HIDDEN : maskValue(member.shape, part);
  }
  return masked;
}

function maskValue(shape: Shape, value: unknown): unknown {
  if (shape.sensitive) return HIDDEN;
  switch (shape.kind) {
    case 'structure':
      return maskSensitive(shape, value as object);
    case 'list':
      return (value as readonly unknown[]).map((element) => maskValue(shape.member, element));
    case 'map': {
      const masked: Record<string, unknown> = Object.create(null);
      for (const [key, part] of Object.entries(value as object)) {
        masked[key] = maskValue(shape.value, part);
      }
      return masked;
    }
    case 'document':
      // Nothing in a document is marked: attributes of people are told as little as members are.
      return HIDDEN;
    default:
      return value;
  }
}
