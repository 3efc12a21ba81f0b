import type { ServiceName } from '../wire/index.ts';
import type { AccessRule, OpenAccess } from './access.ts';
import type { Call } from './call.ts';
import type { AnyUnsignedHandler } from './unsigned-call.ts';

/** A handler as the pipeline calls it: its input has been read and checked by its schema. */
export type AnyHandler = (input: never, call: Call) => Promise<object>;

/** The operations of one service with their access rules. */
export interface ServiceTable {
  readonly operations: Readonly<Record<string, AnyHandler>>;
  readonly access: Readonly<Record<string, AccessRule<never> | OpenAccess>>;
  /** Operations that take no signature, and so have no caller whom a rule could allow them. */
  readonly unsigned?: Readonly<Record<string, AnyUnsignedHandler>>;
}

/** Every service that has handlers. */
export type HandlerTables = Readonly<Partial<Record<ServiceName, ServiceTable>>>;
