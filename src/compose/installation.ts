import { accountOfAccessKeyId, randomAccountId } from '../base/ids.ts';
import {
  ADMINISTRATOR_ACCESS,
  BOOTSTRAP_USER,
  createAdministrator,
  createManagementAccount,
  findManagementAccount,
} from '../domain/installation/first-start.ts';
import { createSetupLink, endSetupLinks } from '../domain/installation/setup-links.ts';
import { startError } from '../failures/start-error.ts';
import { UniqueViolation } from '../store/index.ts';
import { changeLocally, readLocally } from './local.ts';
import type { Parts } from './parts.ts';

/** What the store holds after the start. */
export interface Installation {
  readonly managementAccount: string;
  /** True when this start made it. */
  readonly isNew: boolean;
  /** Whether the root user can sign in; without a password a set-up link is offered. */
  readonly hasRootPassword: boolean;
}

/** Makes the management account in an empty store; changes nothing in one that has it. */
export async function prepareInstallation(parts: Parts): Promise<Installation> {
  const found = await findInstallation(parts);
  if (found) return found;
  try {
    await makeInstallation(parts);
  } catch (error) {
    // Another node has just made it.
    if (!(error instanceof UniqueViolation)) throw error;
  }
  const made = await findInstallation(parts);
  if (!made) throw new Error('the management account was made and cannot be read');
  return { ...made, isNew: true };
}

/** The installation that the store holds, or undefined when it is empty. */
export async function findInstallation(parts: Parts): Promise<Installation | undefined> {
  const managementAccount = await readLocally(parts, '', findManagementAccount);
  if (managementAccount === undefined) return undefined;
  const row = await parts.store.read
    .selectFrom('accounts')
    .select('root_password')
    .where('account_id', '=', managementAccount)
    .executeTakeFirst();
  const hasRootPassword = row !== undefined && row.root_password !== null;
  return { managementAccount, isNew: false, hasRootPassword };
}

async function makeInstallation(parts: Parts): Promise<void> {
  const { config, passwords, secrets, managedPolicies } = parts;
  const accountId = config.bootstrapAccountId || randomAccountId();
  const email = config.bootstrapRootEmail || `root@${accountId}.gatehouse.invalid`;
  const { bootstrapRootPassword, bootstrapAccessKeyId, bootstrapSecretAccessKey } = config;
  if (bootstrapAccessKeyId !== '' && !managedPolicies.has(ADMINISTRATOR_ACCESS)) {
    throw startError('INST-002', { path: ADMINISTRATOR_ACCESS, reason: 'it is missing' });
  }
  requireOwnKeyId(bootstrapAccessKeyId, accountId);
  const rootPassword =
    bootstrapRootPassword === '' ? undefined : await passwords.hash(bootstrapRootPassword);
  const action = {
    account: accountId,
    name: 'CreateManagementAccount',
    parameters: { accountId, email },
  };
  await changeLocally(parts, action, (work) => {
    createManagementAccount(work, { accountId, email, rootPassword });
    if (bootstrapAccessKeyId === '') return;
    const sealedSecret = secrets.seal(bootstrapSecretAccessKey, bootstrapAccessKeyId);
    createAdministrator(work, BOOTSTRAP_USER, { accessKeyId: bootstrapAccessKeyId, sealedSecret });
  });
}

/** Ids in the form that carries an account are looked for in that account alone. */
function requireOwnKeyId(accessKeyId: string, account: string): void {
  const named = accountOfAccessKeyId(accessKeyId);
  if (named === undefined || named === account) return;
  throw startError('INST-004', {
    reason: `access key id ${accessKeyId} is one of account ${named}, and the account is ${account}`,
  });
}

/** A new set-up link for the management account, as a URL; earlier links end. */
export async function newSetupUrl(
  parts: Parts,
  managementAccount: string,
  publicUrl: string,
): Promise<string> {
  const action = { account: managementAccount, name: 'CreateSetupLink', parameters: {} };
  const token = await changeLocally(parts, action, (work) => {
    endSetupLinks(work);
    return createSetupLink(work);
  });
  return `${publicUrl}/setup?token=${token}`;
}
