/** How the token endpoint of `aws login` refuses, for the tests that assert it. */
import assert from 'node:assert/strict';
import { attemptOf } from './attempts.ts';
import { assertTokenRefused, type TokenResponse } from './aws-login.ts';
import type { LoginWorld } from './login-world.ts';

/** Status, error code, `error` and text of a refusal. */
export type TokenRefusal = readonly [status: number, code: string, error: string, message: string];

/** What is wrong with the request itself. */
export function invalid(message: string): TokenRefusal {
  return [400, 'ValidationException', 'INVALID_REQUEST', message];
}

/** What is refused although the request is as it should be. */
export function denied(status: number, error: string, message: string): TokenRefusal {
  return [status, 'AccessDeniedException', error, message];
}

export const LATE_CODE = denied(
  401,
  'AUTHCODE_EXPIRED',
  'The authorization code is invalid or has expired.',
);

export const LATE_TOKEN = denied(
  401,
  'TOKEN_EXPIRED',
  'The refresh token is invalid or has expired.',
);

/** Asserts a refusal, and that its request id leads to an attempt that says which check failed. */
export async function assertLoginRefused(
  { server }: LoginWorld,
  response: TokenResponse,
  code: string,
  expected: TokenRefusal,
): Promise<void> {
  assertTokenRefused(response, expected);
  const requestId = response.headers.get('x-amzn-requestid') ?? '';
  const attempt = await attemptOf(server, requestId);
  assert.deepEqual([attempt.Kind, attempt.Outcome, attempt.Code], ['aws-login', 'refused', code]);
}

/** Does something while the server's clock, and that of its clients, is ahead. */
export async function at<Answer>(
  world: LoginWorld,
  milliseconds: number,
  body: (now: number) => Promise<Answer>,
): Promise<Answer> {
  world.ahead = milliseconds;
  try {
    return await body(Date.now() + milliseconds);
  } finally {
    world.ahead = 0;
  }
}
