import type { MessageLanguage } from '../../base/mail.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import { queueMessage } from '../mail/queue.ts';
import type { Work } from '../work.ts';
import {
  CODE_LIFETIME,
  type CodeHashes,
  type CodeUse,
  checkCode,
  drawCode,
  keepCode,
} from './codes.ts';
import { type CodeChannel, findContact, writeContact } from './contact.ts';
import type { CodeDelivery } from './deliver.ts';

/** The code proves this number of this account, and no other. */
function useOf(account: string, number: string): CodeUse {
  return { purpose: 'phone', subject: `${account}/${number}` };
}

/**
 * Sends a code to a phone number of the work's account; answers until when it is accepted, or why
 * no text message can be sent.
 */
export async function startPhoneVerification(
  work: Work,
  { outbox, hashes }: CodeDelivery,
  { number, language }: { readonly number: string; readonly language: MessageLanguage },
): Promise<Failure | number> {
  if (!outbox.sendsTexts) return failure('SMS-001', {});
  const until = work.now + CODE_LIFETIME * 1000;
  const code = drawCode(work);
  const isQueued = await queueMessage(work, outbox, {
    channel: 'text',
    kind: 'phone-verification-code',
    details: { code, validMinutes: CODE_LIFETIME / 60 },
    account: work.account,
    to: number,
    language,
    validUntil: until,
  });
  keepCode(work, hashes, useOf(work.account, number), { code: isQueued ? code : undefined });
  writeContact(work, { pending_number: number, pending_until: until });
  return until;
}

/**
 * Verifies the number that waits for its code. The plan must be committed also when this answers a
 * failure: it counts the try.
 */
export async function completePhoneVerification(
  work: Work,
  hashes: CodeHashes,
  { code, channel }: { readonly code: string; readonly channel: CodeChannel },
): Promise<Failure | undefined> {
  const { pendingNumber } = await findContact(work, work.account);
  if (pendingNumber === undefined) return failure('SMS-004', {});
  const refused = await checkCode(work, hashes, { ...useOf(work.account, pendingNumber), code });
  if (refused) return refused;
  writeContact(work, {
    phone_number: pendingNumber,
    verified_at: work.now,
    pending_number: null,
    pending_until: null,
    code_channel: channel,
  });
  return undefined;
}

/** Chooses how codes are sent. Text messages need a verified number. */
export async function chooseCodeChannel(
  work: Work,
  channel: CodeChannel,
): Promise<Failure | undefined> {
  const { phoneNumber } = await findContact(work, work.account);
  if (channel === 'text' && phoneNumber === undefined) {
    return failure('SMS-002', { account: work.account });
  }
  writeContact(work, { code_channel: channel });
  return undefined;
}

/** Removes the number, verified or not; codes go by mail from now on. */
export function removePhone(work: Work): void {
  writeContact(work, {
    phone_number: null,
    verified_at: null,
    pending_number: null,
    pending_until: null,
    code_channel: 'email',
  });
}
