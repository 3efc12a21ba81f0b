/** The pages of single users, roles, policies and providers in Chromium, against the real server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { assertAccessible, launchChromium, shoot } from '../support/chromium.ts';
import { type AppWorld, openAppWorld, openAs } from '../support/console-app.ts';
import { allow, makeRole, makeUser, policyOf, trusts } from '../support/entities.ts';

describe('pages of single things of IAM in a browser', needs('chromium'), () => {
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
    await page.goto(`/console/iam/${to}`);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
  };
  const tab = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('tab', { name, exact: true }).click();
    await page.waitForLoadState('networkidle');
  };
  const press = async (page: Page, name: string): Promise<void> =>
    await page.getByRole('button', { name, exact: true }).click();

  it('a user: policies, boundary, groups, tags', async () => {
    const { iam } = world.admin;
    await makeUser(world.admin, 'dora');
    await iam.createGroup({ GroupName: 'writers' });
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'users/dora');
      await press(page, 'Add permissions');
      await page.getByRole('menuitem', { name: 'Attach policies' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('checkbox', { name: /ViewOnlyAccess$/ }).check();
      await shoot(page, 'iam-attach');
      await dialog.getByRole('button', { name: 'Attach', exact: true }).click();
      await page.getByRole('link', { name: 'ViewOnlyAccess' }).waitFor();
      await page.getByLabel('Actions').fill('ec2:DescribeInstances');
      await press(page, 'Explain');
      await page.locator('mark', { hasText: 'Allow' }).waitFor();
      await press(page, 'Set the boundary');
      await dialog.getByRole('radio', { name: /IAMFullAccess$/ }).check();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The permissions boundary of dora was set.').waitFor();
      await press(page, 'Explain');
      await page.getByText('The permissions boundary does not allow it.').waitFor();

      await tab(page, 'User groups');
      await press(page, 'Add to groups');
      await dialog.getByRole('checkbox', { name: 'writers' }).check();
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByRole('link', { name: 'writers' }).waitFor();

      await tab(page, 'Tags');
      await press(page, 'Edit tags');
      await dialog.getByRole('button', { name: 'Add new tag' }).click();
      await dialog.getByRole('combobox').first().fill('Team');
      await dialog.getByRole('combobox').last().fill('red');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The tags were saved.').waitFor();
      await assertAccessible(page);
    });
    const { User } = await iam.getUser({ UserName: 'dora' });
    assert.deepEqual(User?.Tags, [{ Key: 'Team', Value: 'red' }]);
    assert.match(User?.PermissionsBoundary?.PermissionsBoundaryArn ?? '', /IAMFullAccess$/);
    const { Groups } = await iam.listGroupsForUser({ UserName: 'dora' });
    assert.equal(Groups?.[0]?.GroupName, 'writers');
  });

  it('a user: password, access keys, sessions', async () => {
    const { iam } = world.admin;
    await iam.createUser({ UserName: 'emil' });
    const { User } = await iam.getUser({ UserName: 'emil' });
    const who = { kind: 'user', userId: User?.UserId ?? '', userName: 'emil' } as const;
    await world.server.openSession(who);
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'users/emil');
      await tab(page, 'Security credentials');
      await press(page, 'Enable console sign-in');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await dialog.getByText('The password is shown only now.', { exact: false }).waitFor();
      await shoot(page, 'iam-password-made');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await press(page, 'Create access key');
      await dialog.getByRole('button', { name: 'Create access key' }).click();
      await dialog.getByText('Secret access key', { exact: true }).waitFor();
      await dialog.getByRole('button', { name: 'Done' }).click();
      await page.getByText('Active', { exact: true }).waitFor();
      await page.getByRole('button', { name: /^Deactivate: AKIA/ }).click();
      await dialog.getByRole('button', { name: 'Deactivate' }).click();
      await page.getByText('Inactive', { exact: true }).waitFor();
      await shoot(page, 'iam-user-credentials');
      await assertAccessible(page);
      await tab(page, 'Console sessions');
      await press(page, 'End all');
      await dialog.getByRole('button', { name: 'End all' }).click();
      await page.getByText('There are no sessions.').waitFor();
      await assertAccessible(page);
    });
    const { LoginProfile } = await iam.getLoginProfile({ UserName: 'emil' });
    assert.equal(LoginProfile?.PasswordResetRequired, true);
    const { AccessKeyMetadata } = await iam.listAccessKeys({ UserName: 'emil' });
    assert.equal(AccessKeyMetadata?.[0]?.Status, 'Inactive');
  });

  it('a role: description and session length, trust policy, sessions revoked as AWS does', async () => {
    const { iam } = world.admin;
    const fay = await makeUser(world.admin, 'fay');
    await makeRole(world.admin, 'night', trusts(fay.arn));
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'roles/night');
      await press(page, 'Edit');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Description').fill('Night shift');
      await dialog.getByLabel('Maximum session duration').fill('4');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The role night was saved.').waitFor();
      await tab(page, 'Trust relationship');
      await page.getByRole('tabpanel').getByRole('button', { name: 'Edit' }).click();
      const text = page.getByRole('textbox', { name: 'Trust policy' });
      await text.fill(policyOf(trusts('*')));
      await page.getByText('Everybody may assume the role', { exact: false }).waitFor();
      await shoot(page, 'iam-trust-warning');
      await assertAccessible(page);
      await text.fill(policyOf(trusts(world.server.account)));
      await page.getByRole('tabpanel').getByRole('button', { name: 'Save' }).click();
      await page.getByText('The trust policy of night was saved.').waitFor();
      await tab(page, 'Console sessions');
      await press(page, 'Revoke sessions');
      await dialog.getByLabel('To confirm, type night').fill('night');
      await dialog.getByRole('button', { name: 'Revoke sessions' }).click();
      await page.getByText('The sessions of night were revoked.').waitFor();
      await assertAccessible(page);
    });
    const { Role } = await iam.getRole({ RoleName: 'night' });
    assert.equal(Role?.MaxSessionDuration, 14_400);
    assert.equal(Role.Description, 'Night shift');
    assert.match(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''), /:root"|"\d{12}"/);
    const { PolicyDocument } = await iam.getRolePolicy({
      RoleName: 'night',
      PolicyName: 'AWSRevokeOlderSessions',
    });
    assert.match(decodeURIComponent(PolicyDocument ?? ''), /aws:TokenIssueTime/);
  });

  it('a policy: a new version, the old one again, entities, deletion', async () => {
    const { iam } = world.admin;
    const { Policy } = await iam.createPolicy({
      PolicyName: 'days',
      PolicyDocument: policyOf(allow('s3:Get*')),
    });
    const PolicyArn = Policy?.Arn ?? '';
    await iam.createUser({ UserName: 'gus' });
    await iam.attachUserPolicy({ UserName: 'gus', PolicyArn });
    await openAs(browser, world, {}, async (page) => {
      await open(page, `policies/details?${new URLSearchParams({ arn: PolicyArn })}`);
      await press(page, 'Edit');
      await page
        .getByRole('textbox', { name: 'Policy document' })
        .fill(policyOf(allow(['s3:Get*', 's3:List*'])));
      await press(page, 'Save as a new version');
      await page.getByText('Version v2 was created.').waitFor();
      await tab(page, 'Versions');
      await page.getByRole('radio', { name: 'v1' }).check();
      await press(page, 'Make default');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Make default' }).click();
      await page.getByText('Version v1 is the default now.').waitFor();
      await assertAccessible(page);
      await tab(page, 'Attached entities');
      await page.getByRole('link', { name: 'gus' }).waitFor();
      await assertAccessible(page);
      await press(page, 'Delete');
      await dialog.getByText('Attachment to User gus').waitFor();
      await dialog.getByText('Version v2').waitFor();
      await dialog.getByLabel('To confirm, type days').fill('days');
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('days was deleted.').waitFor();
    });
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName: 'gus' });
    assert.deepEqual(AttachedPolicies, []);
  });

  it('an inline policy is judged with the others of its user', async () => {
    const { iam } = world.admin;
    await makeUser(world.admin, 'hana', { policy: allow('s3:GetObject') });
    await iam.attachUserPolicy({
      UserName: 'hana',
      PolicyArn: 'arn:aws:iam::aws:policy/IAMReadOnlyAccess',
    });
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'inline-policy/user/hana?policy=inline');
      const text = page.getByRole('textbox', { name: 'Policy document' });
      await text.fill(policyOf({ ...allow('iam:GetUser'), Effect: 'Deny' }));
      await press(page, 'What would be allowed?');
      await page.getByLabel('Actions').fill('iam:GetUser,s3:GetObject');
      await press(page, 'Explain');
      await page.getByText('Denied by a statement').waitFor();
      await page.getByText('Not allowed by any statement').waitFor();
      await shoot(page, 'iam-inline-explain');
      await assertAccessible(page);
      await press(page, 'Save');
      await page.getByText('The policy inline was saved.').waitFor();
    });
  });

  it('an OpenID Connect provider, the alias, and the password policy', async () => {
    const { iam } = world.admin;
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'identity-providers/create-oidc');
      await page.getByLabel('Provider URL').fill('https://token.example.test');
      await page.getByLabel('Client IDs (audiences)').fill('sts.amazonaws.com, app');
      await page.getByLabel('Thumbprints').fill('0123456789abcdef0123456789abcdef01234567');
      await press(page, 'Add provider');
      await page.getByText('sts.amazonaws.com').first().waitFor();
      await shoot(page, 'iam-oidc-provider');
      await assertAccessible(page);

      await open(page, 'account-settings');
      await press(page, 'Create an alias');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill('blue-gate');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('/signin?account=blue-gate').first().waitFor();
      await page.getByRole('button', { name: 'Edit' }).last().click();
      await dialog.getByLabel('Minimum length').fill('4');
      await dialog.getByText('A whole number from 6 to 128.').waitFor();
      await dialog.getByLabel('Minimum length').fill('14');
      await assertAccessible(page);
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The password policy was saved.').waitFor();
      await shoot(page, 'iam-settings');
      await assertAccessible(page);
    });
    const { PasswordPolicy } = await iam.getAccountPasswordPolicy({});
    assert.equal(PasswordPolicy?.MinimumPasswordLength, 14);
    const { AccountAliases } = await iam.listAccountAliases({});
    assert.deepEqual(AccountAliases, ['blue-gate']);
  });
});
