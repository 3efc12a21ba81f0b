/**
 * A value that is made when it is first asked for, once. What making it throws is thrown each time,
 * so that a check that needs the value cannot run, however often it is tried.
 */
export function lazy<Value>(make: () => Value): () => Value {
  let outcome: { readonly value: Value } | { readonly error: unknown } | undefined;
  return () => {
    outcome ??= attempt(make);
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  };
}

function attempt<Value>(
  make: () => Value,
): { readonly value: Value } | { readonly error: unknown } {
  try {
    return { value: make() };
  } catch (error) {
    return { error };
  }
}
