import { AwsError } from '../../failures/aws-error.ts';

/**
 * IAM's ordinary errors in AWS's words (aws-facts J6, H2, H5; texts marked [known] there are kept
 * here so that one place changes them).
 */

/** 404: the entity named by the request is not there. */
export function noSuchEntity(text: string): AwsError {
  return new AwsError('NoSuchEntity', text);
}

export const noSuchUser = (name: string): AwsError =>
  noSuchEntity(`The user with name ${name} cannot be found.`);
export const noSuchRole = (name: string): AwsError =>
  noSuchEntity(`The role with name ${name} cannot be found.`);
export const noSuchGroup = (name: string): AwsError =>
  noSuchEntity(`The group with name ${name} cannot be found.`);
export const noSuchPolicy = (arn: string): AwsError => noSuchEntity(`Policy ${arn} was not found.`);
export const noSuchInstanceProfile = (name: string): AwsError =>
  noSuchEntity(`Instance Profile ${name} cannot be found.`);
export const noSuchAccessKey = (id: string): AwsError =>
  noSuchEntity(`The Access Key with id ${id} cannot be found.`);

/** 409: an entity of that name exists; names are compared without regard to case. */
export function alreadyExists(text: string): AwsError {
  return new AwsError('EntityAlreadyExists', text);
}

/** 409: the account or the entity has as many of something as it may have (aws-facts J7). */
export function limitExceeded(text: string): AwsError {
  return new AwsError('LimitExceeded', text);
}

/** The usual form of a quota's text. */
export function quotaExceeded(quota: string, limit: number): AwsError {
  return limitExceeded(`Cannot exceed quota for ${quota}: ${limit}`);
}

/** 409: something still hangs on the entity. */
export function deleteConflict(what: string): AwsError {
  return new AwsError('DeleteConflict', `Cannot delete entity, must ${what} first.`);
}

/** 400: an input that is well-formed and not acceptable. */
export function invalidInput(text: string): AwsError {
  return new AwsError('InvalidInput', text);
}

/** 400, outside of any model: a value that the service cannot use. */
export function validationError(text: string): AwsError {
  return new AwsError('ValidationError', text);
}

/** 400: a policy document that AWS would not store (aws-facts J6). */
export function malformedPolicy(text: string): AwsError {
  return new AwsError('MalformedPolicyDocument', text);
}
