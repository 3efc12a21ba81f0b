import { z } from 'zod';
import { randomAccountId } from '../base/ids.ts';
import type { BootstrapRequest, BootstrapResult } from '../cli/services.ts';
import {
  createAccount,
  emailIsTaken,
  findAccount,
  setRootPassword,
} from '../domain/accounts/accounts.ts';
import { refuseWeakRootPassword } from '../domain/iam/password-rules.ts';
import { findUser } from '../domain/iam/users.ts';
import { createAdministrator } from '../domain/installation/first-start.ts';
import { endSetupLinks } from '../domain/installation/setup-links.ts';
import { DEFAULT_ACCESS_ROLE } from '../domain/organizations/access-role.ts';
import { createMember } from '../domain/organizations/account-requests.ts';
import { findOrganization } from '../domain/organizations/organizations.ts';
import { type Work, workFor } from '../domain/work.ts';
import { AwsError } from '../failures/aws-error.ts';
import { startError } from '../failures/start-error.ts';
import { newSetupUrl } from './installation.ts';
import { changeLocally, readLocally } from './local.ts';
import type { Parts } from './parts.ts';
import { newAdministrator } from './setup.ts';

/** The request as it comes over the socket: from another process, so it is read, not trusted. */
const requestSchema: z.ZodType<BootstrapRequest> = z.strictObject({
  account: z
    .strictObject({
      name: z
        .string()
        .regex(/^[\u0020-\u007e]{1,50}$/, 'account name: 1 to 50 printable characters'),
      email: z
        .string()
        .regex(/^[^\s@]+@[^\s@]+$/, 'e-mail address: name@domain')
        .max(64),
    })
    .exactOptional(),
  rootPassword: z.string().exactOptional(),
  administrator: z
    .strictObject({
      userName: z.string().regex(/^[\w+=,.@-]{1,64}$/, 'user name: letters, digits and +=,.@_-'),
    })
    .exactOptional(),
  setupLink: z.boolean().exactOptional(),
});

/** Where the commands of this process run: on which installation, known to clients by which URL. */
export interface BootstrapPlace {
  readonly managementAccount: string;
  readonly publicUrl: string;
}

interface Target {
  readonly account: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Carries out `gatehouse bootstrap`: another account if asked for, then its root password and its
 * first administrator, in one change. Throws StartError INST-004 or INST-005 with nothing changed.
 */
export async function bootstrap(
  parts: Parts,
  place: BootstrapPlace,
  given: unknown,
): Promise<BootstrapResult> {
  const parsed = requestSchema.safeParse(given);
  if (!parsed.success) throw unusable(parsed.error.issues[0]?.message ?? 'it is malformed');
  const request = parsed.data;
  const target = await readLocally(parts, place.managementAccount, (work) =>
    findTarget(work, request),
  );
  refuseWeak(target, request.rootPassword);
  const password =
    request.rootPassword === undefined
      ? undefined
      : await parts.passwords.hash(request.rootPassword);
  const { administrator: wished, account: wanted } = request;
  if (wished) await requireFreeUser(parts, target.account, wished.userName);
  const administrator = wished && newAdministrator(parts, target.account, wished.userName);
  const action = {
    account: target.account,
    name: 'Bootstrap',
    parameters: {
      account: wanted ?? null,
      administrator: wished?.userName ?? null,
      rootPassword: password !== undefined,
    },
  };
  await changeLocally(parts, action, async (work) => {
    if (wanted) await addAccount(work, place.managementAccount, target);
    if (password !== undefined) {
      setRootPassword(work, target.account, password);
      endSetupLinks(work);
    }
    if (administrator) createAdministrator(work, administrator.userName, administrator);
  });
  const setupUrl = request.setupLink
    ? await newSetupUrl(parts, target.account, place.publicUrl)
    : undefined;
  return {
    accountId: target.account,
    email: target.email,
    rootPasswordSet: password !== undefined,
    ...(administrator ? { administrator: shown(administrator) } : {}),
    ...(setupUrl === undefined ? {} : { setupUrl }),
  };
}

function shown({ userName, accessKeyId, secretAccessKey }: ReturnType<typeof newAdministrator>) {
  return { userName, accessKeyId, secretAccessKey };
}

/** The account to work on: a new one whose address is free, or the management account. */
async function findTarget(work: Work, { account }: BootstrapRequest): Promise<Target> {
  if (account) {
    if (await emailIsTaken(work, account.email)) {
      throw startError('INST-005', {
        what: 'an account with the e-mail address',
        name: account.email,
      });
    }
    return { account: randomAccountId(work.random), ...account };
  }
  const row = await findAccount(work, work.account);
  if (!row) throw new Error('the management account is not there');
  return { account: row.account_id, name: row.name, email: row.email };
}

/** A member when the management account has an organization, an account on its own otherwise. */
async function addAccount(work: Work, managementAccount: string, target: Target): Promise<void> {
  const managing = workFor(work, managementAccount);
  const organization = await findOrganization(managing);
  const { account: accountId, name, email } = target;
  const account = { accountId, name, email };
  if (organization) {
    createMember(managing, organization, { ...account, roleName: DEFAULT_ACCESS_ROLE });
  } else createAccount(work, account);
}

function refuseWeak(target: Target, password: string | undefined): void {
  if (password === undefined) return;
  if (password.length > 128) throw unusable('root password: at most 128 characters');
  try {
    refuseWeakRootPassword({ name: target.name, email_key: target.email.toLowerCase() }, password);
  } catch (error) {
    if (error instanceof AwsError) throw unusable(`root password: ${error.message}`);
    throw error;
  }
}

async function requireFreeUser(parts: Parts, account: string, userName: string): Promise<void> {
  const user = await readLocally(parts, account, (work) => findUser(work, userName));
  if (user) throw startError('INST-005', { what: 'a user called', name: user.name });
}

function unusable(reason: string): Error {
  return startError('INST-004', { reason });
}
