import { Secret, TOTP } from 'otpauth';
import { equalSecrets, type RandomBytes } from '../base/bytes.ts';

/*
 * One-time codes by time (RFC 6238) as authenticator apps make them: SHA-1, six digits, thirty
 * seconds. A step is the number of whole periods since 1970 (RFC 6238, section 4.2).
 */

/** Milliseconds of a step. */
export const TOTP_PERIOD = 30_000;

/** Steps around the expected one whose codes are accepted: people type slowly, clocks differ. */
const WINDOW = 1;

/** How many steps a clock is looked for when it seems off, and devices are synchronised within. */
export const TOTP_REACH = 20;

/** 160 bits, as RFC 4226 (R6) recommends. */
const SEED_BYTES = 20;

/** A new seed in base 32. */
export function newTotpSeed(random: RandomBytes): string {
  return new Secret({ buffer: Uint8Array.from(random(SEED_BYTES)).buffer }).base32;
}

/** The step of a time in milliseconds. */
export function totpStep(time: number): number {
  return Math.floor(time / TOTP_PERIOD);
}

/** The code of a step. */
export function totpCode(seed: string, step: number): string {
  return codes(seed)(step);
}

function codes(seed: string): (step: number) => string {
  const secret = Secret.fromBase32(seed);
  return (step) => TOTP.generate({ secret, timestamp: step * TOTP_PERIOD });
}

/**
 * The step whose code this is, of those that are accepted at `now`: one around the server's time,
 * and one around the device's own when its clock was `drift` steps ahead. Of several the latest.
 * The time taken does not tell which step matched, or whether one did.
 */
export function matchTotp(
  seed: string,
  code: string,
  { now, drift }: { readonly now: number; readonly drift: number },
): number | undefined {
  const codeOf = codes(seed);
  const steps = new Set([
    ...around(totpStep(now), WINDOW),
    ...around(totpStep(now) + drift, WINDOW),
  ]);
  let matched: number | undefined;
  for (const step of [...steps].sort((a, b) => a - b)) {
    if (equalSecrets(codeOf(step), code)) matched = step;
  }
  return matched;
}

/**
 * How many steps the clock that made the code seems to be ahead of `now` (negative: behind), to
 * explain a refusal; undefined when the code is of no step within twenty. Of two the nearer.
 */
export function totpClockOffset(seed: string, code: string, now: number): number | undefined {
  const codeOf = codes(seed);
  const at = totpStep(now);
  const offsets = around(0, TOTP_REACH).sort((a, b) => Math.abs(a) - Math.abs(b));
  return offsets.find((offset) => equalSecrets(codeOf(at + offset), code));
}

/**
 * The step of the second of two codes that follow each other, looked for within twenty steps of
 * `now`; undefined when they are not the codes of two steps in a row.
 */
export function matchConsecutiveTotp(
  seed: string,
  first: string,
  second: string,
  now: number,
): number | undefined {
  const codeOf = codes(seed);
  let matched: number | undefined;
  for (const step of around(totpStep(now), TOTP_REACH)) {
    const isFirst = equalSecrets(codeOf(step - 1), first);
    const isSecond = equalSecrets(codeOf(step), second);
    if (isFirst && isSecond) matched = step;
  }
  return matched;
}

/**
 * What a device's drift is after a code of `step` was accepted at `now`. A code within the window of
 * the server's own time says that the clock is right.
 */
export function driftAfter(step: number, now: number): number {
  const offset = step - totpStep(now);
  return Math.abs(offset) <= WINDOW ? 0 : offset;
}

/** The URI that authenticator apps read from a picture (Key URI Format). */
export function totpUri(parts: {
  readonly issuer: string;
  readonly label: string;
  readonly seed: string;
}): string {
  const { issuer, label, seed } = parts;
  return new TOTP({ issuer, label, secret: seed }).toString();
}

function around(step: number, reach: number): number[] {
  return Array.from({ length: 2 * reach + 1 }, (_, index) => step - reach + index);
}
