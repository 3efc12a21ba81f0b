import type { FastifyReply, FastifyRequest } from 'fastify';
import { typedAccount } from '../../domain/sign-in/index.ts';
import { readCookie, setCookie } from '../../http/cookies.ts';

/** What the browser keeps of the last sign-in: the kind of user, and the account if it was wished. */
export interface Remembered {
  readonly kind: 'root' | 'iam';
  /** An account ID or alias; empty unless it was to be remembered (R160). */
  readonly account: string;
}

const YEAR = 365 * 24 * 60 * 60;

/** What is remembered; undefined in a browser that was not used to sign in here. */
export function readRemembered(request: FastifyRequest): Remembered | undefined {
  const [kind, account = ''] = (readCookie(request, 'remember') ?? '').split('.');
  if (kind !== 'root' && kind !== 'iam') return undefined;
  const typed = typedAccount(account);
  return { kind, account: 'value' in typed ? typed.value : '' };
}

/** Keeps it for a year. */
export function writeRemembered(
  request: FastifyRequest,
  reply: FastifyReply,
  { kind, account }: Remembered,
): void {
  setCookie(request, reply, 'remember', account === '' ? kind : `${kind}.${account}`, YEAR);
}
