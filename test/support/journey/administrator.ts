/** An administrator who founds an organization and lets people into it, in the console. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { openRoom } from '../rooms.ts';
import {
  ACCOUNTS,
  type Given,
  HANDED,
  heading,
  INVITED,
  OWNER,
  PERMISSIONS,
  type Person,
  press,
  type,
  type Walk,
} from './walk.ts';

const ROOT_PASSWORD = 'Correct-horse-7';
const GROUP = 'Engineers';

/** From the set-up link to people who have access; answers what the administrator gives out. */
export async function found(walk: Walk): Promise<Given> {
  const { step, t, page } = walk;
  await step('signing in', () => signInAsRoot(walk));
  const ids = await step('the organization', () => makeOrganization(walk));
  await step('enabling IAM Identity Center', () => enable(walk));
  await step('inviting a person', async () => {
    await createUser(walk, INVITED);
    await page.getByText(t('idc.users.invited', { email: INVITED.email })).waitFor();
    await walk.see('invited');
  });
  const [startUrl = '', , oneTimePassword = ''] = await step('a one-time password', async () => {
    await createUser(walk, HANDED, t('idc.users.first.oneTime'));
    const shown = page.locator('.copied');
    await shown.nth(2).waitFor();
    await walk.see('one-time-password');
    return await shown.allTextContents();
  });
  await step('a group', () => createGroup(walk));
  await step('a permission set', () => createPermissionSet(walk));
  await step('assigning', () => assign(walk));
  return { startUrl, oneTimePassword, ids };
}

/** The row of a table by the text of its header, and what it is chosen with. */
const choiceOf = ({ page }: Walk, name: string, kind: 'checkbox' | 'radio'): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole(kind);

async function signInAsRoot(walk: Walk): Promise<void> {
  const { page, t, server } = walk;
  await page.goto(server.setupUrl);
  await type(walk, t('setup.password.label'), ROOT_PASSWORD);
  await type(walk, t('setup.again.label'), ROOT_PASSWORD);
  await page.getByLabel(t('setup.administrator.create')).uncheck();
  await press(walk, t('setup.submit'));
  await page.getByRole('link', { name: t('setup.done.signin') }).click();
  await page.getByRole('radio', { name: t('signin.root') }).check();
  await type(walk, t('signin.email.label'), OWNER);
  await press(walk, t('signin.next'));
  await heading(walk, t('signin.root.title'));
  await type(walk, t('signin.password'), ROOT_PASSWORD);
  await press(walk, t('signin.submit'));
  await heading(walk, t('home.title'));
}

/** To a room of the organization or of IAM Identity Center. */
async function goTo({ page, t }: Walk, service: 'frame.org' | 'frame.idc', room: string) {
  await openRoom(page, t, { service: t(service), room: t(`${service}.${room}`) });
}

async function makeOrganization(walk: Walk): Promise<ReadonlyMap<string, string>> {
  const { page, t, see } = walk;
  await goTo(walk, 'frame.org', 'accounts');
  await page.getByRole('heading', { name: t('org.none') }).waitFor();
  await see('no-organization');
  await press(walk, t('org.create'));
  await page.getByText(t('org.created')).waitFor();
  await heading(walk, t('frame.org.accounts'));
  await page.getByRole('link', { name: 'Root', exact: true }).waitFor();
  await see('organization');
  const ids = new Map<string, string>();
  for (const name of ACCOUNTS) {
    await goTo(walk, 'frame.org', 'accounts');
    await press(walk, t('org.accounts.create'));
    await heading(walk, t('org.accounts.create'));
    await type(walk, t('org.accounts.name'), name);
    await type(walk, t('org.accounts.email'), `${name.toLowerCase()}@example.test`);
    await press(walk, t('org.accounts.create'));
    await page.getByText(t('org.accounts.created', { name })).waitFor();
    await heading(walk, name);
    ids.set(name, /\d{12}/.exec(new URL(page.url()).pathname)?.[0] ?? assert.fail(page.url()));
  }
  await see('account');
  return ids;
}

async function enable(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await goTo(walk, 'frame.idc', 'dashboard');
  await page.getByRole('heading', { name: t('idc.enable') }).waitFor();
  await see('not-enabled');
  await press(walk, t('idc.enable.submit'));
  await page.getByText(t('idc.enabled')).waitFor();
  await page.getByRole('heading', { name: t('idc.portal'), exact: true }).waitFor();
  await see('dashboard');
}

async function createUser(walk: Walk, person: Person, first?: string): Promise<void> {
  const { page, t } = walk;
  await goTo(walk, 'frame.idc', 'users');
  await press(walk, t('idc.users.create'));
  await heading(walk, t('idc.users.create'));
  await type(walk, t('idc.users.name'), person.userName);
  await type(walk, t('org.email'), person.email);
  await type(walk, t('idc.users.givenName'), person.given);
  await type(walk, t('idc.users.familyName'), person.family);
  if (first !== undefined) await page.getByRole('radio', { name: first }).check();
  else await walk.see('create-user');
  await press(walk, t('idc.users.create'));
  await page.getByText(t('idc.users.created', { name: person.userName })).waitFor();
}

async function createGroup(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await goTo(walk, 'frame.idc', 'groups');
  await press(walk, t('idc.groups.create'));
  await heading(walk, t('idc.groups.create'));
  await type(walk, t('idc.groups.name'), GROUP);
  for (const { userName } of [INVITED, HANDED]) {
    await choiceOf(walk, userName, 'checkbox').check();
  }
  await see('create-group');
  await press(walk, t('idc.groups.create'));
  await heading(walk, GROUP);
  await page.getByRole('link', { name: HANDED.userName, exact: true }).waitFor();
  await see('group');
}

async function createPermissionSet(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await goTo(walk, 'frame.idc', 'permissionSets');
  await press(walk, t('idc.sets.create'));
  await page.getByRole('searchbox', { name: t('iam.policies.search') }).fill(PERMISSIONS);
  await choiceOf(walk, PERMISSIONS, 'radio').check();
  await see('set-policies');
  await press(walk, t('common.next'));
  // The name of the policy is offered as that of the set.
  await page.getByPlaceholder(PERMISSIONS).waitFor();
  await see('set-details');
  await press(walk, t('common.next'));
  await press(walk, t('idc.sets.create'));
  await page.getByText(t('idc.sets.created', { name: PERMISSIONS })).waitFor();
  await see('set');
}

async function assign(walk: Walk): Promise<void> {
  const { page, t, see } = walk;
  await goTo(walk, 'frame.idc', 'accounts');
  for (const name of ACCOUNTS) await page.getByRole('checkbox', { name }).check();
  await see('accounts');
  await press(walk, t('idc.assign'));
  await page.getByRole('checkbox', { name: ACCOUNTS[0], checked: true }).waitFor();
  await press(walk, t('common.next'));
  await choiceOf(walk, GROUP, 'checkbox').check();
  await see('assign-groups');
  await press(walk, t('common.next'));
  await choiceOf(walk, PERMISSIONS, 'checkbox').check();
  await press(walk, t('common.next'));
  await see('assign-review');
  await press(walk, t('idc.assign.submit'));
  await page.getByText(t('idc.assign.done')).waitFor();
  await see('assigned');
}
