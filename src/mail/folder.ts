import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeliveryOutcome } from '../base/mail.ts';
import type { ComposedMail } from './mime.ts';

/** Mails that the folder keeps; of more than these the oldest go. */
const MOST_MAILS = 1000;
const FILE = /^[0-9a-f-]{36}\.eml$/;

/** Makes the folder, for its owner only. Throws what the file system says. */
export async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const probe = join(folder, '.probe');
  await writeFile(probe, '', { mode: 0o600 });
  await rm(probe);
}

/** Puts a mail into the folder as `ID.eml`: whole or not at all. Never rejects. */
export async function putIntoFolder(
  folder: string,
  id: string,
  { bytes }: ComposedMail,
): Promise<DeliveryOutcome> {
  const path = join(folder, `${id}.eml`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.part`, bytes, { mode: 0o600 });
    await rename(`${path}.part`, path);
    await removeOldest(folder);
    return { kind: 'sent' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { kind: 'later', reason: `the outbox folder cannot be written: ${code}` };
  }
}

/** Ids begin with their time, so that names sort by age. */
async function removeOldest(folder: string): Promise<void> {
  const mails = (await readdir(folder)).filter((name) => FILE.test(name)).sort();
  for (const name of mails.slice(0, Math.max(0, mails.length - MOST_MAILS))) {
    await rm(join(folder, name), { force: true });
  }
}

/** Removes the mails that were written before a time in milliseconds: they hold codes and links. */
export async function removeOldMails(folder: string, before: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((each) => FILE.test(each))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && found.mtimeMs < before) await rm(path, { force: true });
  }
}

/** The bytes of a mail in the folder, or undefined where it is not there. */
export async function readFromFolder(folder: string, id: string): Promise<Buffer | undefined> {
  if (!FILE.test(`${id}.eml`)) return undefined;
  return await readFile(join(folder, `${id}.eml`)).catch(() => undefined);
}
