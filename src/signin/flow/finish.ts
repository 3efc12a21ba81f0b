import { rootArn } from '../../base/arn.ts';
import { beginBrowserSession } from '../../domain/sessions/browser-sessions.ts';
import { browserSessionId } from '../../domain/sessions/session-id.ts';
import {
  arnOf,
  type FlowState,
  type FoundPerson,
  loginSucceeded,
  passwordHashOf,
  writePasswordUse,
} from '../../domain/sign-in/index.ts';
import { issueSignInSession } from '../../domain/sts/console-session.ts';
import { workFor } from '../../domain/work.ts';
import { finishWorkforce } from '../workforce/finish.ts';
import type { FlowParts } from './parts.ts';
import type { Finished, StepResult, StepVisit } from './step.ts';

/** Leaves the session of a person who has passed every step in the plan, tied to their password. */
export async function finishSignIn(
  parts: FlowParts,
  visit: StepVisit,
  result: StepResult,
  person: FoundPerson,
): Promise<Finished> {
  return result.state.claimed.kind === 'workforce'
    ? await finishWorkforce(parts, visit, result, person)
    : finishConsole(parts, visit, result, person);
}

function finishConsole(
  parts: FlowParts,
  visit: StepVisit,
  result: StepResult,
  person: FoundPerson,
): Finished {
  const { work, now, told } = visit;
  const { identity, secondFactor, destination } = result.state;
  if (!identity) throw new Error('nobody has been identified');
  const { account, who } = identity;
  if (who.kind === 'workforce') throw new Error('workforce users have no console session');
  writePasswordUse(work, person, result.storedHash ?? passwordHashOf(person) ?? '');
  const sessionId = browserSessionId(account, parts.random);
  const { Credentials } = issueSignInSession(parts.seal, {
    account,
    who: who.kind === 'root' ? who : { ...who, kind: 'user' },
    ...mfaTime(result.state),
    browserSessionId: sessionId,
    now,
    region: parts.region,
    hours: parts.consoleHours,
  });
  const code = beginBrowserSession(workFor(work, account), {
    sessionId,
    audience: 'console',
    ownerId: who.kind === 'root' ? account : who.userId,
    principalArn: arnOf(person) ?? rootArn(account),
    kind: who.kind,
    accessKeyId: Credentials.AccessKeyId,
    sessionToken: Credentials.SessionToken,
    expiresAt: Credentials.Expiration.getTime(),
    destination,
    issuerUrl: undefined,
    provider: undefined,
    sourceAddress: told.sourceAddress,
    userAgent: told.userAgent,
  });
  return { code, events: [loginSucceeded(parts.random, told, person, secondFactor)] };
}

/** A mailed code proves a mailbox and is no device: sessions with it are sessions without MFA. */
function mfaTime({ secondFactor }: FlowState): { readonly mfaAuthenticatedAt?: number } {
  if (!secondFactor || secondFactor.kind === 'mailed-code') return {};
  return { mfaAuthenticatedAt: secondFactor.at };
}
