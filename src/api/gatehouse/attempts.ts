import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type AttemptFilter,
  type AttemptName,
  findAttempt,
  searchAttempts,
} from '../../domain/attempts/index.ts';
import { refuse } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers, Input } from '../../wire/index.ts';
import { attemptResource } from './resources.ts';
import { languageOf, shownAttempt, shownSummary } from './shown.ts';

const PAGE_SIZE = 50;

export const attempts = {
  /** Newest first. Attempts of calls that were answered before are among them. */
  async ListAttempts(input, call) {
    const language = languageOf(input.Language);
    const filter = filterOf(input);
    await call.eventsWritten();
    const page = await searchAttempts(call.work.read, {
      account: call.account,
      filter,
      size: input.MaxResults ?? PAGE_SIZE,
      token: input.NextToken,
    });
    return {
      Attempts: page.attempts.map((attempt) => shownSummary(attempt, language)),
      ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
    };
  },

  /** By the id of the attempt or of its request. */
  async GetAttempt({ AttemptId, RequestId, Language: language }, call) {
    const name = nameOf(AttemptId, RequestId);
    await call.eventsWritten();
    const found = await findAttempt(call.work.read, call.account, name);
    if (!found) throw refuse('ATT-001', { id: AttemptId ?? RequestId ?? '' });
    return { Attempt: shownAttempt(found, languageOf(language)) };
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const attemptsAccess = {
  ListAttempts: {},
  GetAttempt: {
    // Of a request only its id is known, and authorisation comes before looking it up.
    resources: ({ AttemptId = '*' }, { account }) => [attemptResource(account, AttemptId)],
  },
} satisfies Access<typeof attempts>;

function nameOf(attempt: string | undefined, request: string | undefined): AttemptName {
  if (attempt !== undefined && request !== undefined) {
    throw refuse('ATT-003', { given: 'two ids' });
  }
  if (attempt !== undefined) return { attempt };
  if (request !== undefined) return { request };
  throw refuse('ATT-003', { given: 'no id' });
}

function filterOf(input: Input<GatehouseModule, 'ListAttempts'>): AttemptFilter {
  const from = input.StartTime?.getTime();
  // A time in whole seconds means all of its second.
  const to = input.EndTime && Math.floor(input.EndTime.getTime() / 1000) * 1000 + 999;
  if (from !== undefined && to !== undefined && from > to) {
    throw refuse('ATT-005', { from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  }
  return {
    requestId: input.RequestId,
    provider: input.Provider,
    subject: input.Subject,
    code: input.Code,
    outcome: input.Outcome,
    kind: input.Kind,
    from,
    to,
  };
}
