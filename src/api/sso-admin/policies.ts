import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { notFound } from '../../domain/identity-center/errors.ts';
import { pageOf } from '../../domain/identity-center/paging.ts';
import {
  deleteBoundary,
  putBoundary,
  readBoundary,
} from '../../domain/identity-center/permission-sets/permission-set-boundary.ts';
import {
  attachAwsPolicy,
  attachCustomerPolicy,
  awsPolicies,
  customerPolicies,
  deleteInlinePolicy,
  detachAwsPolicy,
  detachCustomerPolicy,
  putInlinePolicy,
  referenceText,
} from '../../domain/identity-center/permission-sets/permission-set-policies.ts';
import type { Handlers } from '../../wire/index.ts';
import { openPermissionSet, openToChange } from './open.ts';
import { onPermissionSet } from './resources.ts';

/** What permission sets allow: inline, AWS managed and customer managed policies, boundaries. */
export const policyOperations = {
  async PutInlinePolicyToPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    putInlinePolicy(access.work, row, input.InlinePolicy);
    return {};
  },

  /** Without an inline policy AWS answers an empty text. */
  async GetInlinePolicyForPermissionSet(input, call) {
    const { row } = await openPermissionSet(call, input);
    return { InlinePolicy: row.inline_policy ?? '' };
  },

  async DeleteInlinePolicyFromPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    deleteInlinePolicy(access.work, row);
    return {};
  },

  async AttachManagedPolicyToPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    await attachAwsPolicy(access.work, row, call.managedPolicies, input.ManagedPolicyArn);
    return {};
  },

  async DetachManagedPolicyFromPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    await detachAwsPolicy(access.work, row, input.ManagedPolicyArn);
    return {};
  },

  async ListManagedPoliciesInPermissionSet(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    const page = pageOf(await awsPolicies(access.work, row), input, (arn) => arn);
    const attached = page.items.map((Arn) => ({ Arn, Name: Arn.slice(Arn.lastIndexOf('/') + 1) }));
    return { AttachedManagedPolicies: attached, NextToken: page.nextToken };
  },

  async AttachCustomerManagedPolicyReferenceToPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    const { Name, Path = '/' } = input.CustomerManagedPolicyReference;
    await attachCustomerPolicy(access.work, row, { Name, Path });
    return {};
  },

  async DetachCustomerManagedPolicyReferenceFromPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    const { Name, Path = '/' } = input.CustomerManagedPolicyReference;
    await detachCustomerPolicy(access.work, row, { Name, Path });
    return {};
  },

  async ListCustomerManagedPolicyReferencesInPermissionSet(input, call) {
    const { access, row } = await openPermissionSet(call, input);
    const page = pageOf(await customerPolicies(access.work, row), input, referenceText);
    return { CustomerManagedPolicyReferences: [...page.items], NextToken: page.nextToken };
  },

  async PutPermissionsBoundaryToPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    putBoundary(access.work, row, call.managedPolicies, input.PermissionsBoundary);
    return {};
  },

  async GetPermissionsBoundaryForPermissionSet(input, call) {
    const { row } = await openPermissionSet(call, input);
    const boundary = readBoundary(row);
    if (boundary) return { PermissionsBoundary: boundary };
    const id = row.permission_set_id;
    throw notFound(`Could not find permissions boundary of PermissionSet with id ${id}`);
  },

  async DeletePermissionsBoundaryFromPermissionSet(input, call) {
    const { access, row } = await openToChange(call, input);
    deleteBoundary(access.work, row);
    return {};
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sso-admin'), Call>>;

/** What each of `policyOperations` asks the caller's policies. */
export const policyAccess = {
  PutInlinePolicyToPermissionSet: onPermissionSet,
  GetInlinePolicyForPermissionSet: onPermissionSet,
  DeleteInlinePolicyFromPermissionSet: onPermissionSet,
  AttachManagedPolicyToPermissionSet: onPermissionSet,
  DetachManagedPolicyFromPermissionSet: onPermissionSet,
  ListManagedPoliciesInPermissionSet: onPermissionSet,
  AttachCustomerManagedPolicyReferenceToPermissionSet: onPermissionSet,
  DetachCustomerManagedPolicyReferenceFromPermissionSet: onPermissionSet,
  ListCustomerManagedPolicyReferencesInPermissionSet: onPermissionSet,
  PutPermissionsBoundaryToPermissionSet: onPermissionSet,
  GetPermissionsBoundaryForPermissionSet: onPermissionSet,
  DeletePermissionsBoundaryFromPermissionSet: onPermissionSet,
} satisfies Access<typeof policyOperations>;
