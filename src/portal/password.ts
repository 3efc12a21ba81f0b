import { z } from 'zod';
import { addressKey } from '../calls/throttle.ts';
import { checkNewPassword, setPassword } from '../domain/directory/passwords.ts';
import { getUser } from '../domain/directory/users.ts';
import { refuse, surface } from '../failures/aws-error.ts';
import { operation, type PortalCall } from './call.ts';
import { note } from './events.ts';

/** No password is longer; what is is not hashed. */
const password = z.string().min(1).max(256);

export const passwordOperations = {
  /** Changes the password of whoever knows it. Other sessions and command lines end. */
  ChangePassword: operation(
    'ChangePassword',
    z.strictObject({ OldPassword: password, NewPassword: password }),
    async (call, { OldPassword, NewPassword }) => {
      const { parts, work, instance, session, user } = call;
      const row = await getUser(work, instance.identityStoreId, user.userId);
      await requirePassword(call, OldPassword, row.password ?? undefined);
      const failed = await checkNewPassword(NewPassword, row, parts.passwords.verify);
      if (failed) throw surface(failed);
      const hash = await parts.passwords.hash(NewPassword);
      await setPassword(work, row, { hash, state: 'set', exceptSession: session.sessionId });
      note(call, 'UpdatePassword');
      return {};
    },
  ),
};

/** Throws PORT-008, or LIMIT-001: guesses are counted as those of signing in are, wherever they are made. */
async function requirePassword(
  { parts, instance, user, visit }: PortalCall,
  typed: string,
  phc: string | undefined,
): Promise<void> {
  const { account, instanceId, identityStoreId } = instance;
  const { userName } = user;
  const person = { kind: 'workforce', account, instanceId, identityStoreId, userName } as const;
  const address = addressKey(visit.sourceAddress);
  const tried = { purpose: 'password', person, address, browser: undefined } as const;
  const begun = await parts.signInThrottle.begin(tried, visit.now);
  if (begun.outcome === 'wait') throw refuse('LIMIT-001', { who: userName }); // stage: throttle guesses at portals
  const right = await parts.passwords.verify(typed, phc);
  if (!right) throw refuse('PORT-008', { user: userName });
  await parts.store.commit({ statements: [...begun.succeeded], changes: [] });
}
