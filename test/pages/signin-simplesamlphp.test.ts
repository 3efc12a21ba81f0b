/** A person signs in at SimpleSAMLphp in Chromium, chooses a role here, and signs out again. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { needs } from '../../tools/programs.ts';
import { launchChromium, openPage } from '../support/chromium.ts';
import { type Clients, clientsOf } from '../support/clients.ts';
import { arnInChromium, signOutInChromium } from '../support/console.ts';
import { makeRole } from '../support/entities.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import { trustsProvider } from '../support/saml-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  needsSimplesamlphp,
  type SimpleSamlphp,
  startSimpleSamlphp,
} from '../support/simplesamlphp.ts';

const PASSWORD = 'password-of-carol';
const skip = needs('chromium').skip || needsSimplesamlphp().skip;

describe('a sign-in with SimpleSAMLphp in a browser', { skip }, () => {
  let browser: Browser;
  let server: TestServer;
  let admin: Clients;
  let idp: SimpleSamlphp;
  /** Another site than the identity provider's, which is at 127.0.0.1. */
  let publicUrl: string;

  before(async () => {
    server = await startTestServer();
    publicUrl = server.url.replace('127.0.0.1', 'localhost');
    admin = clientsOf(server);
    const providerArn = `arn:aws:iam::${server.account}:saml-provider/Php`;
    const roles = ['reader', 'writer'];
    const pairs = roles.map((name) => `arn:aws:iam::${server.account}:role/${name},${providerArn}`);
    const person = (...role: string[]) => ({
      password: PASSWORD,
      attributes: {
        uid: 'carol',
        [AWS_ATTRIBUTE.role]: role,
        [AWS_ATTRIBUTE.roleSessionName]: 'carol@example.test',
      },
    });
    idp = await startSimpleSamlphp(
      { carol: person(...pairs), dave: person(pairs[0] ?? '') },
      { entityId: `${publicUrl}/static/saml-metadata.xml`, acsUrl: `${publicUrl}/saml` },
    );
    await admin.iam.createSAMLProvider({
      Name: 'Php',
      SAMLMetadataDocument: await idp.metadata(),
    });
    for (const name of roles) await makeRole(admin, name, trustsProvider(providerArn));
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await idp?.stop();
    await server?.stop();
  });

  it('leads through the chooser to the page that was asked for, and out again', () =>
    openPage(browser, { locale: 'en-GB' }, async (page) => {
      await page.goto(idp.signInUrl('/console/iam?region=us-east-1'));
      await page.fill('#username', 'carol');
      await page.fill('#password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForSelector('#saml_form');
      assert.equal(page.url(), `${publicUrl}/saml`);
      await page.check(`input[value="arn:aws:iam::${server.account}:role/writer"]`);
      await page.click('#signin_button');
      await page.waitForURL(`${publicUrl}/console/iam?region=us-east-1`);
      const arn = `arn:aws:sts::${server.account}:assumed-role/writer/carol@example.test`;
      assert.equal(await arnInChromium(page, server, publicUrl), arn);
      await signOutInChromium(page);
      assert.equal(await page.locator('h1').textContent(), 'You are signed out');
    }));

  it('R121, R142: with one role leads straight to the console', () =>
    openPage(browser, { locale: 'ko-KR' }, async (page) => {
      await page.goto(idp.signInUrl());
      await page.fill('#username', 'dave');
      await page.fill('#password', PASSWORD);
      await page.keyboard.press('Enter');
      await page.waitForURL(`${publicUrl}/console/home`);
      const arn = `arn:aws:sts::${server.account}:assumed-role/reader/carol@example.test`;
      assert.equal(await arnInChromium(page, server, publicUrl), arn);
    }));
});
