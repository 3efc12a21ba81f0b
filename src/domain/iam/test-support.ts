import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemRandom } from '../../base/bytes.ts';
import { randomAccountId } from '../../base/ids.ts';
import { openStore, type Plan, type Store } from '../../store/index.ts';
import { createAccount } from '../accounts/accounts.ts';
import { AccessDenied } from '../authorisation/denied.ts';
import { beginWork, type Work } from '../work.ts';
import type { PasswordHashing } from './login-profiles.ts';

/** The time of every work in tests, unless one says otherwise: 2026-01-15T08:00:00Z. */
export const TEST_TIME = Date.UTC(2026, 0, 15, 8);

/** An account of its own within a test's store. */
export interface TestAccount {
  readonly id: string;
  /** Runs a body as the pipeline does and commits its plan; answers what the body answered. */
  readonly run: <Result>(
    body: (work: Work) => Result | Promise<Result>,
    options?: { readonly now?: number },
  ) => Promise<Result>;
  /** Runs a body and answers its plan without committing it. */
  readonly plan: (body: (work: Work) => unknown) => Promise<Plan>;
}

/** A store in a folder of its own, for the tests of one file. */
export interface TestStore {
  readonly store: Store;
  readonly account: (members?: { name?: string; email?: string }) => Promise<TestAccount>;
  readonly close: () => Promise<void>;
}

/** Opens an empty store with the real migrations in a temporary folder; `close` deletes it. */
export async function openTestStore(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-iam-'));
  const store = await openStore({
    kind: 'sqlite',
    folder,
    report: (error) => {
      throw error;
    },
  });
  return {
    store,
    account: async (members = {}) => await seedAccount(store, members),
    close: async () => {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function seedAccount(
  store: Store,
  members: { name?: string; email?: string },
): Promise<TestAccount> {
  const id = randomAccountId();
  const begin = (now: number) =>
    beginWork({ account: id, now, random: systemRandom, read: store.read });
  const seed = begin(TEST_TIME);
  const { name = 'Example Corp', email = `root@${id}.example` } = members;
  createAccount(seed, { accountId: id, name, email });
  await store.commit(seed.plan);
  return {
    id,
    run: async (body, { now = TEST_TIME } = {}) => {
      const work = begin(now);
      const result = await body(work);
      if (work.plan.statements.length > 0) await store.commit(work.plan);
      return result;
    },
    plan: async (body) => {
      const work = begin(TEST_TIME);
      await body(work);
      return work.plan;
    },
  };
}

/** Seals in a way that tests can look into: the context, a colon, the secret. */
export const plainSecrets = {
  seal: (plaintext: string, context: string) => `${context}:${plaintext}`,
  open: (sealed: string, context: string) => {
    assert.ok(sealed.startsWith(`${context}:`), `${sealed} is of another context than ${context}`);
    return sealed.slice(context.length + 1);
  },
};

/** Hashes in no time. */
export const plainPasswords: PasswordHashing = {
  hash: async (password) => `$plain$${password}`,
  verify: async (password, phc) => phc === `$plain$${password}`,
};

/** What `assert.rejects` compares an AWS error with: its code and its exact text. */
export function awsError(code: string, message: string): { code: string; message: string } {
  return { code, message };
}

/**
 * Passes for the refusal of a call that was decided on `arn`. Its text names `asked` instead, what
 * the request alone says, where an entity is stored under another path or in other letters.
 */
export function refusalOn(
  principalArn: string,
  action: string,
  arn: string,
  asked = arn,
): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AccessDenied);
    assert.equal(
      error.message,
      `User: ${principalArn} is not authorized to perform: ${action} on resource: ${asked} because no identity-based policy allows the ${action} action`,
    );
    assert.equal(error.question.resource.arn, arn);
    return true;
  };
}
