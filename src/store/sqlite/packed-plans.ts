import type { Change, Expectation, Plan, SqlValue, Statement } from '../plan.ts';

/**
 * Plans on their way to the writer thread, as one flat list: to clone many small objects takes three
 * to five times as long as to clone the values in them, and each SQL text is sent once.
 */
export interface PackedPlans {
  readonly sql: readonly string[];
  /**
   * For each plan the number of its statements, for each of these the place of its SQL, what it
   * expects, the number of its parameters and the parameters; then the number of the plan's changes,
   * and account and entity of each.
   */
  readonly values: readonly SqlValue[];
}

/** Packs plans; what their guards are called stays behind. */
export function packPlans(plans: readonly Plan[]): PackedPlans {
  const places = new Map<string, number>();
  const values: SqlValue[] = [];
  for (const { statements, changes } of plans) {
    values.push(statements.length);
    for (const { sql, expect = 'any', parameters } of statements) {
      let place = places.get(sql);
      if (place === undefined) {
        place = places.size;
        places.set(sql, place);
      }
      values.push(place, expect, parameters.length, ...parameters);
    }
    values.push(changes.length);
    for (const { account, entity } of changes) values.push(account, entity);
  }
  return { sql: [...places.keys()], values };
}

/** The plans that `packPlans` packed. */
export function unpackPlans({ sql, values }: PackedPlans): Plan[] {
  const plans: Plan[] = [];
  let at = 0;
  while (at < values.length) {
    const statements: Statement[] = [];
    for (let left = Number(values[at++]); left > 0; left -= 1) {
      const text = sql[Number(values[at])] ?? '';
      const expect = values[at + 1] as Expectation;
      const begin = at + 3;
      at = begin + Number(values[at + 2]);
      statements.push({ sql: text, expect, parameters: values.slice(begin, at) });
    }
    const changes: Change[] = [];
    for (let left = Number(values[at++]); left > 0; left -= 1) {
      changes.push({ account: String(values[at]), entity: String(values[at + 1]) });
      at += 2;
    }
    plans.push({ statements, changes });
  }
  return plans;
}
