import { policySize, validatePolicy } from '../../../policy/index.ts';
import type { ManagedPolicies } from '../../iam/managed-policies.ts';
import type { Work } from '../../work.ts';
import { conflict, invalid, notFound, quotaExceeded } from '../errors.ts';
import { changeContent, type PermissionSetRow } from './permission-sets.ts';

/** A customer managed policy as permission sets name it: by name and path, whatever the account. */
export interface PolicyReference {
  readonly Name: string;
  readonly Path: string;
}

/** The most managed policies of both kinds of one permission set (aws-facts F1). */
const MOST_POLICIES = 20;
/** The most that an inline policy measures, in bytes without white space: what a role can hold. */
const INLINE_SIZE = 10_240;

/** The ARNs of the AWS managed policies of a permission set, in their order. */
export async function awsPolicies(work: Work, row: PermissionSetRow): Promise<string[]> {
  return (await policiesOf(work, row)).flatMap(({ kind, policy }) =>
    kind === 'aws' ? [policy] : [],
  );
}

/** The customer managed policies of a permission set, by path and name. */
export async function customerPolicies(
  work: Work,
  row: PermissionSetRow,
): Promise<PolicyReference[]> {
  return (await policiesOf(work, row)).flatMap(({ kind, policy }) =>
    kind === 'customer' ? [readReference(policy)] : [],
  );
}

async function policiesOf(work: Work, { permission_set_id: id }: PermissionSetRow) {
  return await work.read
    .selectFrom('permission_set_policies')
    .select(['kind', 'policy'])
    .where('account_id', '=', work.account)
    .where('permission_set_id', '=', id)
    .orderBy('kind')
    .orderBy('policy')
    .execute();
}

/** `/path/name` as it is kept, for a reference whose path is `/` unless it says otherwise. */
export function referenceText({ Name, Path }: { Name: string; Path?: string | undefined }): string {
  return `${Path ?? '/'}${Name}`;
}

function readReference(text: string): PolicyReference {
  const end = text.lastIndexOf('/') + 1;
  return { Name: text.slice(end), Path: text.slice(0, end) };
}

/**
 * Attaches an AWS managed policy. Throws ResourceNotFoundException for one that this installation
 * does not have, ConflictException, ServiceQuotaExceededException.
 */
export async function attachAwsPolicy(
  work: Work,
  row: PermissionSetRow,
  managed: ManagedPolicies,
  arn: string,
): Promise<void> {
  if (!managed.has(arn)) throw notFound(`Policy does not exist with ARN: ${arn}`);
  const present = await policiesOf(work, row);
  const { permission_set_id: id } = row;
  if (present.some(({ kind, policy }) => kind === 'aws' && policy === arn)) {
    throw conflict(
      `Permission set with id ${id} already has a typed link attachment to a manged policy with ${arn}`,
    );
  }
  if (present.length >= MOST_POLICIES) {
    throw quotaExceeded(
      `You have exceeded AWS SSO limits. Cannot create ManagedPolicy more than ${MOST_POLICIES} for id ${id}. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html`,
    );
  }
  attach(work, row, 'aws', arn);
}

/** Detaches an AWS managed policy; throws ResourceNotFoundException. */
export async function detachAwsPolicy(
  work: Work,
  row: PermissionSetRow,
  arn: string,
): Promise<void> {
  if (!(await awsPolicies(work, row)).includes(arn)) {
    throw notFound(`Could not find ManagedPolicy with arn ${arn}`);
  }
  detach(work, row, 'aws', arn);
}

/**
 * Attaches a customer managed policy by name and path; whether an account has it is asked when the
 * set is provisioned there. Throws ConflictException, ServiceQuotaExceededException.
 */
export async function attachCustomerPolicy(
  work: Work,
  row: PermissionSetRow,
  reference: PolicyReference,
): Promise<void> {
  const text = referenceText(reference);
  const { Name, Path } = reference;
  const present = await policiesOf(work, row);
  if (present.some(({ kind, policy }) => kind === 'customer' && policy === text)) {
    throw conflict(
      `Given customer managed policy with name: ${Name}  and path ${Path} already attached`,
    );
  }
  if (present.length >= MOST_POLICIES) {
    throw quotaExceeded(
      `Cannot attach managed policy: number of attached managed policies is already at maximum ${MOST_POLICIES}`,
    );
  }
  attach(work, row, 'customer', text);
}

/** Detaches a customer managed policy; throws ResourceNotFoundException. */
export async function detachCustomerPolicy(
  work: Work,
  row: PermissionSetRow,
  reference: PolicyReference,
): Promise<void> {
  const text = referenceText(reference);
  const present = (await customerPolicies(work, row)).map((policy) => referenceText(policy));
  const { Name, Path } = reference;
  if (!present.includes(text)) {
    throw notFound(
      `Given managed policy with name: ${Name}  and path ${Path} does not exist on PermissionSet`,
    );
  }
  detach(work, row, 'customer', text);
}

function attach(work: Work, row: PermissionSetRow, kind: 'aws' | 'customer', policy: string): void {
  work.write(
    work.read.insertInto('permission_set_policies').values({
      account_id: work.account,
      permission_set_id: row.permission_set_id,
      kind,
      policy,
      attached_at: work.now,
    }),
  );
  changeContent(work, row);
}

function detach(work: Work, row: PermissionSetRow, kind: 'aws' | 'customer', policy: string): void {
  work.write(
    work.read
      .deleteFrom('permission_set_policies')
      .where('account_id', '=', work.account)
      .where('permission_set_id', '=', row.permission_set_id)
      .where('kind', '=', kind)
      .where('policy', '=', policy),
  );
  changeContent(work, row);
}

/**
 * Sets the inline policy. Throws ValidationException with the text that IAM has for what is wrong
 * with it, ServiceQuotaExceededException when it is too large for a role.
 */
export function putInlinePolicy(work: Work, row: PermissionSetRow, document: string): void {
  const reading = validatePolicy(document, 'identity');
  if (!reading.ok) throw invalid(reading.message);
  if (policySize(document) > INLINE_SIZE) {
    throw quotaExceeded(`The inline policy exceeds the maximum size of ${INLINE_SIZE} bytes.`);
  }
  changeContent(work, row, { inline_policy: document });
}

/** Deletes the inline policy; throws ResourceNotFoundException when there is none. */
export function deleteInlinePolicy(work: Work, row: PermissionSetRow): void {
  if (row.inline_policy === null) {
    throw notFound(
      `Could not find inline policy of PermissionSet with id ${row.permission_set_id}`,
    );
  }
  changeContent(work, row, { inline_policy: null });
}
