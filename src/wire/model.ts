import { type ServiceName, type ServiceSettings, services } from './services.ts';
import type {
  ErrorShape,
  HttpBinding,
  Location,
  Member,
  Operation,
  Service,
  Shape,
  StructureShape,
  TimestampFormat,
} from './shapes.ts';

/*
 * The only file that knows the schema tuples of the SDK (`@smithy/types`, static-schemas):
 *   [0, namespace, name, traits, schema]                        a named simple shape
 *   [1, namespace, name, traits, member]                        list
 *   [2, namespace, name, traits, key, value]                    map
 *   [3 | 4 | -3, namespace, name, traits, names, schemas, n]    structure, union, error; the first
 *                                                               n members are required
 *   [9, namespace, name, traits, input, output]                 operation
 *   [schema, traits]                                            a member with traits of its own
 * A schema may stand behind functions of no arguments. Numbers are simple shapes, `+ 64` makes a
 * list of them and `+ 128` a map. Anything else is refused when it is read, so that an SDK upgrade
 * which brings something new fails the conformance test instead of being misread.
 */
type Ref = unknown;
type Tuple = readonly unknown[];

const TRAIT_BITS = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
] as const;

const KNOWN_TRAITS = new Set<string>([
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpResponseCode',
  'httpQuery',
  'httpHeader',
  'http',
  'error',
  'httpError',
  'awsQueryError',
]);

type Traits = Readonly<Record<string, unknown>>;

function unsupported(what: string): never {
  throw new TypeError(`the SDK schema has ${what}, which wire/model.ts does not know`);
}

function readTraits(traits: unknown): Traits {
  if (traits === undefined || traits === 0) return {};
  const named: Record<string, unknown> =
    typeof traits === 'number'
      ? Object.fromEntries(
          TRAIT_BITS.flatMap((name, bit) => ((traits >> bit) & 1 ? [[name, 1] as const] : [])),
        )
      : { ...(traits as Traits) };
  for (const name of Object.keys(named)) {
    if (!KNOWN_TRAITS.has(name)) unsupported(`the trait \`${name}\``);
  }
  return named;
}

function resolve(ref: Ref): unknown {
  let schema = ref;
  while (typeof schema === 'function') schema = schema();
  return schema;
}

const TIMESTAMPS: Readonly<Record<number, TimestampFormat>> = {
  4: 'protocol',
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
};

function simpleShape(schema: number, sensitive: boolean): Shape {
  if (schema >= 128) {
    return { kind: 'map', sensitive, value: simpleShape(schema - 128, false) };
  }
  if (schema >= 64) return { kind: 'list', sensitive, member: simpleShape(schema - 64, false) };
  const format = TIMESTAMPS[schema];
  if (format) return { kind: 'timestamp', format, sensitive };
  switch (schema) {
    case 0:
      return { kind: 'string', sensitive };
    case 1:
      return { kind: 'number', sensitive };
    case 2:
      return { kind: 'boolean', sensitive };
    case 15:
      return { kind: 'document', sensitive };
    case 21:
      return { kind: 'blob', sensitive };
    default:
      return unsupported(`the simple shape ${schema}`);
  }
}

const UNIT: StructureShape = {
  kind: 'structure',
  name: 'Unit',
  sensitive: false,
  union: false,
  unit: true,
  members: [],
  memberByName: new Map(),
};

/**
 * Turns tuples into shapes, each tuple once. What a shape contains is read when first asked for:
 * models are large, and some shapes contain themselves.
 */
class ShapeReader {
  readonly #known = new Map<unknown, Shape>();

  shape(ref: Ref): Shape {
    const schema = resolve(ref);
    if (typeof schema === 'number') return simpleShape(schema, false);
    if (schema === 'unit') return UNIT;
    if (!Array.isArray(schema)) return unsupported(`\`${String(schema)}\``);
    if (schema.length === 2) return this.shape(schema[0]);
    const known = this.#known.get(schema);
    if (known) return known;
    const shape = this.#read(schema);
    this.#known.set(schema, shape);
    return shape;
  }

  structure(ref: Ref): StructureShape {
    const shape = this.shape(ref);
    return shape.kind === 'structure' ? shape : unsupported(`a ${shape.kind} for a structure`);
  }

  #read(tuple: Tuple): Shape {
    const sensitive = readTraits(tuple[3]).sensitive !== undefined;
    const content = (ref: Ref) => once(() => this.shape(ref));
    switch (tuple[0]) {
      case 0:
        return { ...this.shape(tuple[4]), sensitive };
      case 1: {
        const member = content(tuple[4]);
        return {
          kind: 'list',
          sensitive,
          get member() {
            return member();
          },
        };
      }
      case 2: {
        if (this.shape(tuple[4]).kind !== 'string') unsupported('a map whose keys are no strings');
        const value = content(tuple[5]);
        return {
          kind: 'map',
          sensitive,
          get value() {
            return value();
          },
        };
      }
      case 3:
      case 4:
      case -3:
        return this.#structure(tuple, sensitive);
      default:
        return unsupported(`the schema kind ${String(tuple[0])}`);
    }
  }

  #structure(tuple: Tuple, sensitive: boolean): StructureShape {
    const members = once(() => this.#members(tuple));
    const memberByName = once(() => new Map(members().map((member) => [member.name, member])));
    return {
      kind: 'structure',
      name: tuple[2] as string,
      sensitive,
      union: tuple[0] === 4,
      unit: false,
      get members() {
        return members();
      },
      get memberByName() {
        return memberByName();
      },
    };
  }

  #members(tuple: Tuple): Member[] {
    const names = tuple[4] as readonly string[];
    const schemas = tuple[5] as readonly Ref[];
    const required = (tuple[6] as number | undefined) ?? 0;
    return names.map((name, index) => {
      const ref = resolve(schemas[index]);
      const traits = readTraits(Array.isArray(ref) && ref.length === 2 ? ref[1] : 0);
      const shape = this.shape(ref);
      return {
        name,
        shape,
        required: index < required,
        sensitive: shape.sensitive || traits.sensitive !== undefined,
        location: location(traits),
      };
    });
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function location(traits: Traits): Location {
  if (traits.httpLabel !== undefined) return { in: 'label' };
  if (traits.httpResponseCode !== undefined) return { in: 'status' };
  if (typeof traits.httpQuery === 'string') return { in: 'query', name: traits.httpQuery };
  if (typeof traits.httpHeader === 'string') return { in: 'header', name: traits.httpHeader };
  return { in: 'body' };
}

function httpBinding(traits: Traits): HttpBinding | undefined {
  if (!Array.isArray(traits.http)) return undefined;
  const [method, uri, status] = traits.http as [string, string, number];
  const [path = '', query = ''] = uri.split('?');
  if (path.includes('+}')) unsupported(`the greedy label of \`${uri}\``);
  return { method, path, query: [...new URLSearchParams(query)], status };
}

function readOperation(tuple: Tuple, reader: ShapeReader, settings: ServiceSettings): Operation {
  const name = tuple[2] as string;
  const input = once(() => reader.structure(tuple[4]));
  const output = once(() => reader.structure(tuple[5]));
  return {
    name,
    http: httpBinding(readTraits(tuple[3])),
    unsigned: settings.unsigned.has(name),
    get input() {
      return input();
    },
    get output() {
      return output();
    },
  };
}

function readError(tuple: Tuple, reader: ShapeReader): ErrorShape {
  const traits = readTraits(tuple[3]);
  const name = tuple[2] as string;
  const fault = traits.error === 'server' ? 'server' : 'client';
  const [queryCode, queryStatus] = (traits.awsQueryError ?? []) as [string?, number?];
  const status = queryStatus ?? (traits.httpError as number | undefined);
  return {
    name,
    queryCode: queryCode ?? name,
    status: status ?? (fault === 'server' ? 500 : 400),
    fault,
    structure: reader.structure(tuple),
  };
}

/**
 * The model of a service, read from the exports of its SDK client package.
 *
 * @throws TypeError when the schema uses something that this file does not know
 */
export function readService(
  settings: ServiceSettings,
  module: Readonly<Record<string, unknown>>,
): Service {
  const reader = new ShapeReader();
  const operations = new Map<string, Operation>();
  const errors = new Map<string, ErrorShape>();
  for (const [name, exported] of Object.entries(module)) {
    if (!name.endsWith('$') || !Array.isArray(exported)) continue;
    if (exported[0] === 9) {
      const operation = readOperation(exported, reader, settings);
      operations.set(operation.name, operation);
    } else if (exported[0] === -3 && exported[3] !== 0) {
      const error = readError(exported, reader);
      for (const alias of [error.name, error.queryCode, error.name.replace(/Exception$/, '')]) {
        if (alias === error.name || !errors.has(alias)) errors.set(alias, error);
      }
    }
  }
  return { ...settings, operations, errors };
}

const imports: Readonly<Record<ServiceName, () => Promise<Readonly<Record<string, unknown>>>>> = {
  sts: () => import('@aws-sdk/client-sts'),
  iam: () => import('@aws-sdk/client-iam'),
  organizations: () => import('@aws-sdk/client-organizations'),
  'sso-admin': () => import('@aws-sdk/client-sso-admin'),
  identitystore: () => import('@aws-sdk/client-identitystore'),
  sso: () => import('@aws-sdk/client-sso'),
  'sso-oidc': () => import('@aws-sdk/client-sso-oidc'),
  quicksight: () => import('@aws-sdk/client-quicksight'),
  'cognito-identity': () => import('@aws-sdk/client-cognito-identity'),
  cloudtrail: () => import('@aws-sdk/client-cloudtrail'),
  signin: async () => (await import('./signin/model.ts')).signinModule,
  gatehouse: async () => (await import('./gatehouse/model.ts')).gatehouseModule,
};

const loading = new Map<ServiceName, Promise<Service>>();
const loaded = new Map<ServiceName, Service>();

/** The model of a service; its SDK package is imported when it is first asked for. */
export function loadService(name: ServiceName): Promise<Service> {
  let service = loading.get(name);
  if (!service) {
    service = imports[name]().then((module) => {
      const read = readService(services[name], module);
      loaded.set(name, read);
      return read;
    });
    loading.set(name, service);
  }
  return service;
}

/** The model of a service when it is in memory already. */
export function loadedService(name: ServiceName): Service | undefined {
  return loaded.get(name);
}
