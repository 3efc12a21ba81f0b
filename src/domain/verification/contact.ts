import type { Work } from '../work.ts';

/** How the root user of an account is sent codes. */
export type CodeChannel = 'email' | 'text';

/** The phone of an account's root user (R147: the primary contact). */
export interface Contact {
  /** In the form of E.164; undefined until one was verified. */
  readonly phoneNumber: string | undefined;
  readonly verifiedAt: number | undefined;
  readonly codeChannel: CodeChannel;
  /** A number that was sent a code, while that code is in its time. */
  readonly pendingNumber: string | undefined;
}

/** The contact of an account; one that was never written has no number and gets mail. */
export async function findContact({ read, now }: Work, account: string): Promise<Contact> {
  const row = await read
    .selectFrom('contacts')
    .selectAll()
    .where('account_id', '=', account)
    .executeTakeFirst();
  const isPending = row?.pending_until != null && row.pending_until > now;
  return {
    phoneNumber: row?.phone_number ?? undefined,
    verifiedAt: row?.verified_at ?? undefined,
    codeChannel: row?.code_channel ?? 'email',
    pendingNumber: isPending ? (row.pending_number ?? undefined) : undefined,
  };
}

interface ContactChange {
  readonly phone_number?: string | null;
  readonly verified_at?: number | null;
  readonly pending_number?: string | null;
  readonly pending_until?: number | null;
  readonly code_channel?: CodeChannel;
}

/** Leaves a change of the account's contact in the plan. */
export function writeContact(work: Work, change: ContactChange): void {
  const empty = {
    phone_number: null,
    verified_at: null,
    pending_number: null,
    pending_until: null,
    code_channel: 'email' as const,
  };
  work.write(
    work.read
      .insertInto('contacts')
      .values({ account_id: work.account, ...empty, ...change })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(change)),
  );
}

/** A number of which only the end can be read. */
export function maskedPhone(number: string): string {
  return number === '' ? '' : `••• ${number.slice(-4)}`;
}

/** An address of which only the first letter and the domain can be read. */
export function maskedMail(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 1 ? '' : `${address.slice(0, 1)}•••${address.slice(at)}`;
}
