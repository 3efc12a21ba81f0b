import { carryOut, type ProvisioningParts } from './provisioning.ts';
import { findDue } from './provisioning-claims.ts';
import type { JobRow } from './provisioning-jobs.ts';

/** Carries requests out as they become due, some at a time. */
export interface Provisioner {
  /** Looks for what is due; resolves when it has looked, not when it is done. */
  readonly look: () => Promise<void>;
  /** Takes nothing up any more, and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

/** Requests under way at a time. In one account there is one: they would wait for each other. */
const AT_A_TIME = 8;
/** Read at a time: many of them may be for one account. */
const LOOKED_AT = 64;

/** Makes the provisioner of this process; `failed` is told of what kept it from the store. */
export function createProvisioner(
  parts: ProvisioningParts,
  failed: (error: unknown) => void,
): Provisioner {
  const running = new Map<string, Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  async function look(): Promise<void> {
    again = true;
    looking ??= lookWhileAsked().finally(() => {
      looking = undefined;
    });
    await looking;
  }

  async function lookWhileAsked(): Promise<void> {
    while (again && !stopped) {
      again = false;
      if (running.size >= AT_A_TIME) return;
      await takeUp();
    }
  }

  /** Looks past the accounts that have a request under way: hundreds for one hold up no other. */
  async function takeUp(): Promise<void> {
    for (let before = -1; running.size > before && running.size < AT_A_TIME; ) {
      before = running.size;
      for (const job of await findDue(parts, LOOKED_AT, [...running.keys()])) {
        if (stopped || running.size >= AT_A_TIME) return;
        if (running.has(job.target_account)) continue;
        running.set(job.target_account, handle(job));
      }
    }
  }

  async function handle(job: JobRow): Promise<void> {
    try {
      await carryOut(parts, job);
    } catch (error) {
      // The store is in trouble: what is next waits for the next look.
      failed(error);
      return;
    } finally {
      running.delete(job.target_account);
    }
    void look().catch(failed);
  }

  return {
    look,
    stop: async () => {
      stopped = true;
      await looking;
      await Promise.all(running.values());
    },
  };
}
