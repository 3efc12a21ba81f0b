import { refuse } from '../../failures/aws-error.ts';
import type { Work } from '../work.ts';
import { invalid } from './errors.ts';
import type { InstanceAccess } from './instance-access.ts';
import { type InstanceRow, instanceByPortalName, touchInstance } from './instances.ts';
import {
  type InstanceSettings,
  type MfaSettings,
  readSettings,
  SESSION_MINUTES,
} from './settings.ts';

/** A change of settings as a request has it; what is undefined stays as it is. */
export interface SettingsChange {
  readonly Subdomain?: string | undefined;
  readonly SessionMinutes?: number | undefined;
  readonly MfaMode?: string | undefined;
  /** Divided by commas. */
  readonly MfaTypes?: string | undefined;
  readonly WithoutDevice?: string | undefined;
  readonly UsersManageDevices?: boolean | undefined;
  readonly AccountInstances?: boolean | undefined;
}

const MODES = ['never', 'context-aware', 'always'] as const;
const TYPES = ['passkey', 'authenticator'] as const;
const WITHOUT_DEVICE = ['enrol', 'mailed-code', 'block', 'allow'] as const;

/** Words that the portal's addresses need, and names that people would take for somebody else's. */
const RESERVED = new Set([
  'admin',
  'api',
  'app',
  'aws',
  'awsapps',
  'console',
  'gatehouse',
  'help',
  'login',
  'portal',
  'signin',
  'sign-in',
  'sso',
  'start',
  'support',
  'view',
  'www',
]);

/**
 * Changes an instance's settings and answers the row as it is afterwards. Throws
 * ValidationException for values that there are not, IDC-009 when the subdomain was chosen before,
 * IDC-010 when another instance has it, IDC-013 when a delegated administrator decides about account
 * instances of the member accounts, of which it is one (R005).
 */
export async function updateSettings(
  { work, instance, delegated }: InstanceAccess,
  change: SettingsChange,
): Promise<InstanceRow> {
  const before = readSettings(instance.settings);
  const after = changedSettings(before, change);
  if (delegated && after.accountInstances !== before.accountInstances) {
    throw refuse('IDC-013', { instance: instance.instance_id });
  }
  const settings = JSON.stringify(after);
  const subdomain = await changedSubdomain(work, instance, change.Subdomain);
  touchInstance(work, instance, { settings, subdomain });
  return { ...instance, settings, subdomain };
}

function changedSettings(now: InstanceSettings, change: SettingsChange): InstanceSettings {
  const { SessionMinutes: minutes = now.sessionMinutes, AccountInstances: allowed } = change;
  const { least, most } = SESSION_MINUTES;
  if (!Number.isInteger(minutes) || minutes < least || minutes > most) {
    throw invalid(`SessionMinutes must be between ${least} and ${most}, which are 90 days.`);
  }
  const kept = now.accountInstances;
  const accountInstances = allowed === undefined ? kept : allowed ? 'allowed' : 'refused';
  return { sessionMinutes: minutes, mfa: changedMfa(now.mfa, change), accountInstances };
}

function changedMfa(now: MfaSettings, change: SettingsChange): MfaSettings {
  const types = change.MfaTypes?.split(',').map((text) => word('MfaTypes', TYPES, text.trim()));
  if (types !== undefined && new Set(types).size < types.length) {
    throw invalid('MfaTypes names a type more than once.');
  }
  return {
    mode: change.MfaMode === undefined ? now.mode : word('MfaMode', MODES, change.MfaMode),
    types: types ?? now.types,
    withoutDevice:
      change.WithoutDevice === undefined
        ? now.withoutDevice
        : word('WithoutDevice', WITHOUT_DEVICE, change.WithoutDevice),
    usersManageDevices: change.UsersManageDevices ?? now.usersManageDevices,
  };
}

function word<Word extends string>(member: string, words: readonly Word[], text: string): Word {
  const found = words.find((known) => known === text);
  if (found !== undefined) return found;
  throw invalid(`${member} must be one of: ${words.join(', ')}.`);
}

/**
 * As at AWS the subdomain is chosen once (R138): people have it in bookmarks and command lines. It
 * is a label of a host name and never has the form of an identity store's id.
 */
async function changedSubdomain(
  work: Work,
  instance: InstanceRow,
  wanted: string | undefined,
): Promise<string | null> {
  const subdomain = wanted?.toLowerCase();
  if (subdomain === undefined || subdomain === instance.subdomain) return instance.subdomain;
  if (instance.subdomain !== null) {
    throw refuse('IDC-009', { subdomain: instance.subdomain });
  }
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(subdomain) || subdomain.startsWith('d-')) {
    throw invalid(
      'Subdomain must be 1 to 63 letters, digits and hyphens, begin and end with a letter or digit, and not begin with d-.',
    );
  }
  if (RESERVED.has(subdomain) || (await instanceByPortalName(work, subdomain))) {
    throw refuse('IDC-010', { subdomain });
  }
  return subdomain;
}
