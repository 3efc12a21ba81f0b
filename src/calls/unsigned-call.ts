import type {
  FederationParts,
  FederationRequest,
  RatedSession,
  Tried,
} from '../domain/federation/tried.ts';
import type { SsoParts } from '../domain/identity-center/sso/sso-parts.ts';
import type { LoginParts } from '../domain/login/parts.ts';
import type { Input, OperationName, Output } from '../wire/index.ts';

/** What a handler of an operation without signature knows of the call it serves. */
export interface UnsignedCall extends FederationRequest {
  readonly federation: FederationParts;
  readonly login: LoginParts;
  readonly sso: SsoParts;
  /** A header of the request, by its lower-cased name. */
  readonly header: (name: string) => string | undefined;
}

/** A handler as the pipeline calls it: its input has been read and checked by its schema. */
export type AnyUnsignedHandler = (
  input: never,
  call: UnsignedCall,
) => Promise<Tried<object, RatedSession>>;

/**
 * The handlers of a service's operations that take no signature, typed from its SDK module. Each
 * examines what the request carries instead, and answers what came of it.
 */
export type UnsignedHandlers<Module> = {
  readonly [Name in OperationName<Module> & string]?: (
    input: Input<Module, Name>,
    call: UnsignedCall,
  ) => Promise<Tried<Output<Module, Name>, RatedSession>>;
};
