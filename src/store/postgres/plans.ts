import type pg from 'pg';
import { CHANGES_KEPT, PRUNE_EVERY } from '../engine-tables.ts';
import { type Outcome, reasonOf } from '../errors.ts';
import { changedAccounts, type Plan } from '../plan.ts';
import { outcomeOf } from './outcome.ts';

interface Version {
  readonly account: string;
  readonly version: number;
}

/**
 * Raises the version of each account and logs what changes. It comes first in the transaction: the
 * row lock that it takes on each account lets plans over a common account pass one by one, in the
 * order of their versions, and every later statement sees what the plans before have committed.
 */
const RAISE_VERSIONS = {
  name: 'raise-versions',
  text: `with raised as (
      insert into account_versions as v (account, version)
      select a.account, 1 from unnest($1::text[]) as a (account) order by a.account
      on conflict (account) do update set version = v.version + 1
      returning account, version
    ), logged as (
      insert into changes (account, version, entity)
      select distinct r.account, r.version, c.entity from raised r
      join unnest($2::text[], $3::text[]) as c (account, entity) on c.account = r.account
    )
    select account, version from raised`,
};

const PRUNE = 'delete from changes where account = $1 and version <= $2';
const BEGIN = 'begin isolation level read committed';

/** Runs plans on the pool, which must be pipelined: a plan costs two round trips. */
export class PlanRunner {
  readonly #pool: pg.Pool;
  readonly #lookups: pg.Pool;

  /** `lookups` is another pool: who holds a connection of the first must not wait for a second. */
  constructor(pool: pg.Pool, lookups: pg.Pool) {
    this.#pool = pool;
    this.#lookups = lookups;
  }

  /** Commits the plan; answers nothing when it is durable, else why it left no trace. */
  async run(plan: Plan): Promise<Outcome | undefined> {
    if (isAlone(plan)) return await this.#runAlone(plan);
    let client: pg.PoolClient;
    try {
      client = await this.#pool.connect();
    } catch (error) {
      return { kind: 'unavailable', reason: reasonOf(error) };
    }
    let broken = false;
    try {
      const outcome = await this.#apply(client, plan);
      if (!outcome) return await this.#commit(client);
      // A rollback that fails leaves a connection that nobody may use again.
      await client.query('rollback').catch(() => {
        broken = true;
      });
      return outcome;
    } finally {
      client.release(broken);
    }
  }

  /**
   * Commits plans together when all succeed, else each by itself; outcomes in their order. When the
   * connection is lost nobody knows whether they were kept, so they are not run a second time.
   */
  async runAll(plans: readonly Plan[]): Promise<(Outcome | undefined)[]> {
    const [first, ...more] = plans;
    if (first && more.length === 0) return [await this.run(first)];
    const together: Plan = {
      statements: plans.flatMap((plan) => plan.statements),
      changes: plans.flatMap((plan) => plan.changes),
    };
    const outcome = await this.run(together);
    if (!outcome || outcome.kind === 'unavailable') return plans.map(() => outcome);
    const outcomes: (Outcome | undefined)[] = [];
    for (const plan of plans) outcomes.push(await this.run(plan));
    return outcomes;
  }

  async #runAlone(plan: Plan): Promise<Outcome | undefined> {
    const [statement] = plan.statements;
    try {
      if (statement) await this.#pool.query(statement.sql, [...statement.parameters]);
      return undefined;
    } catch (error) {
      return await outcomeOf(error, 0, this.#lookups);
    }
  }

  /** Sends everything up to the commit in one go and judges the answers in their order. */
  async #apply(client: pg.PoolClient, plan: Plan): Promise<Outcome | undefined> {
    const before = [client.query(BEGIN), raiseVersions(client, plan)] as const;
    const answers = plan.statements.map(({ sql, parameters }) =>
      client.query(sql, [...parameters]),
    );
    const settled = await Promise.allSettled([...before, ...answers]);
    for (const [position, answer] of settled.entries()) {
      const index = position - before.length;
      if (answer.status === 'rejected') {
        return await outcomeOf(answer.reason, Math.max(index, 0), this.#lookups);
      }
      const expect = plan.statements[index]?.expect ?? 'any';
      const actual = answer.value?.rowCount ?? 0;
      if (expect !== 'any' && expect !== actual) {
        return { kind: 'guard', statement: index, expected: expect, actual };
      }
    }
    const raised = await before[1];
    for (const { account, version } of raised?.rows ?? []) {
      if (version % PRUNE_EVERY === 0) await client.query(PRUNE, [account, version - CHANGES_KEPT]);
    }
    return undefined;
  }

  async #commit(client: pg.PoolClient): Promise<Outcome | undefined> {
    try {
      const { command } = await client.query('commit');
      if (command === 'COMMIT') return undefined;
      return { kind: 'refused', reason: 'the database rolled the transaction back' };
    } catch (error) {
      return await outcomeOf(error, 0, this.#lookups);
    }
  }
}

/** One statement that cannot fail a guard needs no transaction around it. */
function isAlone(plan: Plan): boolean {
  const [first, ...more] = plan.statements;
  return plan.changes.length === 0 && more.length === 0 && (first?.expect ?? 'any') === 'any';
}

function raiseVersions(
  client: pg.PoolClient,
  plan: Plan,
): Promise<pg.QueryResult<Version> | undefined> {
  if (plan.changes.length === 0) return Promise.resolve(undefined);
  return client.query<Version>({
    ...RAISE_VERSIONS,
    values: [
      changedAccounts(plan),
      plan.changes.map((change) => change.account),
      plan.changes.map((change) => change.entity),
    ],
  });
}
