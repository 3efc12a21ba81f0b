import type { MfaDevice } from '../mfa/index.ts';
import type { MfaSettings } from './settings.ts';

/** What decides whether somebody who has typed the right password shows a second factor. */
export interface FactorFacts {
  /** The person's devices, of whatever type. */
  readonly devices: readonly MfaDevice[];
  /** Whether they called this browser a trusted device, and it still looks the same. */
  readonly isTrusted: boolean;
  /** Whether a code can be mailed to them: their address is verified. */
  readonly hasMailbox: boolean;
}

/** What is asked for after the password. */
export type FactorDue = 'nothing' | 'device' | 'enrol' | 'mailed-code' | 'block';

/**
 * What is asked for after the password (aws-facts H7). A trusted device is spared even what becomes
 * of those who have no MFA device, where the instance judges by the context of a sign-in; where it
 * asks always, nothing is spared. A code that cannot be mailed is none: then the person is blocked.
 */
export function factorDue(settings: MfaSettings, facts: FactorFacts): FactorDue {
  const { mode, withoutDevice } = settings;
  if (mode === 'never') return 'nothing';
  if (mode === 'context-aware' && facts.isTrusted) return 'nothing';
  if (devicesOfTypes(settings, facts.devices).length > 0) return 'device';
  switch (withoutDevice) {
    case 'allow':
      return 'nothing';
    case 'enrol':
      return 'enrol';
    case 'mailed-code':
      return facts.hasMailbox ? 'mailed-code' : 'block';
    case 'block':
      return 'block';
  }
}

/** The devices that count: those of the types that the instance allows. */
export function devicesOfTypes(
  { types }: MfaSettings,
  devices: readonly MfaDevice[],
): readonly MfaDevice[] {
  return devices.filter(({ kind }) =>
    types.includes(kind === 'virtual' ? 'authenticator' : 'passkey'),
  );
}
