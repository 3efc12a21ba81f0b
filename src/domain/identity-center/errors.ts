import { AwsError } from '../../failures/aws-error.ts';

/* Refusals of sso-admin that need no catalogue entry: the request itself tells what to mend. */

/** Something that the request names is not there. */
export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

/** What is asked for stands against what there is. */
export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message);
}

/** The request cannot be meant as it is. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** More of something than there may be. */
export function quotaExceeded(message: string): AwsError {
  return new AwsError('ServiceQuotaExceededException', message);
}
