import { isMailAddress } from '../../base/mail.ts';
import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { acceptRootEmailUpdate, startRootEmailUpdate } from '../../domain/recovery/root-email.ts';
import { rootUserOf } from '../../domain/recovery/root-user.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { contactResource } from './resources.ts';
import { languageOf } from './shown.ts';

export const rootEmail = {
  async StartRootEmailUpdate({ NewEmail: email, Password: password, Language }, call) {
    requireRootSession(call);
    if (!isMailAddress(email)) throw refuse('REC-021', { reason: 'no address of a mailbox' });
    const root = await rootUserOf(call.work, { account: call.account });
    const right = await call.ownPassword(password, root?.root_password ?? undefined);
    if (!right) throw refuse('REC-012', {});
    await startRootEmailUpdate(call.work, call, { language: languageOf(Language) }, email);
    return {};
  },

  async AcceptRootEmailUpdate({ VerificationCode: code, Language }, call) {
    requireRootSession(call);
    const { work, delivery, sourceAddress, notes } = call;
    const asker = { language: languageOf(Language), sourceAddress };
    const parts = { delivery, outbox: delivery.outbox };
    const failed = await acceptRootEmailUpdate(work, parts, asker, code);
    // The count of wrong codes is kept although the call is refused.
    if (failed) notes.refusal = surface(failed);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

const onContact = {
  resources: (_input: object, { account }: Call) => [contactResource(account)],
};

export const rootEmailAccess = {
  StartRootEmailUpdate: onContact,
  AcceptRootEmailUpdate: onContact,
} satisfies Access<typeof rootEmail>;

/** Whoever has the address can take the account over: neither policies nor access keys reach it. */
function requireRootSession({ principal }: Call): void {
  const signedIn = principal.kind === 'root' && principal.session?.browserSessionId !== undefined;
  if (!signedIn) throw refuse('REC-022', { principal: principal.arn });
}
