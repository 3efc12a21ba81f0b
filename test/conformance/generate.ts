import type { Member, Protocol, Shape, StructureShape } from '../../src/wire/index.ts';

/** A repeatable source of choices: the same seed gives the same values on every machine. */
export class Choices {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 up to but not including `limit` (xorshift32). */
  below(limit: number): number {
    let x = this.#state || 0x9e3779b9;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % limit;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }
}

/** Texts that have broken wire codecs: separators, escapes, encodings, prototype names. */
const TEXTS = [
  'plain',
  'arn:aws:iam::123456789012:role/a/b+c=d,e.f@g-h',
  'a b+c%20d&e=f;g#h?i',
  '<tag attr="x">&amp;\'</tag>]]>',
  '{"Version":"2012-10-17","Statement":[]}',
  'Gätehaus 게이트하우스 🏠',
  '__proto__',
  'line\nbreak\tand tab',
  'null',
  '0',
  'true',
] as const;

const MAX_DEPTH = 7;

/** How a value will travel; some places cannot carry every value. */
export interface Generation {
  readonly choices: Choices;
  readonly protocol: Protocol;
  /** The share of optional members to fill, in tenths. */
  readonly fill: number;
}

/** A structure with all required members and some of the others. */
export function generateStructure(
  shape: StructureShape,
  generation: Generation,
  depth = 0,
): Record<string, unknown> {
  const { choices, fill } = generation;
  const value: Record<string, unknown> = {};
  const members = shape.union ? [choices.pick(shape.members)] : shape.members;
  for (const member of members) {
    const wanted = shape.union || member.required || choices.below(10) < fill;
    const shallow = depth < MAX_DEPTH || !['structure', 'list', 'map'].includes(member.shape.kind);
    if (!wanted || (!shallow && !shape.union)) continue;
    value[member.name] = generateMember(member, generation, depth);
  }
  // awsQuery has no way to say "an empty structure".
  const [first] = shape.members;
  if (first && depth > 0 && Object.keys(value).length === 0) {
    value[first.name] = generateMember(first, generation, depth);
  }
  return value;
}

function generateMember(member: Member, generation: Generation, depth: number): unknown {
  const { choices } = generation;
  switch (member.location.in) {
    case 'status':
      return choices.pick([200, 201, 202]);
    case 'header':
      return member.shape.kind === 'number' ? choices.below(100) : 'header-value_1.2';
    case 'query':
      return generate(member.shape, generation, MAX_DEPTH, 1);
    default:
      return generate(member.shape, generation, depth + 1, 0);
  }
}

function generate(shape: Shape, generation: Generation, depth: number, atLeast: number): unknown {
  const { choices, protocol } = generation;
  switch (shape.kind) {
    case 'string':
      return choices.pick(TEXTS);
    case 'boolean':
      return choices.below(2) === 1;
    case 'number':
      return choices.below(100_000) - (protocol === 'awsQuery' ? 50_000 : 0);
    case 'timestamp':
      return new Date(1_700_000_000_000 + choices.below(100_000_000) * 1000);
    case 'blob':
      return Uint8Array.from({ length: choices.below(9) + 1 }, () => choices.below(256));
    case 'document':
      return { text: choices.pick(TEXTS), list: [1, null, { deep: true }] };
    case 'structure':
      return generateStructure(shape, generation, depth);
    case 'list': {
      const length = depth > MAX_DEPTH ? atLeast : atLeast + choices.below(3);
      return Array.from({ length }, () => generate(shape.member, generation, depth + 1, 0));
    }
    case 'map': {
      const keys = TEXTS.filter((text) => text !== '__proto__').slice(0, 1 + choices.below(3));
      const parts = keys.map((key) => [key, generate(shape.value, generation, depth + 1, 0)]);
      return Object.fromEntries(parts);
    }
  }
}
