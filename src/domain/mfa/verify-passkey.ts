import type { RandomBytes } from '../../base/bytes.ts';
import {
  assertionIsSigned,
  type PasskeyRequestOptions,
  passkeyRequestOptions,
  readAssertion,
} from '../../crypto/index.ts';
import type { Failure } from '../../failures/catalogue.ts';
import { type Judgement, judgeChecks } from '../../failures/check.ts';
import type { Work } from '../work.ts';
import type { MfaDevice, PasskeyDevice } from './device.ts';
import { type ProofSubject, proofChecks } from './passkey-checks.ts';

/** At least 16 bytes (Web Authentication, 13.4.3). */
export const CHALLENGE_BYTES = 32;

/** Of a person's devices the passkeys, those that are marked as copied left out. */
export function usablePasskeys(devices: readonly MfaDevice[]): PasskeyDevice[] {
  return devices.filter((d) => d.kind === 'passkey').filter((d) => d.clonedAt === undefined);
}

/**
 * What the browser is asked so that one of these passkeys proves itself; undefined when none can.
 * Keep the challenge (base64url) with the flow, take it away when an answer to it comes, whatever
 * the answer is, and hand it to `verifyPasskey`.
 */
export async function passkeyRequest(
  devices: readonly MfaDevice[],
  random: RandomBytes,
): Promise<{ readonly challenge: string; readonly options: PasskeyRequestOptions } | undefined> {
  const passkeys = usablePasskeys(devices);
  const rpId = passkeys[0]?.rpId;
  if (rpId === undefined) return undefined;
  const challenge = random(CHALLENGE_BYTES);
  const credentials = passkeys.filter((device) => device.rpId === rpId);
  const options = await passkeyRequestOptions({ challenge, rpId, credentials });
  return { challenge: challenge.toString('base64url'), options };
}

/** An answer to `passkeyRequest`. */
export interface PasskeyAnswer {
  /** The person's devices, as `mfaDevices` answers them. */
  readonly devices: readonly MfaDevice[];
  /** The challenge that was asked, in base64url. */
  readonly challenge: string;
  /** The JSON form of what the browser answered, parsed and nothing more. */
  readonly response: unknown;
  /** The origin of this server's public URL. */
  readonly origin: string;
}

/** What the checks say of an answer. */
export interface ExaminedPasskey extends Judgement, ProofSubject {}

/** Judges an answer and writes nothing; see `notePasskey`. */
export async function examinePasskey(answer: PasskeyAnswer): Promise<ExaminedPasskey> {
  const { devices, challenge, origin } = answer;
  const assertion = readAssertion(answer.response);
  const facts = assertion?.facts;
  const device = devices
    .filter((d) => d.kind === 'passkey')
    .find((d) => d.credentialId === facts?.credentialId);
  const signed = assertion && device ? await assertionIsSigned(assertion, device) : false;
  const subject: ProofSubject = {
    facts,
    type: 'webauthn.get',
    challenge,
    origin,
    rpId: device?.rpId,
    device,
    signed,
  };
  return { ...subject, ...judgeChecks(proofChecks, subject) };
}

/**
 * Judges the answer of a passkey and leaves in the work what comes of it: the new counter, guarded,
 * or the mark of a device whose counter went backwards. Commit the work in both cases. Answers what
 * is wrong, or undefined. That the challenge is used once is the caller's care.
 */
export async function verifyPasskey(
  work: Work,
  answer: PasskeyAnswer,
): Promise<Failure | undefined> {
  const examined = await examinePasskey(answer);
  notePasskey(work, examined);
  return examined.failed;
}

/** Leaves in the work what comes of an examined answer; for callers that trace the checks as well. */
export function notePasskey(work: Work, { device, facts, failed }: ExaminedPasskey): void {
  if (device === undefined || facts === undefined) return;
  if (failed === undefined) {
    const { signCount, backedUp } = facts;
    work.write(
      updateOf(work, device)
        .set({ sign_count: signCount, backed_up: backedUp ? 1 : 0, last_used_at: work.now })
        .where('sign_count', '=', device.signCount)
        .where('cloned_at', 'is', null),
    );
  } else if (failed.code === 'MFA-028') {
    work.write(updateOf(work, device).set({ cloned_at: work.now }), 'any');
  }
}

function updateOf(work: Work, { deviceId }: PasskeyDevice) {
  return work.read
    .updateTable('mfa_devices')
    .where('account_id', '=', work.account)
    .where('device_id', '=', deviceId);
}
