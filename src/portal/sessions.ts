import { z } from 'zod';
import { endAccess } from '../domain/directory/index.ts';
import { endGrant } from '../domain/identity-center/sso/grants.ts';
import type { BrowserSession } from '../domain/sessions/browser-sessions.ts';
import { endListedSession, listSessions } from '../domain/sessions/ending.ts';
import { operation, type PortalCall } from './call.ts';

const sessionId = z.string().max(64);

export const sessionOperations = {
  ListSessions: operation('ListSessions', z.strictObject({}), async (call) => {
    const found = await listSessions(call.work, ownerIn(call));
    return { Sessions: found.map((session) => shown(call, session)) };
  }),

  /** Ends one session, or all but this one. */
  EndSession: operation(
    'EndSession',
    z.union([
      z.strictObject({ SessionId: sessionId }),
      z.strictObject({ Others: z.literal(true) }),
    ]),
    async (call, input) => {
      const { work, user, session } = call;
      if ('SessionId' in input) {
        await endListedSession(work, ownerIn(call), input.SessionId);
        endGrant(work, input.SessionId);
        return {};
      }
      // Command lines are others, whichever session they were consented to in.
      return { Ended: await endAccess(work, user.userId, session.sessionId) };
    },
  ),
};

function ownerIn({ user, session }: PortalCall) {
  return { ownerId: user.userId, arn: session.principalArn, own: true };
}

function shown({ session: own }: PortalCall, session: BrowserSession) {
  return {
    SessionId: session.sessionId,
    Device: session.device,
    SourceAddress: session.sourceAddress,
    CreatedAt: session.createdAt / 1000,
    LastUsedAt: session.lastUsedAt / 1000,
    ExpiresAt: session.expiresAt / 1000,
    Current: session.sessionId === own.sessionId,
  };
}
