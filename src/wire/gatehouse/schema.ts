/**
 * Words to write a schema with, in the tuple form that wire/model.ts reads of SDK clients. What is
 * written once gives the wire form, the types of handlers and the model file for other tools.
 */

const NAMESPACE = 'gatehouse';

/** Kinds of values, as model files name them. */
export type FieldType =
  | { readonly kind: 'string' | 'integer' | 'boolean' | 'timestamp' }
  | { readonly kind: 'structure'; readonly structure: Structure }
  | { readonly kind: 'list'; readonly structure: Structure }
  | { readonly kind: 'texts' };

/** A member of a structure: its type, what it is for, and whether it must be there. */
export interface Field<Value = unknown, Required extends boolean = boolean> {
  readonly type: FieldType;
  readonly about: string;
  readonly required: Required;
  readonly sensitive: boolean;
  /** Never there: it carries the type of the values. */
  readonly value?: Value;
}

type Fields = Readonly<Record<string, Field>>;

type ValueOf<One> = One extends Field<infer Value> ? Value : never;

type RequiredNames<All> = {
  [Name in keyof All]: All[Name] extends Field<unknown, true> ? Name : never;
}[keyof All];

/** The values of a structure. */
export type Values<All extends Fields> = {
  [Name in RequiredNames<All>]: ValueOf<All[Name]>;
} & {
  [Name in Exclude<keyof All, RequiredNames<All>>]?: ValueOf<All[Name]> | undefined;
};

/** A structure with its members in the order in which they were written. */
export interface Structure<All extends Fields = Fields> {
  readonly name: string;
  readonly fields: All;
  readonly tuple: readonly unknown[];
}

/** The type of a structure's values. */
export type ValuesOf<One> = One extends Structure<infer All> ? Values<All> : never;

function field<Value>(type: FieldType, about: string): Field<Value, false> {
  return { type, about, required: false, sensitive: false };
}

export const text = (about: string) => field<string>({ kind: 'string' }, about);
export const whole = (about: string) => field<number>({ kind: 'integer' }, about);
export const flag = (about: string) => field<boolean>({ kind: 'boolean' }, about);
export const moment = (about: string) => field<Date>({ kind: 'timestamp' }, about);
/** A map of texts. */
export const texts = (about: string) => field<Record<string, string>>({ kind: 'texts' }, about);

/** One value of a structure. */
export function one<All extends Fields>(structure: Structure<All>, about: string) {
  return field<Values<All>>({ kind: 'structure', structure }, about);
}

/** A list of structures. */
export function listOf<All extends Fields>(structure: Structure<All>, about: string) {
  return field<Values<All>[]>({ kind: 'list', structure }, about);
}

/** The same member, which must be there. */
export function required<Value>(given: Field<Value, false>): Field<Value, true> {
  return { ...given, required: true };
}

/** The same member, masked in events and logs. */
export function sensitive<Value>(given: Field<Value, false>): Field<Value, false> {
  return { ...given, sensitive: true };
}

const SIMPLE = { string: 0, integer: 1, boolean: 2, timestamp: 4, texts: 128 } as const;

function schemaOf({ type, sensitive: hidden }: Field): unknown {
  const schema = typeSchema(type);
  return hidden ? [schema, { sensitive: 1 }] : schema;
}

function typeSchema(type: FieldType): unknown {
  if (type.kind === 'structure') return type.structure.tuple;
  if (type.kind === 'list') {
    return [1, NAMESPACE, `${type.structure.name}List`, 0, type.structure.tuple];
  }
  return SIMPLE[type.kind];
}

/** A structure; in its tuple the required members come first. */
export function structure<All extends Fields>(name: string, fields: All): Structure<All> {
  const entries = Object.entries<Field>(fields);
  const sorted = [
    ...entries.filter(([, { required: must }]) => must),
    ...entries.filter(([, { required: must }]) => !must),
  ];
  const tuple = [
    3,
    NAMESPACE,
    name,
    0,
    sorted.map(([member]) => member),
    sorted.map(([, member]) => schemaOf(member)),
    entries.filter(([, { required: must }]) => must).length,
  ];
  return { name, fields, tuple };
}

/** An operation of the service. */
export interface ModelledOperation<
  Input extends Structure = Structure,
  Output extends Structure = Structure,
> {
  readonly about: string;
  readonly input: Input;
  readonly output: Output;
  /** Errors of its own, besides those that every operation can answer. */
  readonly errors: readonly string[];
}

/** The exports of a client module, as wire/model.ts reads them. */
export function moduleOf(
  operations: Readonly<Record<string, ModelledOperation>>,
  errors: readonly string[],
): Readonly<Record<string, unknown>> {
  const exported: [string, unknown][] = Object.entries(operations).map(([name, operation]) => [
    `${name}$`,
    [9, NAMESPACE, name, 0, operation.input.tuple, operation.output.tuple],
  ]);
  for (const name of errors) {
    exported.push([`${name}$`, [-3, NAMESPACE, name, { error: 'client' }, ['message'], [0]]]);
  }
  return Object.fromEntries(exported);
}

/** What stands for a client module in the types of handlers. */
export type ModuleOf<Operations> = {
  readonly [Name in keyof Operations & string as `${Name}Command`]: Operations[Name] extends {
    readonly input: infer Input;
    readonly output: infer Output;
  }
    ? CommandClass<ValuesOf<Input>, ValuesOf<Output>>
    : never;
};

type CommandClass<Input, Output> = abstract new () => {
  readonly input: Input;
  resolveMiddleware(): () => Promise<{ output: Output }>;
};
