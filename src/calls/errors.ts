import { HashQueueFull } from '../crypto/index.ts';
import { AwsError, refuse, surface } from '../failures/aws-error.ts';
import { StoreError } from '../store/index.ts';

/** The error that leaves the process: of what is unexpected, only that it happened is told. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof StoreError) return surface(error.failure);
  // Clients try again later, which is all that this is about.
  if (error instanceof HashQueueFull) return refuse('LIMIT-001', { who: 'password hashing' });
  return new AwsError(
    'InternalFailure',
    'The request processing has failed because of an unknown error, exception or failure.',
  );
}
