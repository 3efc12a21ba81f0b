import { z } from 'zod';
import type { AttemptsRequest, AttemptsResult } from '../cli/services.ts';
import { findAccount } from '../domain/accounts/accounts.ts';
import {
  type AttemptSummary,
  accountsWithAttempts,
  findAttempt,
  findCapture,
  LONGEST_CAPTURE,
  readBody,
  type StoredAttempt,
  searchAttempts,
  startCapture,
  stopCapture,
} from '../domain/attempts/index.ts';
import type { Work } from '../domain/work.ts';
import { startError } from '../failures/start-error.ts';
import { changeLocally, LOCAL_OPERATOR, readLocally } from './local.ts';
import type { Parts } from './parts.ts';

const MINUTE = 60_000;
const text = z.string().min(1).max(2048);
const account = z.string().exactOptional();

/** The request as it comes over the socket: from another process, so it is read, not trusted. */
const requestSchema: z.ZodType<AttemptsRequest> = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('list'),
    account,
    filter: z.strictObject({
      code: text.exactOptional(),
      provider: text.exactOptional(),
      subject: text.exactOptional(),
      requestId: text.exactOptional(),
    }),
    within: z.number().positive().exactOptional(),
    from: z.number().exactOptional(),
    limit: z.number().int().min(1).max(1000),
  }),
  z.strictObject({ do: z.literal('show'), account, id: text, body: z.boolean() }),
  z.strictObject({
    do: z.literal('capture'),
    account,
    minutes: z
      .number()
      .int()
      .min(0)
      .max(LONGEST_CAPTURE / MINUTE),
  }),
]);

type Request<Kind> = Extract<AttemptsRequest, { readonly do: Kind }>;

/**
 * Carries out `gatehouse attempts` as the audited principal `local-operator`, who may look into every
 * account. Throws StartError ATT-001, ATT-004 or ATT-006, and START-008 for another request.
 */
export async function operateAttempts(
  parts: Parts,
  managementAccount: string,
  given: unknown,
): Promise<AttemptsResult> {
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.message ?? 'it is malformed';
    throw startError('START-008', { reason });
  }
  const request = parsed.data;
  await requireAccount(parts, request.account);
  await parts.store.flush();
  switch (request.do) {
    case 'list':
      return { attempts: await list(parts, managementAccount, request) };
    case 'show':
      return await show(parts, request);
    case 'capture':
      return { captured: await capture(parts, request.account ?? managementAccount, request) };
  }
}

async function requireAccount(parts: Parts, wanted: string | undefined): Promise<void> {
  if (wanted === undefined) return;
  const found = await readLocally(parts, wanted, (work) => findAccount(work, wanted));
  if (!found) throw startError('ATT-006', { account: wanted });
}

async function list(
  parts: Parts,
  managementAccount: string,
  { account: wanted, filter, within, from, limit }: Request<'list'>,
): Promise<AttemptSummary[]> {
  const parameters = { ...filter, account: wanted ?? 'all' };
  const action = { account: wanted ?? managementAccount, name: 'ListAttempts', parameters };
  return await changeLocally(parts, { ...action, readOnly: true }, async ({ read, now }) => {
    const since = within === undefined ? from : now - within;
    const accounts = wanted === undefined ? await accountsWithAttempts(read) : [wanted];
    const found: AttemptSummary[] = [];
    for (const each of accounts) {
      let token: string | undefined;
      const enough = found.length + limit;
      do {
        const size = enough - found.length;
        const search = { account: each, filter: { ...filter, from: since }, size, token };
        const page = await searchAttempts(read, search);
        found.push(...page.attempts);
        token = page.nextToken;
      } while (token !== undefined && found.length < enough);
    }
    return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  });
}

async function show(
  parts: Parts,
  { account: wanted, id, body: wantsBody }: Request<'show'>,
): Promise<AttemptsResult> {
  const attempt = await readLocally(parts, wanted ?? '', (work) => findAnywhere(work, id, wanted));
  if (!attempt) throw startError('ATT-001', { id });
  const name = wantsBody ? 'GetCapturedBody' : 'GetAttempt';
  const action = { account: attempt.account, name, parameters: { attemptId: attempt.id } };
  return await changeLocally(parts, { ...action, readOnly: true }, async ({ read }) => {
    if (!wantsBody) return { attempt };
    const body = await readBody(read, parts.bodies, attempt.account, attempt.id);
    if (body === undefined) throw startError('ATT-004', { id });
    return { attempt, body };
  });
}

/** Whoever has a request id does not know which account its attempt went to. */
async function findAnywhere(
  { read }: Work,
  id: string,
  wanted: string | undefined,
): Promise<StoredAttempt | undefined> {
  const accounts = wanted === undefined ? await accountsWithAttempts(read) : [wanted];
  for (const each of accounts) {
    const found =
      (await findAttempt(read, each, { attempt: id })) ??
      (await findAttempt(read, each, { request: id }));
    if (found) return found;
  }
  return undefined;
}

async function capture(parts: Parts, of: string, { minutes }: Request<'capture'>) {
  const name = minutes === 0 ? 'StopCapture' : 'StartCapture';
  const action = { account: of, name, parameters: { durationMinutes: minutes } };
  await changeLocally(parts, action, (work) =>
    minutes === 0
      ? stopCapture(work)
      : startCapture(work, LOCAL_OPERATOR, work.now + minutes * MINUTE),
  );
  const on = await readLocally(parts, of, findCapture);
  return { account: of, ...(on ? { capture: on } : {}) };
}
