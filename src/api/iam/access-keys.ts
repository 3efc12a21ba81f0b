import { rootArn } from '../../base/arn.ts';
import type { Access, AccessResource } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import {
  type AccessKeyRow,
  createAccessKey,
  deleteAccessKey,
  findAccessKey,
  listAccessKeys,
  setAccessKeyStatus,
} from '../../domain/iam/access-keys.ts';
import { invalidInput } from '../../domain/iam/errors.ts';
import { pageMembers } from '../../domain/iam/paging.ts';
import { type Subject, subjectOf } from '../../domain/iam/subject.ts';
import { findUserById } from '../../domain/iam/users.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';
import { subjectResource, userResource } from './resources.ts';

/** Long-term access keys of IAM users and, for the root user itself, of the root user. */
export const accessKeyOperations = {
  async CreateAccessKey(input, call) {
    const subject = await subjectOf(call.work, call.principal, input.UserName);
    const key = await createAccessKey(call.work, subject, call.secrets);
    return {
      AccessKey: {
        UserName: nameOf(subject),
        AccessKeyId: key.access_key_id,
        Status: key.status,
        SecretAccessKey: key.secret,
        CreateDate: new Date(key.created_at),
      },
    };
  },

  async UpdateAccessKey(input, call) {
    const subject = await subjectOf(call.work, call.principal, input.UserName);
    if (input.Status === 'Expired') {
      throw invalidInput('The status Expired cannot be set for an access key.');
    }
    await setAccessKeyStatus(call.work, subject, input.AccessKeyId, input.Status);
    return {};
  },

  async DeleteAccessKey(input, call) {
    const subject = await subjectOf(call.work, call.principal, input.UserName);
    await deleteAccessKey(call.work, subject, input.AccessKeyId);
    return {};
  },

  async ListAccessKeys(input, call) {
    const subject = await subjectOf(call.work, call.principal, input.UserName);
    const page = await listAccessKeys(call.work, subject, input);
    return {
      AccessKeyMetadata: page.items.map((key) => ({
        UserName: nameOf(subject),
        AccessKeyId: key.access_key_id,
        Status: key.status,
        CreateDate: new Date(key.created_at),
      })),
      ...pageMembers(page),
    };
  },

  async GetAccessKeyLastUsed(input, call) {
    const key = await findAccessKey(call.work, input.AccessKeyId);
    // The model has no error of its own: a key of nobody, or of another account, is refused.
    if (!key) throw noAccessToKey(call, input.AccessKeyId);
    const owner = await findUserById(call.work, key.owner_id);
    return {
      ...(owner ? { UserName: owner.name } : {}),
      AccessKeyLastUsed: lastUse(key),
    };
  },
} satisfies Handlers<typeof import('@aws-sdk/client-iam'), Call>;

/** Operations on the keys of a named user or of the caller. */
const ofSubject = {
  resources: async (input: { readonly UserName?: string | undefined }, call: Call) => [
    await subjectResource(call, input.UserName),
  ],
};

export const accessKeyAccess = {
  CreateAccessKey: ofSubject,
  UpdateAccessKey: ofSubject,
  DeleteAccessKey: ofSubject,
  ListAccessKeys: ofSubject,
  GetAccessKeyLastUsed: {
    resources: async (input, call) => [await ownerResource(call, input.AccessKeyId)],
  },
} satisfies Access<typeof accessKeyOperations>;

/**
 * Whoever the key belongs to; `*` for a key that the account does not have, and in what a refused
 * caller is told: it must not learn whose a key is.
 */
async function ownerResource(call: Call, accessKeyId: string): Promise<AccessResource> {
  const asked = '*';
  const key = await findAccessKey(call.work, accessKeyId);
  if (!key) return { arn: asked };
  const owner = await findUserById(call.work, key.owner_id);
  const resource = owner ? await userResource(call, owner.name) : { arn: rootArn(call.account) };
  return { ...resource, asked };
}

function noAccessToKey(call: Call, accessKeyId: string): AwsError {
  return new AwsError(
    'AccessDenied',
    `User: ${call.principal.arn} is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key ${accessKeyId}`,
  );
}

function nameOf(subject: Subject): string | undefined {
  return subject.kind === 'user' ? subject.user.name : undefined;
}

function lastUse(key: AccessKeyRow): { LastUsedDate?: Date; ServiceName: string; Region: string } {
  if (key.last_used_at === null) return { ServiceName: 'N/A', Region: 'N/A' };
  return {
    LastUsedDate: new Date(key.last_used_at),
    ServiceName: key.last_used_service ?? 'N/A',
    Region: key.last_used_region ?? 'N/A',
  };
}
