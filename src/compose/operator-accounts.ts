import { z } from 'zod';
import type { AccountsRequest, AccountsResult } from '../cli/services.ts';
import { reopen } from '../domain/organizations/closing.ts';
import { StartError, startError } from '../failures/start-error.ts';
import { changeLocally } from './local.ts';
import type { Parts } from './parts.ts';

/** The request as it comes over the socket: from another process, so it is read, not trusted. */
const requestSchema: z.ZodType<AccountsRequest> = z.strictObject({
  do: z.literal('reopen'),
  account: z.string().regex(/^\d{12}$/, 'account: twelve digits'),
});

/**
 * Carries out `gatehouse accounts` as the audited principal `local-operator`. Throws StartError
 * ORG-001 to ORG-003 when the account cannot be reopened, and START-008 for another request.
 */
export async function operateAccounts(
  parts: Parts,
  managementAccount: string,
  given: unknown,
): Promise<AccountsResult> {
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.message ?? 'it is malformed';
    throw startError('START-008', { reason });
  }
  const { account } = parsed.data;
  const action = { account: managementAccount, name: 'ReopenAccount', parameters: { account } };
  await changeLocally(parts, action, async (work) => {
    const refused = await reopen(work, account);
    if (refused) throw new StartError(refused);
  });
  return { account };
}
