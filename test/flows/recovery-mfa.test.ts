/** R228: a root user who lost the device: the code, the wait, the link, and what calls it off. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Timers } from '../../src/compose/periodic.ts';
import { systemTimers } from '../../src/compose/periodic.ts';
import { needs } from '../../tools/programs.ts';
import { attemptOf } from '../support/attempts.ts';
import { type Authenticator, makeAuthenticator } from '../support/authenticator.ts';
import { clientsOf } from '../support/clients.ts';
import { openConsole, originOf, visitorWith } from '../support/console.ts';
import { codeIn, linkIn, mailboxOf, mailTo, type SentMail } from '../support/outbox.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { formTo } from '../support/security-check.ts';
import { enterIam, enterRoot, submit } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const HOUR = 60 * 60_000;

/** Periodic work comes at once, so that nobody waits for it. */
const eager: Timers = {
  after: (delay, body) => systemTimers.after(Math.min(delay, 100), body),
};

let world: SignInWorld;
let app: Authenticator;
let now: number;
let mailbox: ReturnType<typeof mailboxOf>;

beforeEach(async () => {
  now = Date.now();
  world = await openSignInWorld({}, { clock: () => now, timers: eager });
  mailbox = mailboxOf(() => world.server, ROOT.email);
  await addDevice();
});

afterEach(() => world?.stop());

/** Gives the root user a device. */
async function addDevice(): Promise<void> {
  const root = clientsOf(world.server, await world.server.makeRootKey());
  app = await makeAuthenticator(root, 'lost-phone');
  await root.iam.enableMFADevice({
    UserName: 'AWS ROOT USER',
    SerialNumber: app.serial,
    AuthenticationCode1: app.next(),
    AuthenticationCode2: app.next(),
  });
}

/** Signs in up to the second factor. */
async function toFactor(): Promise<{ visitor: Visitor; page: Page; flow: string }> {
  const visitor = visitorOf(world.server);
  const page = await visitor.follow(await enterRoot(visitor, ROOT));
  const [, flow = ''] = /\/signin\/lost-device\?flow=([\w-]+)/.exec(page.html) ?? [];
  return { visitor, page, flow };
}

/** Begins a recovery; answers the last page and the mail that tells of it. */
async function begin(): Promise<{ page: Page; told: SentMail }> {
  const { visitor, flow } = await toFactor();
  const first = await visitor.get(`/signin/lost-device?flow=${flow}`);
  assert.equal(headingOf(first), 'Sign in without an MFA device');
  const asked = formTo(first, '/signin/lost-device');
  const sent = await visitor.post(asked.action, asked.fields);
  const code = codeIn(await mailbox.next());
  const form = formTo(sent, '/signin/lost-device/code');
  const page = await visitor.post(form.action, { ...form.fields, code });
  assert.equal(headingOf(page), 'The recovery has begun', page.html);
  return { page, told: await mailbox.next() };
}

async function attemptAt(page: Page) {
  const later = now;
  now = Date.now();
  const attempt = await attemptOf(world.server, textById(page, 'request'));
  now = later;
  return attempt;
}

describe('R228: the recovery of a root user without device', needs('oathtool'), () => {
  it('waits a day, asks for the password, and removes every device', async () => {
    await begin();
    now += 24 * HOUR + 1000;
    const link = linkIn(await mailbox.next(), '/signin/remove-mfa');
    const visitor = visitorOf(world.server);
    const page = await visitor.get(link);
    assert.equal(headingOf(page), 'Remove the MFA devices');
    const form = formTo(page, '/signin/remove-mfa');
    const wrong = await visitor.post(form.action, { ...form.fields, password: 'not this one' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.html, /Your authentication information is incorrect\. Please try again\./);
    const removed = await visitor.post(form.action, { ...form.fields, password: ROOT.password });
    assert.equal(headingOf(removed), 'The MFA devices were removed', removed.html);
    assert.match((await mailbox.next()).text, /lost-phone/);
    const again = await visitor.get(link);
    assert.equal(again.status, 410);
    assert.equal((await attemptAt(again)).Code, 'REC-010');
    const { page: signedIn } = await toFactor();
    assert.doesNotMatch(signedIn.html, /lost-device/, 'no second factor is due any more');
  });

  it('is cancelled by the link of the first mail', async () => {
    const { told } = await begin();
    const cancel = linkIn(told, '/signin/cancel-recovery');
    const visitor = visitorOf(world.server);
    const page = await visitor.get(cancel);
    assert.equal(headingOf(page), 'Cancel the recovery');
    const form = formTo(page, '/signin/cancel-recovery');
    const done = await visitor.post(form.action, form.fields);
    assert.equal(headingOf(done), 'The recovery was cancelled');
    assert.match((await mailbox.next()).subject, /cancel/i);
    const again = await visitor.get(cancel);
    assert.equal(again.status, 410);
  });

  it('is ended by signing in with the device', async () => {
    const { told } = await begin();
    const { visitor, page } = await toFactor();
    now = Date.now();
    const code = app.next();
    const signedIn = await visitor.follow(await submit(visitor, page, { code }, 'name="code"'));
    assert.ok(!signedIn.html.includes('lost-device'), signedIn.html);
    const late = await visitorOf(world.server).get(linkIn(told, '/signin/cancel-recovery'));
    assert.equal(late.status, 410);
    assert.equal((await attemptAt(late)).Code, 'REC-010');
  });

  it('is ended by a change of address: who reads the old mailbox carries nothing out', async () => {
    await begin();
    now += 24 * HOUR + 1000;
    const link = linkIn(await mailbox.next(), '/signin/remove-mfa');
    const visitor = visitorWith(world.server, await world.server.openSession({ kind: 'root' }));
    const page = await openConsole(visitor, originOf(world.server));
    const wanted = { NewEmail: 'new@example.test', Password: ROOT.password };
    assert.equal((await page.call('gatehouse', 'StartRootEmailUpdate', wanted)).status, 200);
    const VerificationCode = codeIn(await mailTo(world.server, wanted.NewEmail));
    assert.equal((await visitorOf(world.server).get(link)).status, 200, 'until then it is good');
    const accepted = await page.call('gatehouse', 'AcceptRootEmailUpdate', { VerificationCode });
    assert.equal(accepted.status, 200);
    assert.equal((await visitorOf(world.server).get(link)).status, 410);
  });

  it('is not begun with a password that was changed since', async () => {
    const { visitor, flow } = await toFactor();
    const page = await visitor.get(`/signin/lost-device?flow=${flow}`);
    const asked = formTo(page, '/signin/lost-device');
    const other = visitorWith(world.server, await world.server.openSession({ kind: 'root' }));
    const change = { OldPassword: ROOT.password, NewPassword: 'Another-Password-42' };
    const console = await openConsole(other, originOf(world.server));
    assert.equal((await console.call('gatehouse', 'ChangeRootPassword', change)).status, 200);
    assert.equal((await visitor.post(asked.action, asked.fields)).status, 410);
    assert.equal((await visitor.get(`/signin/lost-device?flow=${flow}`)).status, 410);
  });

  it('REC-011: the link that removes the devices ends after a day', async () => {
    await begin();
    now += 24 * HOUR + 1000;
    const link = linkIn(await mailbox.next(), '/signin/remove-mfa');
    now += 24 * HOUR;
    const late = await visitorOf(world.server).get(link);
    assert.equal(late.status, 410);
    const attempt = await attemptAt(late);
    assert.equal(attempt.Code, 'REC-011');
    assert.match(attempt.Failure.Message, /^the link of the recovery could be used until /);
  });

  it('goes on with the right code only, in the browser that proved the password', async () => {
    const { visitor, flow } = await toFactor();
    const stranger = await visitorOf(world.server).get(`/signin/lost-device?flow=${flow}`);
    assert.equal(stranger.status, 410);
    const first = await visitor.get(`/signin/lost-device?flow=${flow}`);
    const asked = formTo(first, '/signin/lost-device');
    const sent = await visitor.post(asked.action, asked.fields);
    const right = codeIn(await mailbox.next());
    const form = formTo(sent, '/signin/lost-device/code');
    const code = right === '000000' ? '000001' : '000000';
    const wrong = await visitor.post(form.action, { ...form.fields, code });
    assert.equal(wrong.status, 400);
    const foreign = await visitor.post(form.action, { ...form.fields, csrf: 'x', code: right });
    assert.equal(foreign.status, 403);
  });

  it('an IAM user is told to ask the administrator', async () => {
    const user = await world.makeUser('anna');
    const device = await makeAuthenticator(world.clients, 'anna');
    await world.clients.iam.enableMFADevice({
      UserName: user.username,
      SerialNumber: device.serial,
      AuthenticationCode1: device.next(),
      AuthenticationCode2: device.next(),
    });
    const visitor = visitorOf(world.server);
    const page = await visitor.follow(await enterIam(visitor, user));
    assert.match(page.html, /administrator/);
    const { flow } = formTo(page, '/signin/step').fields;
    const told = await visitor.get(`/signin/lost-device?flow=${flow}`);
    assert.equal(headingOf(told), 'Ask your administrator');
  });
});
