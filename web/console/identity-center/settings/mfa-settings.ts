import type { OutputOf } from '../../api/operations.ts';

/** When a second factor is asked for, in the order of strictness. */
export const MODES = ['always', 'context-aware', 'never'] as const;
/** Which devices there may be. */
export const TYPES = ['passkey', 'authenticator'] as const;
/** What becomes of somebody without a device who needs one. */
export const WITHOUT = ['enrol', 'mailed-code', 'block', 'allow'] as const;

export const MODE_TEXTS = {
  always: ['idc.mfa.mode.always', 'idc.mfa.mode.always.lead'],
  'context-aware': ['idc.mfa.mode.context', 'idc.mfa.mode.context.lead'],
  never: ['idc.mfa.mode.never', 'idc.mfa.mode.never.lead'],
} as const satisfies Readonly<Record<(typeof MODES)[number], readonly [string, string]>>;

export const TYPE_TEXTS = {
  passkey: 'idc.mfa.passkey',
  authenticator: 'idc.mfa.authenticator',
} as const satisfies Readonly<Record<(typeof TYPES)[number], string>>;

export const WITHOUT_TEXTS = {
  enrol: 'idc.mfa.without.enrol',
  'mailed-code': 'idc.mfa.without.mailed',
  block: 'idc.mfa.without.block',
  allow: 'idc.mfa.without.allow',
} as const satisfies Readonly<Record<(typeof WITHOUT)[number], string>>;

/** What the form for MFA has. */
export interface MfaValues {
  readonly mode: (typeof MODES)[number];
  readonly types: readonly (typeof TYPES)[number][];
  readonly without: (typeof WITHOUT)[number];
  readonly usersManage: boolean;
}

type Instance = OutputOf<'gatehouse', 'DescribeIdentityCenter'>['Instance'];
type Told = Partial<
  Pick<Instance, 'MfaMode' | 'MfaTypes' | 'WithoutDevice' | 'UsersManageDevices'>
>;

/** The settings of an instance in the words of the form. */
export function mfaOf(instance: Told): MfaValues {
  const types = (instance.MfaTypes ?? '').split(',').map((type) => type.trim());
  return {
    mode: MODES.find((mode) => mode === instance.MfaMode) ?? 'context-aware',
    types: TYPES.filter((type) => types.includes(type)),
    without: WITHOUT.find((one) => one === instance.WithoutDevice) ?? 'enrol',
    usersManage: instance.UsersManageDevices ?? true,
  };
}

/** The form in the words of UpdateIdentityCenterSettings. */
export function settingsOf({ mode, types, without, usersManage }: MfaValues) {
  return {
    MfaMode: mode,
    MfaTypes: TYPES.filter((type) => types.includes(type)).join(','),
    WithoutDevice: without,
    UsersManageDevices: usersManage,
  };
}
