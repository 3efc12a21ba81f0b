import type { GatehouseModule } from '../../../src/wire/gatehouse/model.ts';
import type { Complete, Input, OperationName, Output } from '../../../src/wire/handlers.ts';

/** The services that the console calls, each by what says its types: the SDK's own module. */
interface Modules {
  readonly iam: typeof import('@aws-sdk/client-iam');
  readonly sts: typeof import('@aws-sdk/client-sts');
  readonly organizations: typeof import('@aws-sdk/client-organizations');
  readonly 'sso-admin': typeof import('@aws-sdk/client-sso-admin');
  readonly identitystore: typeof import('@aws-sdk/client-identitystore');
  readonly cloudtrail: typeof import('@aws-sdk/client-cloudtrail');
  readonly gatehouse: GatehouseModule;
}

/** Services by their name in `/console/api/{service}/{Operation}`. */
export type Service = keyof Modules;

export type Operation<Of extends Service> = OperationName<Modules[Of]> & string;

type Plain = string | number | boolean | bigint | null | undefined;

/**
 * A value as JSON carries it: a time is its seconds since 1970, with fractions, and bytes are
 * base64.
 */
export type Wire<Value> = Value extends Date
  ? number
  : Value extends Uint8Array
    ? string
    : Value extends Plain
      ? Value
      : Value extends readonly (infer Element)[]
        ? Wire<Element>[]
        : { [Name in keyof Value]: Wire<Value[Name]> };

/** What an operation is given. */
export type InputOf<Of extends Service, Name extends Operation<Of>> = Wire<
  Input<Modules[Of], Name>
>;

/** What it answers; required members are there, in nested structures too. */
export type OutputOf<Of extends Service, Name extends Operation<Of>> = Wire<
  Complete<Output<Modules[Of], Name>>
>;
