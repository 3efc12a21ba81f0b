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

/** 409: something still depends on what is to be deleted, in the words given. */
export function deleteConflictText(text: string): AwsError {
  return new AwsError('DeleteConflict', text);
}

/** 403: what may be read may not be changed by anybody in this account. */
export function accessDenied(text: string): AwsError {
  return new AwsError('AccessDenied', text);
}

/** 400: a text that is no ARN at all, or not the ARN of a policy. */
export const notAnArn = (): AwsError => validationError('Invalid ARN:  Could not be parsed!');
export const notAPolicyArn = (arn: string): AwsError => validationError(`ARN ${arn} is not valid.`);

/** 404: a policy that is to be attached or used as a boundary. */
export const notAttachable = (arn: string): AwsError =>
  noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
export const boundaryNotAttachable = (arn: string): AwsError =>
  noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);

/** 400: a role that only AWS changes, such as those of Identity Center (aws-facts E4). */
export function protectedRole(name: string): AwsError {
  return new AwsError(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS.`,
  );
}

/** 400: a SAML provider of Identity Center, which nobody else changes. */
export function protectedProvider(name: string): AwsError {
  return new AwsError(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected SAML provider '${name}' - this provider is only modifiable by AWS.`,
  );
}

/** 400: a policy that only AWS's services attach, to their own roles. */
export const policyNotAttachable = (): AwsError =>
  new AwsError('PolicyNotAttachable', 'Cannot attach a Service Role Policy to a Customer Role.');

/** 404: a serial number that the account does not have (aws-facts H6). */
export const noSuchMfaDevice = (serial: string): AwsError =>
  noSuchEntity(`VirtualMFADevice with serial number ${serial} doesn't exist.`);
/** 404: a device of nobody, or of somebody else. */
export const notDeviceOfUser = (): AwsError => noSuchEntity('MFA Device invalid for user.');

/** 400: only IAM users have a password of this kind (aws-facts H5). */
export const invalidUserType = (): AwsError =>
  new AwsError('InvalidUserType', 'Only IAM Users can change their own password');
