import { startBudget } from '../../base/budget.ts';
import {
  type AccessTokenAnswer,
  type AccessTokenAnswers,
  type AccessTokenQuestion,
  accessTokenQuestions,
  isAccessTokenProvider,
  type ProviderOrigins,
} from '../../oidc/index.ts';
import { type Fetch, ISSUER_BUDGET_MILLISECONDS } from './fetch.ts';
import { keysProblem } from './issuer-keys-problem.ts';

/**
 * Asks the provider that issued an access token whose it is. Undefined when there is no such
 * provider, or nothing to ask. Never throws.
 */
export type AskAccessToken = (
  providerId: string,
  token: string,
) => Promise<AccessTokenAnswers | undefined>;

/** Asks with the given client, at `origins` instead of the providers' own addresses where given. */
export function createAskAccessToken(fetch: Fetch, origins: ProviderOrigins): AskAccessToken {
  return async (providerId, token) => {
    if (!isAccessTokenProvider(providerId)) return undefined;
    const questions = accessTokenQuestions(providerId, token, origins);
    if (questions.length === 0) return undefined;
    const budget = startBudget(ISSUER_BUDGET_MILLISECONDS);
    const answers = await Promise.all(
      questions.map(async (question) => {
        const answer = await ask(fetch, budget, question);
        return [question.name, answer] as const;
      }),
    );
    return new Map(answers);
  };
}

async function ask(
  fetch: Fetch,
  budget: ReturnType<typeof startBudget>,
  { url, maxBytes, statuses }: AccessTokenQuestion,
): Promise<AccessTokenAnswer> {
  const outcome = await fetch({ url, budget, maxBytes, statuses });
  if (outcome.ok) {
    const { status, body } = outcome.response;
    return { kind: 'answered', status, body };
  }
  const { hostname } = new URL(url);
  return { kind: 'failed', host: hostname, reason: reasonOf(outcome.problem) };
}

function reasonOf(problem: Parameters<typeof keysProblem>[0]): string {
  const told = keysProblem(problem);
  return told.kind === 'unreachable' ? told.reason : told.kind;
}
