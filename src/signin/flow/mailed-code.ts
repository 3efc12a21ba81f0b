import type { FlowState, FoundPerson } from '../../domain/sign-in/index.ts';
import { deliverCode } from '../../domain/verification/index.ts';
import { workFor } from '../../domain/work.ts';
import type { FlowParts } from './parts.ts';
import type { StepVisit } from './step.ts';

const PURPOSE = 'sign-in';

/** What codes of this flow are for. */
export function codeUse({ flow }: Pick<StepVisit, 'flow'>) {
  return { purpose: PURPOSE, subject: flow.flowId };
}

/** Sends a code to the root user or to the workforce user and answers where it went, for the flow's state. */
export async function sendCode(
  { codes }: FlowParts,
  visit: StepVisit,
  { account, workforce }: FoundPerson,
): Promise<Pick<FlowState, 'codeSentTo'>> {
  const accountId = account?.account_id ?? '';
  const { hint } = await deliverCode(workFor(visit.work, accountId), codes, {
    kind: 'verification-code',
    // How the owner of the account wants codes is nothing to its directory's users.
    ...(workforce ? { channel: 'email' as const } : {}),
    account: accountId,
    email: workforce ? (workforce.email ?? undefined) : account?.email,
    language: visit.frame.language,
    ...codeUse(visit),
  });
  return { codeSentTo: hint };
}
