import { workforceUserArn } from '../../domain/directory/index.ts';
import { findInstanceById } from '../../domain/identity-center/instances.ts';
import { readSettings } from '../../domain/identity-center/settings.ts';
import { beginBrowserSession } from '../../domain/sessions/browser-sessions.ts';
import { browserSessionId } from '../../domain/sessions/session-id.ts';
import { type FoundPerson, passwordHashOf, writePasswordUse } from '../../domain/sign-in/index.ts';
import {
  portalAuthenticate,
  userAuthentication,
  verifiedTypes,
} from '../../domain/sign-in/workforce-events.ts';
import { workFor } from '../../domain/work.ts';
import type { FlowParts } from '../flow/parts.ts';
import type { Finished, StepResult, StepVisit } from '../flow/step.ts';
import { workforceVisit } from './events.ts';

/**
 * Leaves the portal session of a workforce user who has passed every step in the plan, tied to their
 * password; it lasts as long as the instance's settings say (R163) and acts with no credentials.
 */
export async function finishWorkforce(
  { random }: FlowParts,
  visit: StepVisit,
  result: StepResult,
  person: FoundPerson,
): Promise<Finished> {
  const { work, now, told } = visit;
  const { claimed, identity, destination } = result.state;
  if (claimed.kind !== 'workforce' || identity?.who.kind !== 'workforce') {
    throw new Error('no workforce user has been identified');
  }
  const instance = await findInstanceById(work, claimed.instanceId);
  if (!instance) throw new Error('the instance is gone');
  writePasswordUse(work, person, result.storedHash ?? passwordHashOf(person) ?? '');
  const { account, who } = identity;
  const { sessionMinutes } = readSettings(instance.settings);
  const code = beginBrowserSession(workFor(work, account), {
    sessionId: browserSessionId(account, random),
    audience: 'portal',
    ownerId: who.userId,
    principalArn: workforceUserArn(who.userId),
    kind: 'workforce',
    accessKeyId: '',
    sessionToken: '',
    expiresAt: now + sessionMinutes * 60_000,
    destination,
    issuerUrl: undefined,
    provider: undefined,
    sourceAddress: told.sourceAddress,
    userAgent: told.userAgent,
  });
  const event = { ...workforceVisit(visit), loginTo: told.loginTo };
  const events = [
    userAuthentication(event, person, verifiedTypes(result.state)),
    portalAuthenticate(event, person),
  ];
  return { code, events };
}
