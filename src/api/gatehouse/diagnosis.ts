import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type Diagnosis,
  diagnoseResponse,
  diagnoseToken,
  type JudgedAt,
} from '../../domain/federation/diagnose.ts';
import { attemptChecks } from '../../failures/attempt.ts';
import { refuse } from '../../failures/aws-error.ts';
import { explainAttempt } from '../../failures/explain.ts';
import type { GatehouseModule, Handlers, Input, Output } from '../../wire/index.ts';
import { languageOf, shownCheck, shownDecision, shownFailure } from './shown.ts';

type Asked = Input<GatehouseModule, 'DiagnoseSignIn'>;

export const diagnosis = {
  /** Judges what an identity provider sent; nothing of it is kept. */
  async DiagnoseSignIn(input, call) {
    return shown(await diagnose(input, call), input);
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const diagnosisAccess = { DiagnoseSignIn: {} } satisfies Access<typeof diagnosis>;

async function diagnose(input: Asked, call: Call): Promise<Diagnosis> {
  const { SAMLResponse: response, WebIdentityToken: token, RoleArn: roleArn } = input;
  const { account, federation } = call;
  const at: JudgedAt = input.Time?.getTime() ?? (input.AtIssue === true ? 'issue' : 'now');
  const request = { ...call, sourceAddress: input.SourceIp ?? call.sourceAddress };
  if (response !== undefined && token === undefined) {
    const asked = { account, roleArn, at, response, providerArn: input.PrincipalArn };
    return await diagnoseResponse(federation, request, asked);
  }
  if (token !== undefined && response === undefined) {
    const roleSessionName = input.RoleSessionName ?? 'diagnosis';
    return await diagnoseToken(federation, request, {
      account,
      roleArn,
      at,
      token,
      roleSessionName,
    });
  }
  throw refuse('DIAG-032', { given: response === undefined ? 'nothing' : 'more than one thing' });
}

function shown(found: Diagnosis, input: Asked): Output<GatehouseModule, 'DiagnoseSignIn'> {
  const { failed, error, decision, provider, roleArn } = found;
  const checks = attemptChecks(found.traces);
  const code = failed ? { code: failed.code } : {};
  const explained = explainAttempt({ checks, facts: {}, ...code }, languageOf(input.Language));
  return {
    Outcome: failed ? 'refused' : 'accepted',
    JudgedAt: new Date(found.time),
    Provider: provider,
    RoleArn: roleArn,
    Roles: found.roles.map((pair) => ({ RoleArn: pair.roleArn, PrincipalArn: pair.providerArn })),
    Checks: explained.checks.map(shownCheck),
    Failure: explained.failure && shownFailure(explained.failure),
    Answered: error && { Code: error.code, Message: error.message },
    Decision: decision && shownDecision(decision),
  };
}
