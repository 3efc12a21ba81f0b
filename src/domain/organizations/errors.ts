import { AwsError } from '../../failures/aws-error.ts';

/** The errors of Organizations, with its texts where they are known (aws-facts F3). */

/** Errors that say all they have to say with their name. */
const TEXTS = {
  AccountAlreadyClosedException: 'The account is already closed.',
  AccountAlreadyRegisteredException:
    'The provided account is already a delegated administrator for your organization.',
  AccountNotFoundException: "You specified an account that doesn't exist.",
  AccountNotRegisteredException:
    'The provided account is not a registered delegated administrator for your organization.',
  AlreadyInOrganizationException: 'The AWS account is already a member of an organization.',
  AWSOrganizationsNotInUseException: 'Your account is not a member of an organization.',
  ChildNotFoundException:
    "We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
  CreateAccountStatusNotFoundException:
    "We can't find an create account request with the CreateAccountRequestId that you specified.",
  DestinationParentNotFoundException:
    "We can't find the destination container (a root or OU) with the ParentId that you specified.",
  DuplicateAccountException: 'That account is already present in the specified destination.',
  DuplicateOrganizationalUnitException: 'An OU with the same name already exists.',
  DuplicatePolicyAttachmentException: 'A policy with the specified name and type already exists.',
  DuplicatePolicyException: 'A policy with the specified name and type already exists.',
  EffectivePolicyNotFoundException:
    "If you ran this action on the management account, this policy type is not enabled. If you ran the action on a member account, the account doesn't have an effective policy of this type. Contact the administrator of your organization about attaching a policy of this type to the account.",
  MasterCannotLeaveOrganizationException:
    "You can't remove a management account from an organization. If you want the management account to become a member account in another organization, you must first delete the current organization of the management account.",
  OrganizationalUnitNotEmptyException:
    'The specified OU is not empty. Move all accounts to another root or to other OUs, remove all child OUs, and try the operation again.',
  OrganizationalUnitNotFoundException:
    "We can't find an OU with the OrganizationalUnitId that you specified.",
  OrganizationNotEmptyException:
    "The organization isn't empty. To delete an organization, you must first remove all accounts except the management account.",
  ParentNotFoundException: "We can't find a root or OU with the ParentId that you specified.",
  PolicyInUseException:
    'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
  PolicyNotAttachedException:
    "The policy isn't attached to the specified target in the specified root.",
  PolicyNotFoundException: "We can't find a policy with the PolicyId that you specified.",
  PolicyTypeAlreadyEnabledException:
    'The specified policy type is already enabled in the specified root.',
  PolicyTypeNotAvailableForOrganizationException:
    "You can't use the specified policy type with the feature set currently enabled for this organization. For example, you can enable SCPs only after you enable all features in the organization.",
  PolicyTypeNotEnabledException: 'This operation can be performed only for enabled policy types.',
  RootNotFoundException: "We can't find a root with the RootId that you specified.",
  SourceParentNotFoundException:
    "We can't find a source root or OU with the ParentId that you specified.",
  TargetNotFoundException:
    "We can't find a root, OU, account, or policy with the TargetId that you specified.",
} as const;

/** An error of that code with its text. */
export function organizationsError(code: keyof typeof TEXTS): AwsError {
  return new AwsError(code, TEXTS[code]);
}

/** What InvalidInputException and its like tell a program besides their text. */
export function invalidInput(reason: string, message: string): AwsError {
  return new AwsError('InvalidInputException', message, { members: { Reason: reason } });
}

/** A limit or rule of the organization that the call would break. */
export function constraintViolation(reason: string, message: string): AwsError {
  return new AwsError('ConstraintViolationException', message, { members: { Reason: reason } });
}

/** What a member account is answered that asks for what is the management account's. */
export function notForMembers(): AwsError {
  return new AwsError(
    'AccessDeniedException',
    "You don't have permissions to access this resource.",
  );
}
