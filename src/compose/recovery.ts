import { systemRandom } from '../base/bytes.ts';
import { commitOnce } from '../calls/commit-once.ts';
import type { RecoveryParts } from '../domain/recovery/index.ts';
import {
  type DueRecovery,
  dueMfaRecoveries,
  mailRemovalLink,
} from '../domain/recovery/mfa-recovery.ts';
import { beginWork } from '../domain/work.ts';
import type { Logger } from '../http/log.ts';
import type { Parts } from './parts.ts';
import { startPeriodic, type Timers } from './periodic.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Recovery over the parts of this installation. */
export function buildRecovery({ config, delivery }: Parts): RecoveryParts {
  return {
    random: systemRandom,
    outbox: delivery.outbox,
    delivery,
    mfaWait: config.mfaRecoveryHours * HOUR,
  };
}

/**
 * Mails the links of recoveries whose wait is over, on every node: what one has taken up is no
 * longer due for the others. The answer stops it and must be awaited before the store is closed.
 */
export function startRecovery(parts: Parts, log: Logger, timers: Timers): () => Promise<void> {
  const recovery = buildRecovery(parts);
  const work = () =>
    beginWork({
      account: '',
      now: parts.clock(),
      random: systemRandom,
      read: parts.store.read,
    });
  const report = (error: unknown) =>
    log.error({ err: error }, 'the link of a recovery could not be mailed');
  const mailLink = async (due: DueRecovery) => {
    const mailing = work();
    await mailRemovalLink(mailing, recovery, due);
    await commitOnce(parts.store, mailing.plan);
  };
  return startPeriodic(
    {
      first: MINUTE,
      every: MINUTE,
      run: async (signal) => {
        for (const due of await dueMfaRecoveries(work())) {
          if (signal.aborted) return;
          await mailLink(due).catch(report);
        }
      },
      report,
    },
    timers,
  );
}
