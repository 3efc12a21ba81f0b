import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type CodeChannel,
  type Contact,
  chooseCodeChannel,
  completePhoneVerification,
  findContact,
  removePhone,
  startPhoneVerification,
} from '../../domain/verification/index.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { contactResource } from './resources.ts';

export const contact = {
  async GetContact(_input, call) {
    requireRoot(call);
    return { Contact: shown(await findContact(call.work, call.account)) };
  },

  async StartPhoneVerification({ PhoneNumber: number, Language }, call) {
    requireRoot(call);
    const language = Language === 'ko' ? 'ko' : 'en';
    const started = await startPhoneVerification(call.work, call.delivery, { number, language });
    if (typeof started !== 'number') throw surface(started);
    return { ExpiresAt: new Date(started) };
  },

  async CompletePhoneVerification({ VerificationCode: code, CodeChannel }, call) {
    requireRoot(call);
    const { work, delivery, account, notes } = call;
    const channel = channelOf(CodeChannel ?? 'text');
    const before = await findContact(work, account);
    const failed = await completePhoneVerification(work, delivery.hashes, { code, channel });
    // The count of wrong codes is kept although the call is refused.
    if (failed) notes.refusal = surface(failed);
    return {
      Contact: shown({
        phoneNumber: before.pendingNumber,
        verifiedAt: work.now,
        codeChannel: channel,
        pendingNumber: undefined,
      }),
    };
  },

  async UpdateContact({ CodeChannel }, call) {
    requireRoot(call);
    const channel = channelOf(CodeChannel);
    const before = await findContact(call.work, call.account);
    const failed = await chooseCodeChannel(call.work, channel);
    if (failed) throw surface(failed);
    return { Contact: shown({ ...before, codeChannel: channel }) };
  },

  async RemovePhone(_input, call) {
    requireRoot(call);
    removePhone(call.work);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

const onContact = {
  resources: (_input: object, { account }: Call) => [contactResource(account)],
};

export const contactAccess = {
  GetContact: onContact,
  StartPhoneVerification: onContact,
  CompletePhoneVerification: onContact,
  UpdateContact: onContact,
  RemovePhone: onContact,
} satisfies Access<typeof contact>;

/** Codes of the root user's sign-in go there: no policy can hand that to somebody else. */
function requireRoot({ principal }: Call): void {
  if (principal.kind !== 'root') throw refuse('SMS-003', { principal: principal.arn });
}

function channelOf(given: string): CodeChannel {
  return given === 'text' ? 'text' : 'email';
}

function shown({ phoneNumber, verifiedAt, codeChannel, pendingNumber }: Contact) {
  return {
    VerifiedPhoneNumber: phoneNumber,
    VerifiedAt: verifiedAt === undefined ? undefined : new Date(verifiedAt),
    CodeChannel: codeChannel,
    PendingPhoneNumber: pendingNumber,
  };
}
