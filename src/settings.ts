import { bootstrapSettings } from './settings/bootstrap.ts';
import { historySettings } from './settings/history.ts';
import { limitsSettings } from './settings/limits.ts';
import { messagesSettings } from './settings/messages.ts';
import { serverSettings } from './settings/server.ts';
import { signInSettings } from './settings/sign-in.ts';

/**
 * The settings of a Gatehouse process, a row each: what it is called, which values it takes and what
 * it does. config.ts reads them; docs/config.md is generated from here.
 */

/** Every setting, in the order of the documentation. */
export const settings = {
  ...serverSettings,
  ...messagesSettings,
  ...limitsSettings,
  ...signInSettings,
  ...historySettings,
  ...bootstrapSettings,
} as const;
