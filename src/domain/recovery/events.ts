import type { AuditEvent } from '../audit/record.ts';
import { rootPrincipal } from '../principal.ts';
import { type RecoveryEventName, signInEvent } from '../sessions/events.ts';
import type { Asker, RecoveryParts } from './index.ts';

/** An event about a root user who is not signed in (aws-facts K3). */
export function recoveryEvent(
  { random }: Pick<RecoveryParts, 'random'>,
  now: number,
  asker: Asker,
  account: string,
  name: RecoveryEventName,
): AuditEvent {
  return signInEvent(random, { ...asker, now }, rootPrincipal(account, ''), name, undefined);
}
