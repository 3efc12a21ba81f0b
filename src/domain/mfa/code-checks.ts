import { isoSeconds } from '../../base/clock.ts';
import { matchTotp, TOTP_PERIOD, totpClockOffset } from '../../crypto/index.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { type Check, type Judgement, judgeChecks } from '../../failures/check.ts';
import { seedContext, type VirtualDevice } from './device.ts';

/** Opens a secret that was sealed in that context; throws when it does not open. */
export type OpenSecret = (sealed: string, context: string) => string;

/** A code that somebody gave for a virtual device, with what is known of it. */
export interface CodeSubject {
  readonly device: VirtualDevice;
  readonly code: string;
  readonly now: number;
  /** False when the code was not held against any: malformed, or while the device is paused. */
  readonly compared: boolean;
  /** The step whose code it is; undefined when it is of none that is accepted now. */
  readonly step: number | undefined;
  /** How many steps off the clock seems that made it; looked for only when no step matched. */
  readonly clockOffset: number | undefined;
}

const SIX_DIGITS = /^[0-9]{6}$/;

/** What makes a code acceptable. */
export const codeChecks: readonly Check<CodeSubject>[] = [
  {
    name: 'codeIsSixDigits',
    code: 'MFA-001',
    run: ({ device, code }) =>
      SIX_DIGITS.test(code) ? undefined : failure('MFA-001', { serial: device.serial }),
    describe: ({ code }) => ({
      expected: 'six digits',
      received: `${code.length} characters`,
    }),
  },
  {
    name: 'triesAreLeft',
    code: 'MFA-006',
    run: triesAreLeft,
    describe: ({ device, now }) => ({
      expected: 'no pause after wrong codes',
      received:
        isPaused(device, now) === undefined
          ? `${device.failedTries} wrong codes`
          : `${device.failedTries} wrong codes, paused until ${isoSeconds(device.retryAt ?? now)}`,
    }),
  },
  {
    name: 'codeIsOfNow',
    code: 'MFA-003',
    run: codeIsOfNow,
    describe: ({ step, clockOffset, now }) => ({
      expected: `a code of ${isoSeconds(now)}, a step before or after`,
      received: receivedCode(step, clockOffset),
    }),
  },
  {
    name: 'codeWasNotUsed',
    code: 'MFA-005',
    run: ({ device, step }) =>
      known(step) > (device.lastStep ?? Number.NEGATIVE_INFINITY)
        ? undefined
        : failure('MFA-005', { serial: device.serial }),
    describe: ({ device, step }) => ({
      expected:
        device.lastStep === undefined
          ? 'any code'
          : `a code made after ${isoSeconds(device.lastStep * TOTP_PERIOD)}`,
      received: `the code of ${isoSeconds(known(step) * TOTP_PERIOD)}`,
    }),
  },
];

/** A table that is traced to its end skips what it has nothing to look at for. */
function known(step: number | undefined): number {
  if (step === undefined) throw new Error('the code is of no known step');
  return step;
}

function isPaused({ retryAt }: VirtualDevice, now: number): number | undefined {
  return retryAt !== undefined && retryAt > now ? retryAt : undefined;
}

function triesAreLeft({ device, now }: CodeSubject): Failure | undefined {
  const until = isPaused(device, now);
  if (until === undefined) return undefined;
  const { serial, failedTries } = device;
  return failure('MFA-006', { serial, tries: String(failedTries), until: isoSeconds(until) });
}

function codeIsOfNow(subject: CodeSubject): Failure | undefined {
  const { device, compared, step, clockOffset, now } = subject;
  if (!compared) throw new Error('the code was not compared');
  if (step !== undefined) return undefined;
  const { serial } = device;
  const time = isoSeconds(now);
  if (clockOffset === undefined) return failure('MFA-003', { serial, time });
  return failure('MFA-004', {
    serial,
    time,
    seconds: String(Math.abs(clockOffset) * (TOTP_PERIOD / 1000)),
    direction: clockOffset < 0 ? 'behind' : 'ahead',
  });
}

function receivedCode(step: number | undefined, clockOffset: number | undefined): string {
  if (step !== undefined) return `the code of ${isoSeconds(step * TOTP_PERIOD)}`;
  if (clockOffset === undefined) return 'a code of no step within ten minutes';
  return `a code of a clock ${Math.abs(clockOffset)} steps ${clockOffset < 0 ? 'behind' : 'ahead'}`;
}

/** What the checks say of a code. */
export interface ExaminedCode extends Judgement, CodeSubject {}

/** Judges a code of a device and writes nothing; see `noteCode`. */
export function examineCode(
  device: VirtualDevice,
  code: string,
  now: number,
  openSecret: OpenSecret,
): ExaminedCode {
  const subject = { device, code, now, ...lookedFor(device, code, now, openSecret) };
  return { ...subject, ...judgeChecks(codeChecks, subject) };
}

/** While a device is paused nothing is compared, so that no try tells anything. */
function lookedFor(
  device: VirtualDevice,
  code: string,
  now: number,
  openSecret: OpenSecret,
): Pick<CodeSubject, 'compared' | 'step' | 'clockOffset'> {
  if (!SIX_DIGITS.test(code) || isPaused(device, now) !== undefined) {
    return { compared: false, step: undefined, clockOffset: undefined };
  }
  const seed = openSecret(device.seed, seedContext(device.deviceId));
  const step = matchTotp(seed, code, { now, drift: device.drift });
  const clockOffset = step === undefined ? totpClockOffset(seed, code, now) : undefined;
  return { compared: true, step, clockOffset };
}
