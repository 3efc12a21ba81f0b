/**
 * failures/: the closed catalogue of what can go wrong, and the forms in which it is told.
 * Owns: failure entries (code, texts, cause, fix, wire form), the Check type, AWS's common errors.
 * Does not own: deciding when a failure happens (each part raises its own), bytes on the wire (wire/).
 */

/** A text in every language that Gatehouse speaks. */
export interface Localized {
  readonly en: string;
  readonly ko: string;
}

/** Who has to act before the same request can succeed. */
export type Actor = 'user' | 'administrator' | 'partner' | 'operator';

/** One row of the catalogue. `{name}` in message and wire text stands for a detail of that name. */
export interface FailureEntry {
  /** One line for logs and administrators; lower case, no full stop. */
  readonly message: string;
  readonly title: Localized;
  readonly cause: Localized;
  readonly fix: Localized;
  readonly actor: Actor;
  /** The AWS error that the caller sees; absent where the failure never leaves the process. */
  readonly wire?: {
    readonly error: string;
    readonly text: string;
    /** Further members of the modelled error, such as the `error` of the service signin. */
    readonly members?: Readonly<Record<string, string>>;
  };
  /** The specification, AWS page or measurement that the behaviour comes from. */
  readonly source: string;
}

/** The names between braces in a template, as a union type; `{2,64}` of a pattern names nothing. */
export type Placeholders<Template extends string> =
  Template extends `${string}{${infer Name}}${infer Rest}`
    ? (Name extends `${string},${string}` ? never : Name) | Placeholders<Rest>
    : never;

/** The text with each `{name}` replaced; a name without a detail stays as it is. */
export function fillTemplate(template: string, details: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}
