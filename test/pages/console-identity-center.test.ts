/** The rooms of IAM Identity Center in Chromium, against the real server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SSOAdmin } from '@aws-sdk/client-sso-admin';
import type { Browser, Page } from 'playwright-core';
import { changeLocally } from '../../src/compose/local.ts';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  shoot,
} from '../support/chromium.ts';
import { type AppWorld, openAppWorld, openAs } from '../support/console-app.ts';
import { identityStoreOf } from '../support/directory.ts';
import { allow, policyOf } from '../support/entities.ts';
import { linkIn, mailboxOf } from '../support/outbox.ts';

const LOOKS = looksOf([
  { name: 'English', locale: 'en-GB' },
  { name: 'dark Korean', locale: 'ko-KR', dark: true },
  { name: 'narrow English', locale: 'en-GB', width: 390 },
  { name: 'narrow dark Korean', locale: 'ko-KR', width: 390, dark: true },
]);

/** The source of a session tag: the title of the person's profile. */
const TITLE = `\${path:title}`;
const SERIAL = 'arn:aws:identitystore::111122223333:mfa/x/phone-1';
const ACCOUNTS = ['Development', 'Production'];

describe('the rooms of IAM Identity Center in a browser', needs('chromium'), () => {
  let world: AppWorld;
  let browser: Browser;
  let sso: SSOAdmin;

  before(async () => {
    world = await openAppWorld();
    browser = await launchChromium();
    const { server, admin } = world;
    sso = new SSOAdmin({
      endpoint: server.url,
      region: server.region,
      credentials: { ...server.administrator },
    });
    await admin.organizations.createOrganization({ FeatureSet: 'ALL' });
    for (const name of ACCOUNTS) {
      const Email = `${name.toLowerCase()}@example.com`;
      await admin.organizations.createAccount({ AccountName: name, Email });
    }
  });

  after(async () => {
    await browser?.close();
    await world?.server.stop();
  });

  const open = async (page: Page, to: string): Promise<void> => {
    await page.goto(`/console/identity-center/${to}`);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    // What was loaded may have taken the place of the page that waited for it.
    await page.locator('h1').first().waitFor();
  };
  const press = async (page: Page, name: string): Promise<void> =>
    await page.getByRole('button', { name, exact: true }).click();
  const tab = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.waitForLoadState('networkidle');
  };
  const instance = async () => {
    const { Instances = [] } = await sso.listInstances({});
    const [{ InstanceArn = '', IdentityStoreId = '' } = {}] = Instances;
    return { InstanceArn, IdentityStoreId };
  };
  const accountId = async (name: string): Promise<string> => {
    const { Accounts = [] } = await world.admin.organizations.listAccounts({});
    return Accounts.find(({ Name }) => Name === name)?.Id ?? assert.fail(`no account ${name}`);
  };

  it('R001: the instance is enabled, and the portal’s address is shown', async () => {
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'dashboard');
      await page.getByText('This enables the instance', { exact: false }).first().waitFor();
      await shoot(page, 'idc-not-enabled');
      await assertAccessible(page);
      await press(page, 'Enable');
      await page.getByText('IAM Identity Center is enabled.').first().waitFor();
      const { IdentityStoreId } = await instance();
      await page.getByText(`/portal/${IdentityStoreId}/start`, { exact: false }).first().waitFor();
      await page.getByText(`https://${IdentityStoreId}.awsapps.com/start`).first().waitFor();
      await shoot(page, 'idc-dashboard');
      await assertAccessible(page);
    });
  });

  it('R118, R139: people are invited by mail, or handed a one-time password that is shown once', async () => {
    await openAs(browser, world, {}, async (page) => {
      const create = async (name: string, given: string): Promise<void> => {
        await open(page, 'users/create');
        await page.getByLabel('User name').fill(name);
        await page.getByLabel('E-mail address').fill(`${given.toLowerCase()}@example.com`);
        await page.getByLabel('First name').fill(given);
        await page.getByLabel('Last name').fill('Kim');
        assert.equal(await page.getByLabel('Display name').inputValue(), `${given} Kim`);
      };
      const submit = page.getByRole('button', { name: 'Create a user', exact: true });
      await create('nora kim', 'Nora');
      await page.getByText('Up to 128 letters, digits and signs without spaces.').waitFor();
      assert.ok(await submit.isDisabled(), 'no directory takes that name');
      await assertAccessible(page);
      await create('nora.kim+테스트', 'Nora');
      await assertAccessible(page);
      await press(page, 'Create a user');
      await page
        .getByText('An invitation was sent to nora@example.com.', { exact: false })
        .first()
        .waitFor();
      await assertAccessible(page);
      await create('omar', 'Omar');
      await page.getByLabel('Generate a one-time password').check();
      await press(page, 'Create a user');
      await page.getByText('The password is shown only now.', { exact: false }).first().waitFor();
      await shoot(page, 'idc-one-time-password');
      await assertAccessible(page);
      await create('omar', 'Omara');
      await press(page, 'Create a user');
      await page.getByText('Another user has this user name.').waitFor();
      await open(page, 'users');
      await page.getByRole('link', { name: 'nora.kim+테스트' }).waitFor();
      await page.getByRole('link', { name: 'omar' }).waitFor();
    });
    const mail = await mailboxOf(() => world.server, 'nora@example.com').next();
    const { IdentityStoreId } = await instance();
    assert.match(linkIn(mail, `/portal/${IdentityStoreId}/invitation`), /\?token=/);
  });

  it('a person: profile, registered address, reset by mail, one-time password, disabled', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'users');
      await page.getByRole('link', { name: 'omar' }).click();
      await page.getByText('omar@example.com').first().waitFor();
      await page.getByRole('tabpanel').getByRole('button', { name: 'Edit' }).click();
      await page.getByLabel('Title').fill('Engineer');
      await page.getByLabel('E-mail address').fill('omar@example.net');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The profile of omar was saved.').first().waitFor();
      await page.getByText('Engineer', { exact: true }).first().waitFor();
      const act = async (name: string): Promise<void> => {
        await page.getByRole('button', { name: 'Actions', exact: true }).click();
        await page.getByRole('menuitem', { name }).click();
      };
      await act('Reset password');
      await dialog.getByText('omar@example.net', { exact: false }).waitFor();
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Reset password' }).click();
      await page.getByText('A mail was sent to omar@example.net.').first().waitFor();
      await act('Reset password');
      await dialog.getByLabel('Generate a one-time password').check();
      await dialog.getByRole('button', { name: 'Reset password' }).click();
      await dialog.getByText('The password is shown only now.', { exact: false }).waitFor();
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Done' }).click();
      await act('Disable user');
      await dialog.getByRole('button', { name: 'Disable user' }).click();
      await page.getByText('omar was disabled.').first().waitFor();
      await page.getByText('Disabled', { exact: true }).first().waitFor();
      await shoot(page, 'idc-user');
      await assertAccessible(page);
      await act('Enable user');
      await dialog.getByRole('button', { name: 'Enable user' }).click();
      await page.getByText('omar was enabled.').first().waitFor();
      await tab(page, 'Active sessions');
      await page.getByText('There are no sessions.').first().waitFor();
      await tab(page, 'MFA devices');
      await page.getByText('There are no MFA devices.').first().waitFor();
      await assertAccessible(page);
    });
    const mail = await mailboxOf(() => world.server, 'omar@example.net').next();
    assert.match(linkIn(mail, '/portal/'), /\/reset\?token=/);
  });

  it('a device of somebody is renamed, and deleted by typing DELETE', async () => {
    const { IdentityStoreId } = await instance();
    const { Users = [] } = await identityStoreOf(world.server).listUsers({ IdentityStoreId });
    const UserId = Users.find(({ UserName }) => UserName === 'omar')?.UserId ?? '';
    const { account, parts } = world.server;
    await changeLocally(parts, { account, name: 'MakeDevice', parameters: {} }, (work) => {
      const device = {
        account_id: account,
        device_id: 'device-1',
        serial: SERIAL,
        serial_key: SERIAL.toLowerCase(),
        label: 'Phone',
        owner_id: UserId,
        kind: 'virtual',
        seed: 'sealed',
        created_at: work.now,
        enabled_at: work.now,
      };
      work.write(work.read.insertInto('mfa_devices').values(device as never));
    });
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, `users/${UserId}`);
      await tab(page, 'MFA devices');
      await press(page, 'Rename: Phone');
      await dialog.getByRole('textbox').fill('Old phone');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await press(page, 'Delete: Old phone');
      assert.ok(await dialog.getByRole('button', { name: 'Delete' }).isDisabled());
      await dialog.getByLabel('To confirm, type DELETE').fill('DELETE');
      await shoot(page, 'idc-device-delete');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('There are no MFA devices.').first().waitFor();
    });
  });

  it('a group with its members, and a permission set with its policies', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'groups/create');
      await page.getByLabel('Group name').fill('Developers');
      await page.getByRole('checkbox', { name: 'omar' }).check();
      await assertAccessible(page);
      await press(page, 'Create a group');
      await page.getByRole('link', { name: 'omar' }).waitFor();
      await press(page, 'Add users');
      await dialog.getByRole('checkbox', { name: /^nora/ }).check();
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('link', { name: /^nora/ }).waitFor();
      await shoot(page, 'idc-group');
      await assertAccessible(page);

      await open(page, 'permission-sets/create');
      await page
        .getByRole('radio', { name: /ReadOnlyAccess$/ })
        .first()
        .check();
      await shoot(page, 'idc-set-create');
      await assertAccessible(page);
      await press(page, 'Next');
      await page.getByLabel('Name').first().fill('읽기');
      await page.getByLabel('Description').fill('읽기 전용');
      await press(page, 'Next');
      await page.getByText('Up to 32 Latin letters, digits', { exact: false }).waitFor();
      await page.getByText('without other scripts', { exact: false }).waitFor();
      await page.getByLabel('Name').first().fill('Reader');
      await page.getByLabel('Description').fill('Reads');
      await press(page, 'Next');
      await press(page, 'Create a permission set');
      await page.getByText('The permission set Reader was created.').first().waitFor();
      await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
      await dialog.getByRole('button', { name: /Session duration/ }).click();
      await page.getByRole('option', { name: 'Hours: 4' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The permission set Reader was saved.').first().waitFor();
      await page.getByText('Hours: 4').first().waitFor();
      await shoot(page, 'idc-set');
      await assertAccessible(page);
    });
    const { InstanceArn } = await instance();
    const { PermissionSets = [] } = await sso.listPermissionSets({ InstanceArn });
    const PermissionSetArn = PermissionSets[0];
    const { PermissionSet } = await sso.describePermissionSet({ InstanceArn, PermissionSetArn });
    assert.equal(PermissionSet?.SessionDuration, 'PT4H');
  });

  it('a group is assigned to two accounts; a changed set is compared and provisioned again', async () => {
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'accounts');
      for (const name of ACCOUNTS) {
        await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check();
      }
      await shoot(page, 'idc-accounts');
      await assertAccessible(page);
      await press(page, 'Assign users or groups');
      await page.getByRole('checkbox', { name: /^Development/, checked: true }).waitFor();
      await press(page, 'Next');
      await press(page, 'Next');
      await page.getByText('Choose at least one user or group.').first().waitFor();
      await page.getByRole('checkbox', { name: 'Developers' }).check();
      await assertAccessible(page);
      await press(page, 'Next');
      await page.getByRole('checkbox', { name: 'Reader' }).check();
      await press(page, 'Next');
      await shoot(page, 'idc-assign-review');
      await assertAccessible(page);
      await press(page, 'Assign');
      await page.getByText('Everything was assigned.').first().waitFor();
      await shoot(page, 'idc-assign-progress');
      await assertAccessible(page);

      await open(page, `accounts/${await accountId('Production')}`);
      await page.getByRole('link', { name: 'Developers' }).waitFor();
      await page.getByText('Up to date').first().waitFor();
      await page.getByRole('link', { name: 'Reader' }).first().click();
      await page.getByText('There is no inline policy.').first().waitFor();
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      const text = page.getByRole('textbox', { name: 'Inline policy' });
      await text.fill(policyOf(allow('s3:*')));
      await page.getByRole('button', { name: 'Save' }).click();
      await page
        .getByText('Update the accounts for it to take effect.', { exact: false })
        .first()
        .waitFor();
      await tab(page, 'AWS accounts');
      await page.getByText('Outdated').first().waitFor();
      const account = await accountId('Production');
      await press(page, `Compare: ${account}`);
      const dialog = page.getByRole('dialog');
      await dialog.getByText('s3:*', { exact: false }).waitFor();
      await shoot(page, 'idc-compare');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await press(page, 'Update all that are outdated');
      await page.getByText('Outdated').first().waitFor({ state: 'detached' });
      await page.getByText('Up to date').first().waitFor();
      await assertAccessible(page);
    });
  });

  it('R031–R033: a group that is made again is an orphan, found and repaired', async () => {
    const { IdentityStoreId } = await instance();
    const store = identityStoreOf(world.server);
    const { Groups = [] } = await store.listGroups({ IdentityStoreId });
    await store.deleteGroup({ IdentityStoreId, GroupId: Groups[0]?.GroupId });
    const { GroupId } = await store.createGroup({ IdentityStoreId, DisplayName: 'Developers' });
    const account = await accountId('Production');
    await openAs(browser, world, {}, async (page) => {
      await open(page, `accounts/${account}`);
      await page.getByRole('row', { name: /Developers Orphaned/ }).waitFor();
      await page.getByText('Orphaned', { exact: true }).click();
      await page.getByRole('checkbox', { name: new RegExp(account) }).waitFor();
      await page.getByRole('checkbox', { name: 'All' }).check();
      await shoot(page, 'idc-orphans');
      await assertAccessible(page);
      await press(page, 'Repair');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Assign to Developers').first().waitFor();
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Repair', exact: true }).click();
      await page.getByText('Assignments repaired: 2').first().waitFor();
      await page.getByText('There are no orphaned assignments.').first().waitFor();
      await open(page, `accounts/${account}`);
      await page.getByRole('link', { name: 'Developers' }).waitFor();
      await page.getByRole('checkbox', { name: /^Developers/ }).check();
      await press(page, 'Remove access');
      await dialog.getByRole('button', { name: 'Remove access' }).click();
      await dialog.getByText('Done').first().waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByText('Nobody is assigned.').first().waitFor();
    });
    const { InstanceArn } = await instance();
    const { AccountAssignments } = await sso.listAccountAssignmentsForPrincipal({
      InstanceArn,
      PrincipalId: GroupId,
      PrincipalType: 'GROUP',
    });
    const left = AccountAssignments?.map(({ AccountId }) => AccountId);
    assert.deepEqual(left, [await accountId('Development')]);
  });

  it('R138, R171: settings: subdomain, session length, MFA, attributes, account instances', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'settings');
      await press(page, 'Customize the address');
      await dialog.getByLabel('Subdomain').fill('blue-gate');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('/portal/blue-gate/start', { exact: false }).first().waitFor();
      await press(page, 'Change session length');
      const length = dialog.getByRole('spinbutton');
      await length.fill('100');
      await dialog.getByRole('button', { name: /Unit/ }).click();
      await page.getByRole('option', { name: 'days' }).click();
      await dialog.getByText('A length of 15 minutes to 90 days.').waitFor();
      await length.fill('7');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Days: 7').first().waitFor();
      await press(page, 'Change MFA');
      await dialog.getByLabel('At every sign-in').check();
      await dialog.getByLabel('They get a code by e-mail').check();
      await shoot(page, 'idc-mfa');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('At every sign-in').first().waitFor();
      await page.getByRole('button', { name: 'Enable', exact: true }).click();
      await dialog.getByRole('button', { name: 'Add attribute' }).click();
      await dialog.getByRole('textbox', { name: 'Key' }).fill('Department');
      await dialog.getByRole('combobox', { name: 'Source' }).fill(TITLE);
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText(TITLE).first().waitFor();
      await press(page, 'Disable account instances');
      await dialog.getByRole('button', { name: 'Disable account instances' }).click();
      await page.getByText('Member accounts may not create them').first().waitFor();
      await shoot(page, 'idc-settings');
      await assertAccessible(page);
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`every page fits and is accessible: ${name}`, async () => {
      const { InstanceArn, IdentityStoreId } = await instance();
      const { PermissionSets = [] } = await sso.listPermissionSets({ InstanceArn });
      const arn = new URLSearchParams({ arn: PermissionSets[0] ?? '' });
      const { Users = [] } = await identityStoreOf(world.server).listUsers({ IdentityStoreId });
      await openAs(browser, world, look, async (page) => {
        for (const to of [
          'dashboard',
          'users',
          'users/create',
          `users/${Users[0]?.UserId}`,
          'groups',
          'groups/create',
          'accounts',
          'accounts/assign',
          `accounts/${await accountId('Development')}`,
          'permission-sets',
          'permission-sets/create',
          `permission-sets/details?${arn}`,
          'orphans',
          'settings',
        ]) {
          await open(page, to);
          await shoot(page, `idc-${to.replace(/[?].*/, '').replaceAll('/', '-')}-${name}`);
          await assertFits(page);
          await assertAccessible(page);
        }
      });
    });
  }
});
