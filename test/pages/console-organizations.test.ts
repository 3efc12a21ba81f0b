/** The rooms of AWS Organizations in Chromium, against the real server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import {
  assertAccessible,
  assertFits,
  launchChromium,
  looksOf,
  shoot,
} from '../support/chromium.ts';
import { type AppWorld, openAppWorld, openAs } from '../support/console-app.ts';

const LOOKS = looksOf([
  { name: 'English', locale: 'en-GB' },
  { name: 'dark Korean', locale: 'ko-KR', dark: true },
  { name: 'narrow English', locale: 'en-GB', width: 390 },
  { name: 'narrow dark Korean', locale: 'ko-KR', width: 390, dark: true },
]);

describe('the rooms of AWS Organizations in a browser', needs('chromium'), () => {
  let world: AppWorld;
  let browser: Browser;

  before(async () => {
    world = await openAppWorld();
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await world?.server.stop();
  });

  const open = async (page: Page, to: string): Promise<void> => {
    await page.goto(`/console/organizations/${to}`);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  };
  const press = async (page: Page, name: string): Promise<void> =>
    await page.getByRole('button', { name, exact: true }).click();

  it('an organization is made, with a unit, an account and a policy that binds it', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'accounts');
      await shoot(page, 'org-none');
      await assertAccessible(page);
      await press(page, 'Create an organization');
      await page.getByText('The organization was created.').first().waitFor();
      await page.getByRole('link', { name: 'Root' }).click();
      await press(page, 'Create a unit');
      await dialog.getByLabel('Name').fill('Workloads');
      await dialog.getByRole('button', { name: 'Create a unit' }).click();
      await page.getByRole('link', { name: 'Workloads' }).waitFor();
      await assertAccessible(page);

      await open(page, 'accounts/create');
      await page.getByLabel('Account name').fill('Development');
      await page.getByLabel('E-mail address of the root user').fill('dev@example.com');
      await assertAccessible(page);
      await press(page, 'Create an account');
      await page.getByText('The account Development was created.').first().waitFor();
      await page.getByText('Active', { exact: true }).first().waitFor();
      await press(page, 'Move');
      await dialog.getByRole('button', { name: /New parent/ }).click();
      await page.getByRole('option', { name: /Workloads/ }).click();
      await dialog.getByRole('button', { name: 'Move', exact: true }).click();
      await page.getByText('Development was moved.').first().waitFor();
      await shoot(page, 'org-account');
      await assertAccessible(page);
    });
    const { organizations } = world.admin;
    const { Accounts = [] } = await organizations.listAccounts({});
    const account = Accounts.find(({ Name }) => Name === 'Development');
    const { Parents } = await organizations.listParents({ ChildId: account?.Id });
    assert.match(Parents?.[0]?.Id ?? '', /^ou-/);
  });

  it('service control policies: enabled, written with findings, attached, detached', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'policies');
      const enable = page.getByRole('button', { name: 'Enable service control policies' });
      if (await enable.count()) {
        await enable.click();
        await dialog.getByRole('button', { name: 'Enable service control policies' }).click();
        await page.getByText('Service control policies are enabled.').first().waitFor();
      }
      await page.getByRole('link', { name: 'FullAWSAccess' }).waitFor();
      await assertAccessible(page);
      await press(page, 'Create a service control policy');
      await page.getByLabel('Name', { exact: true }).fill('no-leaving');
      const text = page.getByRole('textbox', { name: 'Policy document' });
      const statement = { Effect: 'Deny', Action: 'iam:DeleteUsers', Resource: '*' };
      await text.fill(JSON.stringify({ Version: '2012-10-17', Statement: [statement] }));
      await page.getByText('Errors: 0. Other findings: 1.').first().waitFor();
      await shoot(page, 'org-policy-create');
      await assertAccessible(page);
      const right = { ...statement, Action: 'iam:DeleteUser' };
      await text.fill(JSON.stringify({ Version: '2012-10-17', Statement: [right] }));
      await page.getByRole('button', { name: 'Create a service control policy' }).click();
      await page.getByText('The policy no-leaving was created.').first().waitFor();
      await page.getByRole('tab', { name: 'Targets' }).click();
      await page.getByRole('button', { name: 'Attach', exact: true }).click();
      await dialog
        .getByRole('button', { name: /Root and units/ })
        .last()
        .click();
      await page.getByRole('option', { name: /Workloads/ }).click();
      await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
      await page.getByRole('link', { name: 'Workloads' }).waitFor();
      await shoot(page, 'org-policy-targets');
      await assertAccessible(page);
      await page.getByRole('link', { name: 'Workloads' }).click();
      await page.getByRole('tab', { name: 'Service control policies' }).click();
      await page.getByRole('link', { name: 'no-leaving' }).waitFor();
      await page.getByText('Inherited from', { exact: false }).first().waitFor();
      await page.getByRole('checkbox', { name: /^no-leaving/ }).check();
      await press(page, 'Detach');
      await dialog.getByRole('button', { name: 'Detach' }).click();
      await page.getByText('Policies detached from Workloads: 1').first().waitFor();
      await assertAccessible(page);
    });
  });

  it('R241: an account is closed by its id, and reopened', async () => {
    const { Accounts = [] } = await world.admin.organizations.listAccounts({});
    const id = Accounts.find(({ Name }) => Name === 'Development')?.Id ?? '';
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, `accounts/${id}`);
      await press(page, 'Close account');
      await dialog.getByLabel(`To confirm, type ${id}`).fill(id);
      await dialog.getByRole('button', { name: 'Close account' }).click();
      await page.getByText('The account Development was closed.').first().waitFor();
      await press(page, 'Reopen account');
      await dialog.getByRole('button', { name: 'Reopen account' }).click();
      await page.getByText('The account Development was reopened.').first().waitFor();
      await page.getByText('Active', { exact: true }).first().waitFor();
    });
  });

  it('a service is trusted, and a member account administers it', async () => {
    await openAs(browser, world, {}, async (page) => {
      const dialog = page.getByRole('dialog');
      await open(page, 'services');
      await press(page, 'Enable trusted access');
      await dialog.getByRole('button', { name: 'Enable trusted access' }).click();
      await page.getByText('sso.amazonaws.com is trusted now.').first().waitFor();
      await press(page, 'Register an account');
      await dialog.getByRole('button', { name: 'Open Workloads' }).click();
      await dialog.getByRole('radio', { name: /^Development/ }).check();
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Register an account' }).click();
      await page.getByText('Development is a delegated administrator now.').first().waitFor();
      await shoot(page, 'org-services');
      await assertAccessible(page);
    });
  });

  for (const { name, ...look } of LOOKS) {
    it(`every page fits and is accessible: ${name}`, async () => {
      await openAs(browser, world, look, async (page) => {
        for (const to of [
          'accounts',
          'accounts/create',
          'policies',
          'policies/create',
          'policies/p-FullAWSAccess',
          'services',
          'settings',
        ]) {
          await open(page, to);
          await shoot(page, `org-${to.replace('/', '-')}-${name}`);
          await assertFits(page);
          await assertAccessible(page);
        }
      });
    });
  }
});
