import { sessionSeconds } from '../../../domain/federation/session-length.ts';
import { readRoleArn } from '../../../domain/sts/find-role.ts';
import { describeResponse, type ResponseDescription } from '../../../saml/index.ts';
import { type Outcome, outcomeOf } from '../outcome.ts';
import { type Hint, hintsFor } from './hints.ts';
import { judgeResponse, type SamlJudgement } from './judge.ts';
import type { SamlCase } from './question.ts';

/** A judged response with everything that is shown of it. */
export interface SamlDiagnosis extends SamlCase {
  readonly outcome: Outcome;
  readonly description: ResponseDescription;
  readonly hints: readonly Hint[];
  /** The session that would be made; undefined unless the response is accepted. */
  readonly session: { readonly arn: string; readonly seconds: number } | undefined;
}

/** Judges a case and gathers what is shown of it. */
export function diagnoseResponse(given: SamlCase): SamlDiagnosis {
  const judgement = judgeResponse(given.question);
  const outcome = outcomeOf(judgement.traces);
  const description = describeResponse(judgement.response);
  const isOpen = judgement.role === undefined && outcome.verdict === 'accepted';
  return {
    ...given,
    outcome: isOpen ? { ...outcome, verdict: 'undecided' } : outcome,
    description,
    hints: hintsFor(given.question, description),
    session: outcome.verdict === 'accepted' ? sessionOf(judgement) : undefined,
  };
}

function sessionOf({ role, response }: SamlJudgement): SamlDiagnosis['session'] {
  if (!role) return undefined;
  const { account, name } = readRoleArn(role.roleArn);
  const { roleSessionName } = response.assertion;
  const arn = `arn:aws:sts::${account}:assumed-role/${name}/${roleSessionName}`;
  return { arn, seconds: sessionSeconds(role) };
}

/** True when the command passes: nothing failed, and the assertion could be believed. */
export function passes({ outcome, description }: SamlDiagnosis): boolean {
  return (
    outcome.verdict === 'accepted' || (outcome.verdict === 'undecided' && description.verified)
  );
}
