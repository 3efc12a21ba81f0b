import { startBudget } from '../base/budget.ts';
import { hmacSha256 } from '../base/digest.ts';
import type { FetchOutcome, FetchProblem, FetchRequest } from '../base/fetch.ts';
import type { DeliveryOutcome, OutgoingMessage } from '../base/mail.ts';
import { renderText } from './render.ts';

/** Where text messages are posted to, and what proves that they come from here. */
export interface TextHook {
  readonly url: string;
  readonly secret: string;
}

const MILLISECONDS = 15_000;
const MOST_ANSWER = 16_384;
/** Answers that say that the message was taken. */
const TAKEN = [200, 201, 202, 204];
/** Answers below 500 that may be others later: timeouts, conflicts, too early, too many. */
const MAY_PASS: ReadonlySet<number> = new Set([401, 403, 404, 408, 409, 425, 429]);

/** The value of `gatehouse-signature`: HMAC-SHA256 over time, a full stop and the body, in hexadecimal. */
export function hookSignature(secret: string, seconds: number, body: string): string {
  return `v1=${hmacSha256(secret, `${seconds}.${body}`)}`;
}

/**
 * Posts a text message to the operator's hook (docs/guides/text-messages.md). The id stays the same
 * when it is tried again, so that the hook can tell. Never rejects for what the network does.
 */
export async function postText(
  hook: TextHook,
  fetch: (request: FetchRequest) => Promise<FetchOutcome>,
  message: Extract<OutgoingMessage, { readonly channel: 'text' }>,
  now: number,
): Promise<DeliveryOutcome> {
  const { id, to, language, kind } = message;
  const text = renderText(message, language);
  const body = JSON.stringify({ id, to, text, language, purpose: kind });
  const seconds = Math.floor(now / 1000);
  const outcome = await fetch({
    url: hook.url,
    budget: startBudget(MILLISECONDS),
    maxBytes: MOST_ANSWER,
    statuses: TAKEN,
    json: body,
    headers: {
      'gatehouse-timestamp': String(seconds),
      'gatehouse-signature': hookSignature(hook.secret, seconds, body),
    },
  });
  if (outcome.ok) return { kind: 'sent' };
  return { kind: isFinal(outcome.problem) ? 'never' : 'later', reason: told(outcome.problem) };
}

function isFinal(problem: FetchProblem): boolean {
  if (problem.kind !== 'status') return false;
  return problem.status >= 400 && problem.status < 500 && !MAY_PASS.has(problem.status);
}

/** Without anything that the other side wrote but its status. */
function told(problem: FetchProblem): string {
  if (problem.kind === 'status') return `the hook answered ${problem.status}`;
  const code = 'code' in problem ? ` ${problem.code}` : '';
  const reason = 'reason' in problem ? ` ${problem.reason}` : '';
  return `the hook could not be reached: ${problem.kind}${code}${reason}`;
}
