import type { FlowState, FoundPerson, SignInWorkforceUser } from '../../domain/sign-in/index.ts';
import { deliverCode } from '../../domain/verification/index.ts';
import { workFor } from '../../domain/work.ts';
import type { FlowParts } from './parts.ts';
import type { StepVisit } from './step.ts';

const PURPOSE = 'sign-in';

/**
 * What codes of this flow are for: they prove the mailbox that the person has now. One that was mailed
 * before an administrator gave them another address proves nothing any more.
 */
export function codeUse(
  { flow }: Pick<StepVisit, 'flow'>,
  { account, workforce }: Pick<FoundPerson, 'account' | 'workforce'>,
) {
  const email = workforce ? verifiedEmailOf(workforce) : account?.email;
  return { purpose: PURPOSE, subject: `${flow.flowId} ${email ?? ''}` };
}

function verifiedEmailOf({ email, email_verified }: SignInWorkforceUser): string | undefined {
  return email_verified === 1 ? (email ?? undefined) : undefined;
}

/** Sends a code to the root user or to the workforce user and answers where it went, for the flow's state. */
export async function sendCode(
  { codes }: FlowParts,
  visit: StepVisit,
  person: FoundPerson,
): Promise<Pick<FlowState, 'codeSentTo'>> {
  const { account, workforce } = person;
  const accountId = account?.account_id ?? '';
  const { hint } = await deliverCode(workFor(visit.work, accountId), codes, {
    kind: 'verification-code',
    // How the owner of the account wants codes is nothing to its directory's users.
    ...(workforce ? { channel: 'email' as const } : {}),
    account: accountId,
    email: workforce ? verifiedEmailOf(workforce) : account?.email,
    language: visit.frame.language,
    ...codeUse(visit, person),
  });
  return { codeSentTo: hint };
}
