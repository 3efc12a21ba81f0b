/** The rooms of IAM in Chromium, against the real server. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
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
import { allow, makeRole, makeUser, policyOf, trusts } from '../support/entities.ts';
import { metadataSample } from '../support/metadata-samples.ts';

const BUILT = path.join(import.meta.dirname, '..', '..', 'dist', 'web', 'console');

/** What a file weighs on its way; small ones go as they are. */
function sentSize(file: string): number {
  return statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size;
}

const PAGES = [
  'users',
  'users/create',
  'users/ana',
  'groups',
  'groups/staff',
  'roles',
  'roles/create',
  'roles/deploy',
  'policies',
  'policies/create',
  'identity-providers',
  'identity-providers/create-saml',
  'identity-providers/create-oidc',
  'account-settings',
];

const LOOKS = looksOf([
  { name: 'English', locale: 'en-GB' },
  { name: 'dark Korean', locale: 'ko-KR', dark: true },
  { name: 'narrow English', locale: 'en-GB', width: 390 },
  { name: 'narrow dark Korean', locale: 'ko-KR', width: 390, dark: true },
]);

describe('the rooms of IAM in a browser', needs('chromium'), () => {
  let world: AppWorld;
  let browser: Browser;

  before(async () => {
    world = await openAppWorld();
    browser = await launchChromium();
    const { admin } = world;
    const ana = await makeUser(admin, 'ana', {
      policy: allow('s3:*'),
      tags: [{ Key: 'Team', Value: 'blue' }],
    });
    await admin.iam.createGroup({ GroupName: 'staff' });
    await admin.iam.addUserToGroup({ GroupName: 'staff', UserName: 'ana' });
    await makeRole(admin, 'deploy', trusts(ana.arn), { policy: allow('s3:*') });
    await makeUser(admin, 'reader', {
      policy: allow(['iam:ListUsers', 'sts:DecodeAuthorizationMessage']),
    });
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

  for (const { name: look, ...options } of LOOKS) {
    it(`every page is accessible and fits: ${look}`, async () => {
      await openAs(browser, world, options, async (page) => {
        for (const each of PAGES) {
          await open(page, each);
          await shoot(page, `iam-${look}-${each}`.replace(/[^\w-]/g, '-'));
          await assertAccessible(page);
          await assertFits(page);
        }
      });
    });
  }

  it('a user is made step by step, with a password and a policy', async () => {
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'users/create');
      await page.getByLabel('User name').fill('bea');
      await page.getByLabel('Typed by you').check();
      await page.getByRole('textbox', { name: 'New password' }).fill('short');
      const next = page.getByRole('button', { name: 'Next' });
      await next.click();
      await page.getByLabel('IAMReadOnlyAccess', { exact: false }).first().check();
      await next.click();
      await next.click();
      const create = page.getByRole('button', { name: 'Create user' });
      await create.click();
      await page.getByText('Password should have a minimum length of 8').waitFor();
      await shoot(page, 'iam-user-refused-password');
      const before = await world.admin.iam.listUsers({});
      assert.ok(!before.Users?.some(({ UserName }) => UserName === 'bea'), 'nobody is left behind');
      for (const _step of ['tags', 'permissions', 'user']) {
        await page.getByRole('button', { name: 'Previous' }).click();
      }
      await page.getByRole('textbox', { name: 'New password' }).fill('Blue-Gate-2026');
      await next.click();
      await next.click();
      await next.click();
      await create.click();
      await page.getByText('The user bea was created.').waitFor();
      await page.getByText(`/signin?account=${world.server.account}`).waitFor();
      await shoot(page, 'iam-user-created');
      await assertAccessible(page);
    });
    const { iam } = world.admin;
    const { LoginProfile } = await iam.getLoginProfile({ UserName: 'bea' });
    assert.equal(LoginProfile?.PasswordResetRequired, true);
    const { AttachedPolicies } = await iam.listAttachedUserPolicies({ UserName: 'bea' });
    assert.equal(AttachedPolicies?.[0]?.PolicyName, 'IAMReadOnlyAccess');
  });

  it('a SAML provider is added from its file, and a role that trusts it, in Korean', async () => {
    const metadata = metadataSample('Keycloak');
    await openAs(browser, world, { locale: 'ko-KR' }, async (page) => {
      await open(page, 'identity-providers/create-saml');
      await page.getByLabel('이름').fill('Example');
      await page.locator('input[type=file]').setInputFiles({
        name: 'metadata.xml',
        mimeType: 'text/xml',
        buffer: Buffer.from(metadata),
      });
      await page.getByText('엔터티 ID').waitFor();
      await shoot(page, 'iam-saml-file');
      await page.getByRole('button', { name: '제공업체 추가' }).click();
      await page.getByText('응답을 받을 주소(ACS)').waitFor();
      await shoot(page, 'iam-saml-provider');
      await assertAccessible(page);

      await open(page, 'roles/create');
      await page.getByLabel('SAML 제공업체').check();
      await page.getByRole('button', { name: '제공업체를 선택하십시오' }).click();
      await page.getByRole('option').first().click();
      await page.getByText('발견된 문제가 없습니다.').waitFor();
      await shoot(page, 'iam-role-saml');
      await page.getByRole('button', { name: '다음' }).click();
      await page.getByRole('button', { name: '다음' }).click();
      await page.getByLabel('역할 이름').fill('staff-access');
      await page.getByRole('button', { name: '역할 생성' }).click();
      await page.getByText('역할 staff-access을(를) 생성했습니다.').waitFor();
    });
    const { Role } = await world.admin.iam.getRole({ RoleName: 'staff-access' });
    const { Statement } = JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ''));
    assert.match(Statement[0].Principal.Federated, /:saml-provider\/Example$/);
    assert.deepEqual(Statement[0].Condition, {
      StringLike: { 'SAML:aud': `${world.origin}/saml*` },
    });
  });

  it('the editor finds what is wrong, leads to its line by keyboard, and explains a decision', async () => {
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'policies/create');
      await page.getByLabel('Name', { exact: true }).fill('wide');
      const text = page.getByLabel('Policy document', { exact: true }).last();
      await text.fill(policyOf([allow('*'), { ...allow('s3:GetObject'), Effect: 'Deny' }]));
      await page.getByRole('button', { name: 'Format' }).click();
      const go = page.getByRole('button', { name: /^Go to line 4: ALLOW_ALL/ });
      await go.waitFor();
      await go.focus();
      await page.keyboard.press('Enter');
      const chosen = await page.evaluate('String(getSelection())');
      assert.equal(String(chosen).trim(), '{');
      await page.keyboard.press('Tab');
      assert.notEqual(await page.evaluate('document.activeElement.tagName'), 'TEXTAREA');

      await page.getByRole('button', { name: 'What would be allowed?' }).click();
      await page.getByLabel('Actions').fill('s3:GetObject, iam:GetUser');
      await page.getByRole('button', { name: 'Explain' }).click();
      await page.getByText('Denied by a statement').waitFor();
      await page.locator('mark', { hasText: '"Deny"' }).waitFor();
      await page.locator('mark', { hasText: '"Allow"' }).waitFor();
      await shoot(page, 'iam-editor-explain');
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Create policy' }).click();
      await page.getByText('The policy wide was created.').waitFor();
      await shoot(page, 'iam-policy');
    });
  });

  it('whoever is refused sees what would allow the call', async () => {
    await openAs(browser, world, { userName: 'reader' }, async (page) => {
      await open(page, 'roles');
      await page.getByText('You do not have permission for iam:ListRoles').waitFor();
      await page.getByText('Why it was refused, and what would allow it').click();
      await page.getByText('"Action": "iam:ListRoles"').waitFor();
      await shoot(page, 'iam-refused');
      await assertAccessible(page);
    });
  });

  it('deleting shows what goes with it, and asks for the name', async () => {
    const { iam } = world.admin;
    await makeUser(world.admin, 'carl', { policy: allow('s3:*') });
    await iam.addUserToGroup({ GroupName: 'staff', UserName: 'carl' });
    await openAs(browser, world, {}, async (page) => {
      await open(page, 'users/carl');
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Membership in the group staff').waitFor();
      await dialog.getByText('Inline policy inline').waitFor();
      await dialog.getByText(/^Access key AKIA/).waitFor();
      const submit = dialog.getByRole('button', { name: 'Delete' });
      assert.equal(await submit.isDisabled(), true);
      await shoot(page, 'iam-delete-user');
      await assertAccessible(page);
      await dialog.getByLabel('To confirm, type carl').fill('carl');
      await submit.click();
      await page.getByText('carl was deleted.').waitFor();
    });
    const { Users } = await iam.listUsers({});
    assert.ok(!Users?.some(({ UserName }) => UserName === 'carl'));
  });

  it('the first load of each page is at most 450 KB compressed', () => {
    const manifest: Record<
      string,
      { file: string; imports?: string[]; css?: string[]; isEntry?: boolean }
    > = JSON.parse(readFileSync(path.join(BUILT, 'manifest.json'), 'utf8'));
    const filesOf = (key: string, known = new Set<string>()): Set<string> => {
      const chunk = manifest[key];
      if (!chunk || known.has(chunk.file)) return known;
      for (const file of [chunk.file, ...(chunk.css ?? [])]) known.add(file);
      for (const next of chunk.imports ?? []) filesOf(next, known);
      return known;
    };
    const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? '';
    const languages = Object.keys(manifest).filter((key) => /(console|all)\.ko/.test(key));
    const pages = Object.keys(manifest).filter((key) => /^iam\/.*\.tsx$/.test(key));
    assert.ok(pages.length > 10 && languages.length === 2);
    for (const page of pages) {
      const files = [entry, 'iam/iam.tsx', ...languages, page].reduce<Set<string>>(
        (all, key) => filesOf(key, all),
        new Set(),
      );
      const size = [...files].reduce((sum, file) => sum + sentSize(path.join(BUILT, file)), 0);
      assert.ok(size <= 450_000, `${page}: ${size}`);
    }
  });
});
