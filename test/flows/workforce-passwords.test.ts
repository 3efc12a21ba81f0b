/** One-time passwords, invitations and forgotten passwords of a portal's users, page by page. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { issueLink } from '../../src/domain/directory/links.ts';
import { sendEmailVerification, sendInvitation } from '../../src/domain/directory/mails.ts';
import { attemptOf } from '../support/attempts.ts';
import { linkIn, mailTo } from '../support/outbox.ts';
import {
  headingOf,
  type Page,
  plainText,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { formTo, workOf } from '../support/security-check.ts';
import { submit } from '../support/sign-in.ts';
import {
  continueToPortal,
  enterPortal,
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const NEW_PASSWORD = 'Fresh-battery-22';
const DAY = 24 * 60 * 60_000;

describe('passwords of a portal’s users', () => {
  let world: WorkforceWorld;
  let now = Date.now();
  before(async () => {
    world = await openWorkforceWorld({}, {}, { clock: () => now });
  });
  after(async () => await world?.stop());

  const events = async (name: string) => {
    const { Events = [] } = await world.clients.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
    });
    return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
  };

  const setPasswordOn = async (visitor: Visitor, page: Page, password: string, again = password) =>
    await submit(visitor, page, { password, again }, 'name="again"');

  /** Makes the store refuse passwords, as a full disk would. */
  const refusePasswords = async (body: () => Promise<void>) => {
    const { store } = world.server.parts;
    const { commit } = store;
    store.commit = async (plan) => {
      if (
        plan.statements.some(({ sql }) =>
          /update "?directory_users"? set .*"?password"? =/.test(sql),
        )
      ) {
        throw new Error('the disk is full');
      }
      await commit.call(store, plan);
    };
    try {
      await body();
    } finally {
      store.commit = commit;
    }
  };

  it('R165: a one-time password is replaced before the portal opens, by the rules of the directory', async () => {
    const user = await world.makeUser('first.time', { oneTime: true });
    const visitor = visitorOf(world.server);
    const sent = await enterPortal(visitor, world.portal, { userName: 'first.time' });
    const page = await visitor.follow(sent);
    assert.equal(headingOf(page), 'Set a new password');
    assert.match(page.html, /has 8 to 64 characters/);
    for (const [password, again, message] of [
      ['', '', 'Enter the new password.'],
      [NEW_PASSWORD, `${NEW_PASSWORD}x`, 'The two passwords are not the same.'],
      ['short1A', 'short1A', 'The new password does not fulfil the conditions'],
      ['alllowercase-1', 'alllowercase-1', 'The new password does not fulfil the conditions'],
      [WORKFORCE_PASSWORD, WORKFORCE_PASSWORD, 'The new password does not fulfil the conditions'],
    ] as const) {
      const again_ = await visitor.follow(await setPasswordOn(visitor, page, password, again));
      assert.ok(plainText(again_.html).includes(message), `${password}: ${message}`);
    }
    const finished = await setPasswordOn(visitor, page, NEW_PASSWORD);
    await continueToPortal(visitor, world.portal, finished);
    const { password_state, last_sign_in_at } = await world.userOf(user.user_id);
    assert.equal(password_state, 'set');
    assert.equal(Number(last_sign_in_at), now);
    const [changed] = await events('UpdatePassword');
    assert.deepEqual(changed.serviceEventDetails, { UpdatePassword: 'Success' });
    const old = await enterPortal(visitorOf(world.server), world.portal, {
      userName: 'first.time',
    });
    assert.match(old.location ?? '', /^\/signin\/step/, 'the one-time password opens nothing more');
    const again = visitorOf(world.server);
    const login = { userName: 'first.time', password: NEW_PASSWORD };
    await continueToPortal(again, world.portal, await enterPortal(again, world.portal, login));
  });

  it('R028, R029: a password that complies and cannot be kept: page, event, and the old one stays', async () => {
    const name = 'Ærøskøbing.O’Neill-최+한국.user';
    const user = await world.makeUser(name, { oneTime: true });
    const visitor = visitorOf(world.server);
    const page = await visitor.follow(await enterPortal(visitor, world.portal, { userName: name }));
    assert.equal(textById(page, 'username-shown'), name);
    await refusePasswords(async () => {
      const failed = await setPasswordOn(visitor, page, NEW_PASSWORD);
      assert.equal(failed.status, 500);
      assert.equal(
        plainText(/<h1>(.*?)<\/h1>/.exec(failed.html)?.[1] ?? ''),
        "We couldn't update your password.",
      );
      const attempt = await attemptOf(world.server, textById(failed, 'request'));
      assert.equal(attempt.Code, 'SIGN-106');
      assert.equal(
        attempt.Failure.Message,
        `the new password of the user \`${name}\` could not be kept`,
      );
      assert.equal(attempt.Answered.Message, 'An unknown error occurred');
    });
    const told = (await events('UpdatePassword')).find(({ errorCode }) => errorCode !== undefined);
    assert.equal(told.errorCode, 'InternalFailure');
    assert.equal(told.errorMessage, 'An unknown error occurred');
    assert.equal(told.eventSource, 'sso-directory.amazonaws.com');
    assert.equal(told.additionalEventData.UserName, name, 'R029: no character is lost');
    assert.equal((await world.userOf(user.user_id)).password_state, 'one-time');
    const finished = await setPasswordOn(visitor, page, NEW_PASSWORD);
    await continueToPortal(visitor, world.portal, finished);
  });

  it('R129, R135, R139: an invitation names the portal, is accepted once and leads into it', async () => {
    const email = 'invited@people.example.com';
    const user = await world.makeUser('invited', { password: null, email });
    const mail = { outbox: world.server.parts.delivery.outbox, publicUrl: world.server.url };
    await world.change(async (work) => await sendInvitation(work, mail, world.instance, user));
    const invitation = await mailTo(world.server, email);
    assert.ok(invitation.text.includes(`${world.path('start')}`), invitation.text);
    const link = linkIn(invitation, world.path('invitation'));
    const visitor = visitorOf(world.server);
    const page = await visitor.get(link);
    assert.equal(page.status, 200, page.html);
    assert.equal(textById(page, 'username-shown'), 'invited');
    const weak = await setPasswordOn(visitor, page, 'weak');
    assert.equal(weak.status, 422);
    const finished = await setPasswordOn(visitor, page, NEW_PASSWORD);
    await continueToPortal(visitor, world.portal, finished);
    const now_ = await world.userOf(user.user_id);
    assert.deepEqual([now_.password_state, now_.email_verified], ['set', 1]);
    for (const again of [
      await visitor.get(link),
      await setPasswordOn(visitor, page, 'Third-battery-33'),
    ]) {
      assert.equal(again.status, 410);
      assert.equal(headingOf(again), 'This link is not valid any more');
    }
    const useless = await visitor.get(link);
    const attempt = await attemptOf(world.server, textById(useless, 'request'));
    assert.deepEqual([attempt.Code, attempt.Kind], ['DIR-010', 'workforce-sign-in']);
  });

  it('R028: so it is with an invitation, whose link stays good', async () => {
    const user = await world.makeUser('invited.twice', { password: null });
    const secret = await world.change((work) => issueLink(work, user, 'invitation'));
    const visitor = visitorOf(world.server);
    const page = await visitor.get(`${world.path('invitation')}?token=${secret}`);
    await refusePasswords(async () => {
      const failed = await setPasswordOn(visitor, page, NEW_PASSWORD);
      assert.deepEqual(
        [failed.status, headingOf(failed)],
        [500, "We couldn't update your password."],
      );
    });
    const finished = await setPasswordOn(visitor, page, NEW_PASSWORD);
    await continueToPortal(visitor, world.portal, finished);
  });

  it('R139: of two tabs with one invitation, one sets the password', async () => {
    const user = await world.makeUser('two.tabs', { password: null });
    const secret = await world.change((work) => issueLink(work, user, 'invitation'));
    const visitor = visitorOf(world.server);
    const page = await visitor.get(`${world.path('invitation')}?token=${secret}`);
    const passwords = ['Fresh-battery-22', 'Other-battery-33'];
    const answers = await Promise.all(
      passwords.map(async (password) => (await setPasswordOn(visitor, page, password)).status),
    );
    assert.deepEqual(answers.toSorted(), [303, 410]);
    const [winner = ''] = passwords.filter((_, index) => answers[index] === 303);
    await world.signIn({ userName: 'two.tabs', password: winner });
  });

  it('a link is of its own purpose, portal and time', async () => {
    const user = await world.makeUser('late', { password: null });
    const secret = await world.change((work) => issueLink(work, user, 'invitation'));
    const visitor = visitorOf(world.server);
    const at = async (page: string) => (await visitor.get(`${page}?token=${secret}`)).status;
    assert.equal(await at(world.path('reset')), 410);
    assert.equal(await at('/portal/d-0000000000/invitation'), 404);
    now += 7 * DAY - 1000;
    assert.equal(await at(world.path('invitation')), 200);
    now += 1000;
    assert.equal(await at(world.path('invitation')), 410);
    now = Date.now();
  });

  async function forget(userName: string): Promise<Page> {
    const visitor = visitorOf(world.server);
    const first = await visitor.get(
      `${world.path('forgot')}?username=${encodeURIComponent(userName)}`,
    );
    const form = formTo(first, world.path('forgot'));
    assert.equal(form.fields.username, userName, 'what was typed is not asked for again');
    const check = await visitor.post(form.action, form.fields);
    assert.equal(headingOf(check), 'Security check');
    const work = workOf(check);
    return await visitor.post(work.action, work.fields);
  }

  it('R027, R247: name, security check, confirmation, mail, new password, success', async () => {
    const email = 'forgetful@people.example.com';
    await world.makeUser('forgetful', { email });
    const signedIn = await world.signIn({ userName: 'forgetful' });
    const sent = await forget('forgetful');
    assert.equal(headingOf(sent), 'Look into your mailbox');
    assert.match(sent.html, /ask your administrator which e-mail address is registered/, 'R249');
    const link = linkIn(await mailTo(world.server, email), world.path('reset'));
    const visitor = visitorOf(world.server);
    const page = await visitor.get(link);
    const done = await setPasswordOn(visitor, page, NEW_PASSWORD);
    assert.deepEqual([done.status, headingOf(done)], [200, 'Your password was set']);
    assert.equal(
      visitor.cookies.has(`gatehouse-portal-${world.portal}`),
      false,
      'not signed in by it',
    );
    const back = await signedIn.visitor.get(world.path('sign-in'));
    assert.equal(back.status, 200, 'sessions with the old password ended');
    assert.equal((await visitor.get(link)).status, 410);
    await world.signIn({ userName: 'forgetful', password: NEW_PASSWORD });
  });

  it('R247: whoever is named, the answer is the same and nobody else gets a mail', async () => {
    const { read } = world.server.parts.store;
    const mails = read
      .selectFrom('outbox')
      .select('message_id')
      .where('kind', '=', 'workforce-password-reset')
      .where('wanted', '=', 1);
    const before = await mails.execute();
    await world.makeUser('no.address', { email: null });
    await world.makeUser('disabled', { disabled: true });
    const plain = ({ html }: Page, name: string) =>
      html.replaceAll(name, 'NAME').replace(/value="[^"]*"/g, '');
    const seen = new Set<string>();
    for (const name of ['nobody', 'no.address', 'disabled'])
      seen.add(plain(await forget(name), name));
    assert.equal(seen.size, 1);
    const rows = await read
      .selectFrom('directory_links')
      .select('user_id')
      .where('purpose', '=', 'reset')
      .execute();
    assert.deepEqual(
      rows.map(({ user_id }) => user_id),
      [''],
      'one decoy at most is kept',
    );
    assert.deepEqual(await mails.execute(), before);
  });

  it('a security check that was passed for one name is worth nothing for another', async () => {
    const visitor = visitorOf(world.server);
    const form = formTo(await visitor.get(world.path('forgot')), world.path('forgot'));
    const check = await visitor.post(form.action, { ...form.fields, username: 'nobody' });
    const work = workOf(check);
    const other = await visitor.post(work.action, { ...work.fields, username: 'forgetful' });
    assert.equal(headingOf(other), 'Security check');
  });

  it('an address is verified by a button behind its link', async () => {
    const email = 'unverified@people.example.com';
    const user = await world.makeUser('unverified', { email });
    const { outbox } = world.server.parts.delivery;
    await world.change(async (work) => await sendEmailVerification(work, { outbox }, user));
    const link = linkIn(await mailTo(world.server, email), world.path('verify-email'));
    const visitor = visitorOf(world.server);
    const page = await visitor.get(link);
    assert.equal(textById(page, 'email-shown'), email);
    assert.equal((await world.userOf(user.user_id)).email_verified, 0, 'a visit verifies nothing');
    const done = await submit(visitor, page, {}, 'name="token"');
    assert.equal(headingOf(done), 'Your e-mail address is verified');
    assert.equal((await world.userOf(user.user_id)).email_verified, 1);
    assert.equal((await visitor.get(link)).status, 410);
    const [event] = await events('VerifyEmail');
    assert.equal(event.additionalEventData.UserId, user.user_id);
  });

  it('forms without the browser’s own token are refused', async () => {
    const visitor = visitorOf(world.server);
    for (const page of ['sign-in', 'forgot', 'forgot/send', 'invitation', 'reset', 'sign-out']) {
      const refused = await visitor.post(world.path(page), { username: 'first.time', csrf: 'x' });
      assert.equal(refused.status, 403, page);
    }
  });
});
