import type { attemptFailures } from './attempts.ts';
import { type Failure, type FailureDetails, failure } from './catalogue.ts';
import type { identityCenterFailures } from './identity-center.ts';
import type { installationFailures } from './installation.ts';
import type { mailFailures } from './mail.ts';
import type { outboundFailures } from './outbound.ts';
import type { startFailures } from './startup.ts';

/** Codes of failures at start-up, of the control socket and of the command line. */
export type StartFailureCode =
  | keyof typeof attemptFailures
  | keyof typeof startFailures
  | keyof typeof identityCenterFailures
  | keyof typeof installationFailures
  | keyof typeof mailFailures
  | keyof typeof outboundFailures;

/** A failure that stops the start or a command; whoever runs it prints the catalogue's texts. */
export class StartError extends Error {
  readonly failure: Failure;

  constructor(made: Failure, cause?: unknown) {
    super(made.message, cause === undefined ? undefined : { cause });
    this.name = 'StartError';
    this.failure = made;
  }
}

/** Makes a StartError from the catalogue; a missing detail does not compile. */
export function startError<Code extends StartFailureCode>(
  code: Code,
  details: FailureDetails<Code>,
  cause?: unknown,
): StartError {
  return new StartError(failure(code, details), cause);
}
