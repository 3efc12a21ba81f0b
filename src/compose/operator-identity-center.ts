import { z } from 'zod';
import { isoSeconds } from '../base/clock.ts';
import type { IdentityCenterRequest, IdentityCenterResult } from '../cli/services.ts';
import {
  checkNewPassword,
  findUserByName,
  setPassword,
  type UserRow,
} from '../domain/directory/index.ts';
import { enableOrganizationInstance } from '../domain/identity-center/enable.ts';
import { instanceArn, instanceOfAccount } from '../domain/identity-center/instances.ts';
import { startUrls } from '../domain/identity-center/start-urls.ts';
import type { Work } from '../domain/work.ts';
import { AwsError } from '../failures/aws-error.ts';
import { StartError, startError } from '../failures/start-error.ts';
import { changeLocally, readLocally } from './local.ts';
import { findOrphans, repairLocally } from './operator-orphans.ts';
import { findSsoProfiles } from './operator-sso-profiles.ts';
import type { Parts } from './parts.ts';

/** The request as it comes over the socket: from another process, so it is read, not trusted. */
const requestSchema: z.ZodType<IdentityCenterRequest> = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('enable'),
    region: z.string().min(1).max(32).exactOptional(),
    name: z
      .string()
      .regex(/^[\w+=,.@-]{1,255}$/, 'name: 1 to 255 letters, digits and +=,.@_-')
      .exactOptional(),
  }),
  z.strictObject({
    do: z.literal('user-password'),
    account: z.string().exactOptional(),
    userName: z.string().min(1).max(128),
    password: z.string().max(4096),
    oneTime: z.boolean(),
  }),
  z.strictObject({
    do: z.literal('profiles'),
    account: z.string().exactOptional(),
    userName: z.string().min(1).max(128).exactOptional(),
  }),
  z.strictObject({ do: z.literal('orphans'), account: z.string().exactOptional() }),
  z.strictObject({
    do: z.literal('repair-orphans'),
    account: z.string().exactOptional(),
    repairs: z.array(
      z.strictObject({
        key: z.strictObject({
          permissionSetId: z.string().max(64),
          targetAccount: z.string().max(12),
          principalType: z.enum(['USER', 'GROUP']),
          principalId: z.string().max(47),
        }),
        newPrincipalId: z.string().max(47).exactOptional(),
      }),
    ),
  }),
]);

type Request<Kind> = Extract<IdentityCenterRequest, { readonly do: Kind }>;

/** On which installation the command acts, known to clients by which URL. */
export interface IdentityCenterPlace {
  readonly managementAccount: string;
  readonly publicUrl: string;
}

/**
 * Carries out `gatehouse identity-center` as the audited principal `local-operator`. Throws
 * StartError with the failures of the change, and START-008 for another request.
 */
export async function operateIdentityCenter(
  parts: Parts,
  place: IdentityCenterPlace,
  given: unknown,
): Promise<IdentityCenterResult> {
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.message ?? 'it is malformed';
    throw startError('START-008', { reason });
  }
  const request = parsed.data;
  try {
    if (request.do === 'enable') return await enable(parts, place, request);
    const account = request.account ?? place.managementAccount;
    if (request.do === 'profiles') {
      const { userName } = request;
      return await findSsoProfiles(parts, { account, publicUrl: place.publicUrl, userName });
    }
    if (request.do === 'orphans') return await findOrphans(parts, account);
    if (request.do === 'repair-orphans') {
      return await repairLocally(parts, account, request.repairs);
    }
    return await changePassword(parts, account, request);
  } catch (error) {
    // What a caller of the API would be refused with is told to the operator in full.
    if (error instanceof AwsError && error.failure) throw new StartError(error.failure, error);
    throw error;
  }
}

async function enable(
  parts: Parts,
  { managementAccount, publicUrl }: IdentityCenterPlace,
  { region = parts.config.region, name }: Request<'enable'>,
): Promise<IdentityCenterResult> {
  if (!parts.config.allRegions.includes(region)) throw startError('IDC-006', { region });
  const parameters = { region, ...(name === undefined ? {} : { name }) };
  const action = { account: managementAccount, name: 'EnableIdentityCenter', parameters };
  const made = await changeLocally(parts, action, (work) =>
    enableOrganizationInstance(work, { region, name: name ?? null }),
  );
  return {
    instance: {
      instanceArn: instanceArn(made.instance_id),
      identityStoreId: made.identity_store_id,
      startUrl: startUrls(publicUrl, made).start,
    },
  };
}

async function changePassword(
  parts: Parts,
  account: string,
  { userName, password, oneTime }: Request<'user-password'>,
): Promise<IdentityCenterResult> {
  const user = await readLocally(parts, account, (work) => getUser(work, userName));
  const failed = await checkNewPassword(password, user, parts.passwords.verify);
  if (failed) throw new StartError(failed);
  const hash = await parts.passwords.hash(password);
  const action = {
    account,
    name: 'SetWorkforceUserPassword',
    parameters: { userId: user.user_id, oneTime },
  };
  const expiresAt = await changeLocally(parts, action, async (work) =>
    setPassword(work, await getUser(work, userName), { hash, state: oneTime ? 'one-time' : 'set' }),
  );
  return {
    user: {
      userName: user.user_name,
      userId: user.user_id,
      ...(expiresAt === undefined ? {} : { expiresAt: isoSeconds(expiresAt) }),
    },
  };
}

async function getUser(work: Work, userName: string): Promise<UserRow> {
  const instance = await instanceOfAccount(work);
  if (!instance) throw startError('IDC-011', { account: work.account });
  const user = await findUserByName(work, instance.identity_store_id, userName);
  if (user) return user;
  throw startError('IDC-012', { userName });
}
