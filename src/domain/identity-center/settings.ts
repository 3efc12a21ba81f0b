/** What an administrator decides for the whole of an instance. Kept as JSON in its row. */
export interface InstanceSettings {
  /** How long a portal session lasts, in minutes: 15 to 129,600, which are 90 days (R171). */
  readonly sessionMinutes: number;
  readonly mfa: MfaSettings;
  /** Whether member accounts may create account instances of their own (R004, R005). */
  readonly accountInstances: 'allowed' | 'refused';
}

/** When and with what the directory's users show a second factor (aws-facts H7). */
export interface MfaSettings {
  readonly mode: 'never' | 'context-aware' | 'always';
  /** At least one. */
  readonly types: readonly ('passkey' | 'authenticator')[];
  /** What becomes of somebody who has no device when one is asked for. */
  readonly withoutDevice: 'enrol' | 'mailed-code' | 'block' | 'allow';
  /** Whether people add and remove their own devices. */
  readonly usersManageDevices: boolean;
}

/** How an instance begins. MFA is stricter than AWS's defaults of 2023, as those of 2024 are (aws-facts H7). */
export const DEFAULT_SETTINGS: InstanceSettings = {
  sessionMinutes: 480,
  mfa: {
    mode: 'context-aware',
    types: ['passkey', 'authenticator'],
    withoutDevice: 'enrol',
    usersManageDevices: true,
  },
  accountInstances: 'allowed',
};

/** Limits of a portal session, in minutes. */
export const SESSION_MINUTES = { least: 15, most: 129_600 } as const;

/** Reads the settings of a row; whatever it does not have yet is as it is by default. */
export function readSettings(json: string): InstanceSettings {
  const kept = JSON.parse(json) as Partial<InstanceSettings>;
  return { ...DEFAULT_SETTINGS, ...kept, mfa: { ...DEFAULT_SETTINGS.mfa, ...kept.mfa } };
}
