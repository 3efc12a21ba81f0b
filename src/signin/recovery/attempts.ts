import type { FastifyRequest } from 'fastify';
import { attemptOf } from '../../domain/attempts/of-request.ts';
import { surface } from '../../failures/aws-error.ts';
import { type Check, firstFailure, traceChecks } from '../../failures/check.ts';
import { askerOf, beginRecoveryWork, commitRecovery, type RecoveryPageParts } from './parts.ts';

/** Keeps a refused link as an attempt, with its checks. */
export async function recordLink<Subject>(
  parts: RecoveryPageParts,
  request: FastifyRequest,
  {
    account,
    subject,
    checks,
  }: {
    readonly account: string;
    readonly subject: Subject;
    readonly checks: readonly Check<Subject>[];
  },
): Promise<void> {
  const failed = firstFailure(checks, subject);
  if (!failed) return;
  const work = beginRecoveryWork(parts);
  const asker = askerOf(parts, request, 'en');
  const told = {
    kind: 'recovery',
    account,
    provider: undefined,
    subject: undefined,
    roleArn: undefined,
    decision: undefined,
    facts: {},
  } as const;
  const refusal = { error: surface(failed), failed };
  const asked = { ...asker, now: work.now };
  await commitRecovery(parts, work, {
    attempts: [attemptOf(asked, told, traceChecks(checks, subject), refusal)],
  });
}
