/** The mails of a server without a mail server, as somebody reads them in its folder. */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReadMail, readMail } from '../../src/mail/index.ts';
import type { TestServer } from './server.ts';
import { until } from './until.ts';

/** A mail with everything of it as it was sent. */
export interface SentMail extends ReadMail {
  readonly raw: string;
}

/** Every mail of the folder, oldest first. */
export async function sentMails({ folder }: Pick<TestServer, 'folder'>): Promise<SentMail[]> {
  const path = join(folder, 'outbox');
  const names = (await readdir(path)).filter((name) => name.endsWith('.eml')).sort();
  return await Promise.all(
    names.map(async (name) => {
      const bytes = await readFile(join(path, name));
      return { ...readMail(bytes), raw: bytes.toString('latin1') };
    }),
  );
}

/** The mailbox of an address: each mail is taken once, when it has come. */
export function mailboxOf(
  server: () => Pick<TestServer, 'folder'>,
  address: string,
): { readonly next: () => Promise<SentMail>; readonly taken: () => number } {
  const seen = new Set<string>();
  return {
    taken: () => seen.size,
    next: async () => {
      const mail = await until(`a further mail to ${address}`, async () => {
        const mails = await sentMails(server());
        return mails.find(({ raw }) => raw.includes(`To: ${address}`) && !seen.has(raw));
      });
      seen.add(mail.raw);
      return mail;
    },
  };
}

/** The mail to an address that gets one. */
export async function mailTo(
  server: Pick<TestServer, 'folder'>,
  address: string,
): Promise<SentMail> {
  return await mailboxOf(() => server, address).next();
}

/** The path of the first link of a mail that begins so. */
export function linkIn({ text }: Pick<SentMail, 'text'>, path: string): string {
  const [, found] = new RegExp(`https?://[^/\\s]+(${path}\\S*)`).exec(text) ?? [];
  assert.ok(found, `a link to ${path} in ${text}`);
  return found;
}

/** The code of six digits in a mail. */
export function codeIn({ text }: Pick<SentMail, 'text'>): string {
  const [found] = /\b\d{6}\b/.exec(text) ?? [];
  assert.ok(found, `a code in ${text}`);
  return found;
}
