/** The operation names of an SDK module: `AssumeRole` for each exported `AssumeRoleCommand`. */
export type OperationName<Module> = {
  [Name in keyof Module]: Name extends `${infer Operation}Command` ? Operation : never;
}[keyof Module];

type Command<Module, Name extends string> = `${Name}Command` extends keyof Module
  ? Module[`${Name}Command`] extends abstract new (
      ...parameters: never[]
    ) => infer Instance
    ? Instance
    : never
  : never;

type CommandInput<Instance> = Instance extends { readonly input: infer Input } ? Input : never;

type CommandOutput<Instance> = Instance extends {
  resolveMiddleware(
    ...parameters: never[]
  ): (...call: never[]) => Promise<{ output: infer Output }>;
}
  ? Output
  : never;

type Part = string | number | boolean | bigint | Date | Uint8Array | null | undefined;

/**
 * The SDK says `Name: string | undefined` of a required member, as its callers may be careless.
 * Behind the constraints every required member is there, in nested structures and lists as well.
 */
export type Complete<Value> = Value extends Part
  ? Value
  : Value extends readonly (infer Element)[]
    ? Complete<Element>[]
    : {
        [Name in keyof Value]: Record<never, never> extends Pick<Value, Name>
          ? Complete<Value[Name]>
          : Complete<Exclude<Value[Name], undefined>>;
      };

/** The input of an operation as a handler receives it. */
export type Input<Module, Name extends string> = Complete<CommandInput<Command<Module, Name>>>;

/** The output of an operation as a handler answers it. */
export type Output<Module, Name extends string> = Omit<
  CommandOutput<Command<Module, Name>>,
  '$metadata'
>;

/**
 * The handlers of a service, some of its operations, typed from its SDK module: a wrong operation
 * name, input or output does not compile.
 */
export type Handlers<Module, Call> = {
  readonly [Name in OperationName<Module> & string]?: (
    input: Input<Module, Name>,
    call: Call,
  ) => Promise<Output<Module, Name>>;
};
