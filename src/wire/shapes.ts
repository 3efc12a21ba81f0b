import type { Protocol, ServiceSettings } from './services.ts';

/** How a timestamp is written where its shape says so; `protocol` leaves it to the protocol. */
export type TimestampFormat = 'protocol' | 'date-time' | 'http-date' | 'epoch-seconds';

/** A value without parts. `number` stands for every numeric type: the schemas do not tell them apart. */
export interface ScalarShape {
  readonly kind: 'string' | 'boolean' | 'number' | 'blob' | 'document';
  readonly sensitive: boolean;
}

export interface TimestampShape {
  readonly kind: 'timestamp';
  readonly format: TimestampFormat;
  readonly sensitive: boolean;
}

export interface ListShape {
  readonly kind: 'list';
  readonly sensitive: boolean;
  readonly member: Shape;
}

/** Keys are strings in every model that Gatehouse serves. */
export interface MapShape {
  readonly kind: 'map';
  readonly sensitive: boolean;
  readonly value: Shape;
}

/** A structure, union or error; `unit` marks the absence of any input or output. */
export interface StructureShape {
  readonly kind: 'structure';
  readonly name: string;
  readonly sensitive: boolean;
  readonly union: boolean;
  readonly unit: boolean;
  readonly members: readonly Member[];
  readonly memberByName: ReadonlyMap<string, Member>;
}

export type Shape = ScalarShape | TimestampShape | ListShape | MapShape | StructureShape;

/** Where restJson1 carries a member; everything without a place of its own is in the body. */
export type Location =
  | { readonly in: 'body' }
  | { readonly in: 'label' }
  | { readonly in: 'query'; readonly name: string }
  | { readonly in: 'header'; readonly name: string }
  | { readonly in: 'status' };

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  readonly required: boolean;
  /** True when the member or its shape is marked sensitive. */
  readonly sensitive: boolean;
  readonly location: Location;
}

/** How restJson1 addresses an operation: `path` is the template with `{label}` segments. */
export interface HttpBinding {
  readonly method: string;
  readonly path: string;
  /** Query parameters that belong to the address, such as `aws_iam=t`. */
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly status: number;
}

export interface Operation {
  readonly name: string;
  readonly input: StructureShape;
  readonly output: StructureShape;
  readonly http: HttpBinding | undefined;
  /** True when callers need not sign. */
  readonly unsigned: boolean;
}

/** An error of a service's model. */
export interface ErrorShape {
  /** The name of the shape, which JSON protocols send. */
  readonly name: string;
  /** The code that awsQuery sends. */
  readonly queryCode: string;
  readonly status: number;
  readonly fault: 'client' | 'server';
  readonly structure: StructureShape;
}

/** A service with its loaded model. */
export interface Service extends ServiceSettings {
  readonly protocol: Protocol;
  readonly operations: ReadonlyMap<string, Operation>;
  /** Errors by shape name, by query code, and by shape name without `Exception`. */
  readonly errors: ReadonlyMap<string, ErrorShape>;
}
