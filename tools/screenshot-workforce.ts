/** A workforce for the pictures: an organization with accounts, people, permission sets. */
import type { RunningServer } from '../src/compose.ts';
import { workforceOf } from '../test/support/assignments.ts';
import { clientsOf } from '../test/support/clients.ts';
import { identityStoreOf } from '../test/support/directory.ts';
import { deny, policyOf } from '../test/support/entities.ts';
import { enableIdentityCenter, gatehouse } from '../test/support/identity-center.ts';
import type { Credentials } from '../test/support/server.ts';
import type { Open } from './screenshot-looks.ts';

const SUBDOMAIN = 'acme';
const PERSON = { name: 'mina', password: 'Pictures-of-2026' };
const ACCOUNTS = ['Billing', 'Data platform', 'Development', 'Log archive', 'Production'];
/** Permission sets, each with its AWS managed policy. */
const SETS = { Administrator: 'AdministratorAccess', Auditor: 'ReadOnlyAccess' } as const;
const GROUP = 'Platform team';

/** What the pictures show. */
export interface PicturedWorkforce {
  /** Ids of the accounts, by their names. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Of the first permission set. */
  readonly permissionSetArn: string;
}

/** Makes the organization, and assigns the group in every account. */
export async function makeWorkforce(
  { publicUrl: url }: RunningServer,
  administrator: Credentials,
): Promise<PicturedWorkforce> {
  const server = { url, region: 'us-east-1', administrator };
  const instance = await enableIdentityCenter(server);
  const settings = { InstanceArn: instance.arn, Subdomain: SUBDOMAIN, MfaMode: 'never' };
  await gatehouse(server, 'UpdateIdentityCenterSettings', settings);
  const { group, permissionSet, assign, sso } = workforceOf(server, instance);
  const IdentityStoreId = instance.identityStoreId;
  const { UserId = '' } = await identityStoreOf(server).createUser({
    IdentityStoreId,
    UserName: PERSON.name,
    DisplayName: 'Mina Kim',
    Name: { GivenName: 'Mina', FamilyName: 'Kim' },
    Emails: [{ Value: 'mina@example.com', Primary: true }],
  });
  const password = { IdentityStoreId, UserId, Password: PERSON.password, OneTime: false };
  await gatehouse(server, 'SetWorkforceUserPassword', password);
  const PrincipalId = await group(GROUP, UserId);
  const accounts = new Map<string, string>();
  for (const name of ACCOUNTS) accounts.set(name, await makeAccount(server, name));
  const sets: string[] = [];
  for (const [name, policy] of Object.entries(SETS)) {
    const PermissionSetArn = await permissionSet(
      name,
      JSON.parse(policyOf(deny('iam:CreateUser'))),
    );
    const ManagedPolicyArn = `arn:aws:iam::aws:policy/${policy}`;
    const set = { InstanceArn: instance.arn, PermissionSetArn };
    await sso.attachManagedPolicyToPermissionSet({ ...set, ManagedPolicyArn });
    const Description = 'For the platform team';
    await sso.updatePermissionSet({ ...set, Description, SessionDuration: 'PT4H' });
    sets.push(PermissionSetArn);
  }
  const [permissionSetArn = ''] = sets;
  for (const PermissionSetArn of sets) {
    for (const TargetId of accounts.values()) {
      await assign({ TargetId, PermissionSetArn, PrincipalType: 'GROUP', PrincipalId });
    }
  }
  return { accounts, permissionSetArn };
}

async function makeAccount(
  server: Parameters<typeof clientsOf>[0],
  AccountName: string,
): Promise<string> {
  const Email = `${AccountName.toLowerCase().replace(' ', '-')}@example.com`;
  const made = await clientsOf(server).organizations.createAccount({ AccountName, Email });
  return made.CreateAccountStatus?.AccountId ?? '';
}

/** Signs the person in at the portal, and opens an account. */
export function portalAt(url: string): Open {
  return async (page) => {
    await page.goto(`${url}/portal/${SUBDOMAIN}/start`);
    await page.fill('input[name=username]', PERSON.name);
    await page.press('input[name=username]', 'Enter');
    await page.fill('input[name=password]', PERSON.password);
    await page.press('input[name=password]', 'Enter');
    await page
      .getByRole('button', { name: /Development/ })
      .first()
      .click();
    await page.getByText('Auditor', { exact: true }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.mouse.move(0, 0);
  };
}

/** Assigns the group in two accounts, as the wizard goes. */
export const assignGroup: Open = async (page, t) => {
  const next = page.getByRole('button', { name: t('common.next'), exact: true });
  await next.click();
  await page.getByRole('checkbox', { name: GROUP }).check();
  await next.click();
  await page.getByRole('checkbox', { name: 'Auditor' }).check();
  await next.click();
  await page.getByRole('button', { name: t('idc.assign.submit'), exact: true }).click();
  await page.getByText(t('idc.assign.done')).waitFor();
  await page.waitForTimeout(300);
};
