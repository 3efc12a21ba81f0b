import { AwsError } from '../../failures/aws-error.ts';

/* Refusals of identitystore that need no catalogue entry: the request itself tells what to mend (aws-facts F2). */

/** What a request can name that is not there. */
export type DirectoryResource = 'USER' | 'GROUP' | 'GROUP_MEMBERSHIP' | 'IDENTITY_STORE';

/** Something that the request names is not there. */
export function notFound(
  type: DirectoryResource,
  id: string,
  message = `${type} not found.`,
): AwsError {
  return new AwsError('ResourceNotFoundException', message, {
    members: { ResourceType: type, ResourceId: id },
  });
}

/** What must be unique in a store is taken. */
export function duplicate(message: string): AwsError {
  return new AwsError('ConflictException', message, {
    members: { Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION' },
  });
}

/** The request cannot be meant as it is. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
