import { driftAfter } from '../../crypto/index.ts';
import type { Failure } from '../../failures/catalogue.ts';
import type { Work } from '../work.ts';
import { type ExaminedCode, examineCode, type OpenSecret } from './code-checks.ts';
import type { VirtualDevice } from './device.ts';

/** Wrong codes in a row before the next has to wait, and how long it waits at first and at most. */
const FREE_TRIES = 5;
const FIRST_PAUSE = 30_000;
const LONGEST_PAUSE = 3_600_000;

/**
 * Judges a code of a virtual device (RFC 6238) and leaves in the work what comes of it: a right code
 * is used up, guarded, so that it counts once on all nodes and for all operations; a wrong one is
 * counted. Commit the work in both cases. Answers what is wrong, or undefined.
 *
 * @param device one of `mfaDevices(work, ownerId)`: that it is the person's is the caller's care
 */
export async function verifyTotp(
  work: Work,
  device: VirtualDevice,
  code: string,
  openSecret: OpenSecret,
): Promise<Failure | undefined> {
  const examined = examineCode(device, code, work.now, openSecret);
  noteCode(work, examined);
  return examined.failed;
}

/** Leaves in the work what comes of an examined code; for callers that trace the checks as well. */
export function noteCode(work: Work, examined: ExaminedCode): void {
  const { device, step, failed } = examined;
  if (failed === undefined && step !== undefined) noteUse(work, device, step);
  else if (failed?.code === 'MFA-003' || failed?.code === 'MFA-004') noteWrongCode(work, device);
}

/** The guard is what makes a code count once: of two uses at a time one finds no row to change. */
function noteUse(work: Work, { deviceId, ownerId }: VirtualDevice, step: number): void {
  work.write(
    work.read
      .updateTable('mfa_devices')
      .set({
        last_step: step,
        drift: driftAfter(step, work.now),
        last_used_at: work.now,
        failed_tries: 0,
        retry_at: null,
      })
      .where('account_id', '=', work.account)
      .where('device_id', '=', deviceId)
      .where('owner_id', '=', ownerId ?? null)
      .where((e) => e.or([e('last_step', 'is', null), e('last_step', '<', step)])),
  );
}

/** Guarded by the count that was read: of codes that are guessed at one moment each costs a try. */
function noteWrongCode(work: Work, { deviceId, failedTries }: VirtualDevice): void {
  const tries = failedTries + 1;
  const doubled = FIRST_PAUSE * 2 ** Math.min(tries - FREE_TRIES, 10);
  const retryAt = tries < FREE_TRIES ? null : work.now + Math.min(doubled, LONGEST_PAUSE);
  work.write(
    work.read
      .updateTable('mfa_devices')
      .set((e) => ({ failed_tries: e('failed_tries', '+', 1), retry_at: retryAt }))
      .where('account_id', '=', work.account)
      .where('device_id', '=', deviceId)
      .where('failed_tries', '=', failedTries),
  );
}
