import { z } from 'zod';
import type { MailRequest, MailResult } from '../cli/services.ts';
import { findMessage, listMessages } from '../domain/mail/index.ts';
import { startError } from '../failures/start-error.ts';
import { readFromFolder, readMail } from '../mail/index.ts';
import { changeLocally } from './local.ts';
import { outboxFolder } from './mail.ts';
import type { Parts } from './parts.ts';

/** The request as it comes over the socket: from another process, so it is read, not trusted. */
const requestSchema: z.ZodType<MailRequest> = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('list'),
    state: z.enum(['waiting', 'sent', 'failed', 'discarded']).exactOptional(),
    limit: z.number().int().min(1).max(1000),
  }),
  z.strictObject({ do: z.literal('show'), id: z.string().min(1).max(100) }),
]);

/**
 * Carries out `gatehouse mail` as the audited principal `local-operator`: mails hold codes and
 * links, so whoever looks at one is in the event history. Throws StartError MAIL-003, and START-008
 * for another request.
 */
export async function operateMail(
  parts: Parts,
  managementAccount: string,
  given: unknown,
): Promise<MailResult> {
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.message ?? 'it is malformed';
    throw startError('START-008', { reason });
  }
  const request = parsed.data;
  const { config, delivery } = parts;
  const place = config.smtpUrl === '' ? { folder: outboxFolder(config) } : {};
  const action = { account: managementAccount, readOnly: true };
  if (request.do === 'list') {
    const { do: _, ...filter } = request;
    return await changeLocally(
      parts,
      { ...action, name: 'ListMessages', parameters: filter },
      async ({ read }) => ({
        ...place,
        messages: await listMessages(read, delivery.outbox, filter),
      }),
    );
  }
  const { id } = request;
  return await changeLocally(
    parts,
    { ...action, name: 'GetMessage', parameters: { messageId: id } },
    async ({ read }) => {
      const message = await findMessage(read, delivery.outbox, id);
      if (!message) throw startError('MAIL-003', { id });
      const bytes = await readFromFolder(outboxFolder(config), id);
      return { ...place, message, ...(bytes ? { mail: readMail(bytes) } : {}) };
    },
  );
}
