/** Attempts as an administrator reads them, through the API. */
import assert from 'node:assert/strict';
import { call, jsonDraft } from './requests.ts';
import type { Credentials, TestServer } from './server.ts';

/** An attempt as GetAttempt answers it. */
// biome-ignore lint/suspicious/noExplicitAny: attempts are read as their readers do, by member names
export type ShownAttempt = any;

/** Asks an operation of the service `gatehouse`; the body of its answer, which must be no refusal. */
async function ask(
  server: Pick<TestServer, 'url' | 'administrator'>,
  operation: string,
  input: object,
  credentials: Credentials = server.administrator,
): Promise<ShownAttempt> {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const { status, body } = await call(server.url, draft, credentials, { service: 'gatehouse' });
  assert.equal(status, 200, body);
  return JSON.parse(body);
}

/** The attempt of a request, by the id that its answer carried. */
export async function attemptOf(
  server: Pick<TestServer, 'url' | 'administrator'>,
  requestId: string | undefined,
  credentials?: Credentials,
): Promise<ShownAttempt> {
  assert.ok(requestId, 'the answer has a request id');
  const { Attempt } = await ask(server, 'GetAttempt', { RequestId: requestId }, credentials);
  return Attempt;
}

/** The outcome of each check by its name. */
export function outcomesOf(attempt: ShownAttempt): Map<string, string> {
  const checks: { Name: string; Outcome: string }[] = attempt.Checks;
  return new Map(checks.map(({ Name, Outcome }) => [Name, Outcome]));
}

/** The attempts of a subject, newest first, as ListAttempts answers them. */
export async function attemptsOf(
  server: Pick<TestServer, 'url' | 'administrator'>,
  subject: string,
): Promise<ShownAttempt[]> {
  return (await ask(server, 'ListAttempts', { Subject: subject })).Attempts;
}
