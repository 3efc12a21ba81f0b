import { systemRandom } from '../base/bytes.ts';
import { accessKeyId } from '../base/ids.ts';
import { findAccount, setRootPassword } from '../domain/accounts/accounts.ts';
import { refuseWeakRootPassword } from '../domain/iam/password-rules.ts';
import { findUser } from '../domain/iam/users.ts';
import { createAdministrator } from '../domain/installation/first-start.ts';
import { endSetupLinks, findSetupLink, useSetupLink } from '../domain/installation/setup-links.ts';
import { AwsError } from '../failures/aws-error.ts';
import type { SetupPagesOptions } from '../http/setup/routes.ts';
import type { SetupInput, SetupLink, SetupOutcome, SetupService } from '../http/setup/service.ts';
import { rememberBrowser } from '../signin/challenge/index.ts';
import { buildChallenge } from './challenge.ts';
import { changeLocally, readLocally } from './local.ts';
import type { Parts } from './parts.ts';

/** The set-up page's view of the installation. */
export function buildSetupService(parts: Parts): SetupService {
  return {
    check: (token) => checkLink(parts, token),
    complete: (token, input) => complete(parts, token, input),
  };
}

/** Whoever came by a set-up link and chose the password is no stranger on this browser any more. */
export function knowBrowser(parts: Parts): SetupPagesOptions['knowBrowser'] {
  const challenge = buildChallenge(parts);
  return (request, reply, email) =>
    rememberBrowser(challenge, request, reply, { kind: 'root', email });
}

async function checkLink(parts: Parts, token: string): Promise<SetupLink> {
  const link = await readLocally(parts, '', (work) => findSetupLink(work, token));
  if (link.state !== 'valid') return { state: link.state };
  const row = await readLocally(parts, link.account, (work) => findAccount(work, link.account));
  if (!row) return { state: 'unknown' };
  return { state: 'valid', accountId: row.account_id, accountName: row.name, email: row.email };
}

async function complete(parts: Parts, token: string, input: SetupInput): Promise<SetupOutcome> {
  const link = await checkLink(parts, token);
  if (link.state !== 'valid') return link;
  const account = link.accountId;
  try {
    refuseWeakRootPassword(
      { name: link.accountName, email_key: link.email.toLowerCase() },
      input.rootPassword,
    );
  } catch (error) {
    if (error instanceof AwsError) return { state: 'password-refused' };
    throw error;
  }
  const password = await parts.passwords.hash(input.rootPassword);
  const name = input.administrator && (await freeUserName(parts, account, input.administrator));
  const administrator = name === undefined ? undefined : newAdministrator(parts, account, name);
  const action = { account, name: 'CompleteSetup', parameters: { administrator: name ?? null } };
  await changeLocally(parts, action, (work) => {
    useSetupLink(work, token);
    endSetupLinks(work);
    setRootPassword(work, account, password);
    if (administrator) createAdministrator(work, administrator.userName, administrator);
  });
  if (!administrator) return { state: 'done' };
  const { userName, accessKeyId: id, secretAccessKey } = administrator;
  return { state: 'done', administrator: { userName, accessKeyId: id, secretAccessKey } };
}

/** The wished name, or the first free one after it: a user of that name may exist already. */
async function freeUserName(
  parts: Parts,
  account: string,
  { userName }: { readonly userName: string },
): Promise<string> {
  return await readLocally(parts, account, async (work) => {
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? userName : `${userName.slice(0, 60)}-${number}`;
      if (!(await findUser(work, name))) return name;
    }
  });
}

/** An administrator with an access key that nobody has seen yet. */
export function newAdministrator(parts: Parts, account: string, userName: string) {
  const id = accessKeyId('AKIA', account);
  const secretAccessKey = systemRandom(30).toString('base64');
  const sealedSecret = parts.secrets.seal(secretAccessKey, id);
  return { userName, accessKeyId: id, secretAccessKey, sealedSecret };
}
