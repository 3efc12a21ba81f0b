/** A value now, or later: the embedded store answers at once, and hot paths need not wait a turn. */
export type Eventually<Value> = Value | Promise<Value>;

/** Goes on with the value as soon as it is there: in the same turn when it already is. */
export function andThen<Value, Result>(
  value: Eventually<Value>,
  next: (value: Value) => Eventually<Result>,
): Eventually<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
