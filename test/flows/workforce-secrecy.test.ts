/** Who is in a directory must not be told; who guesses has to wait. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { counted, plain } from '../support/counted-work.ts';
import { headingOf, plainText, textById, visitorOf } from '../support/page-visitor.ts';
import { workOf } from '../support/security-check.ts';
import { submit } from '../support/sign-in.ts';
import {
  continueToPortal,
  enterPortal,
  enterUserName,
  openWorkforceWorld,
  WORKFORCE_PASSWORD,
  type WorkforceWorld,
} from '../support/workforce.ts';

const DAY = 24 * 60 * 60_000;

describe('what a failed sign-in at a portal tells', () => {
  let world: WorkforceWorld;
  let now = Date.now();
  before(async () => {
    world = await openWorkforceWorld({}, {}, { clock: () => now });
    await world.makeUser('somebody');
    await world.makeUser('disabled', { disabled: true });
    await world.makeUser('passwordless', { password: null });
    await world.makeUser('onceonly', { oneTime: true });
    now += 8 * DAY;
    await attempt('warm', 'x');
  });
  after(async () => await world?.stop());

  /** Fails to sign in; answers what both pages were and cost. */
  async function attempt(userName: string, password: string) {
    const visitor = visitorOf(world.server);
    const typed = [userName, encodeURIComponent(userName)];
    const named = await counted(world, async () => {
      return await enterUserName(visitor, world.portal, { username: userName });
    });
    const tried = await counted(world, async () => {
      const sent = await submit(visitor, named.page, { password }, 'type="password"');
      assert.equal(sent.status, 303);
      return await visitor.follow(sent);
    });
    return {
      texts: [plain(named.page, typed), plain(tried.page, typed)],
      work: [named.work, tried.work],
      page: tried.page,
    };
  }

  it('R248, R246: the same pages and the same work, whoever is named', async () => {
    const first = await attempt('somebody', 'Wrong-password-1');
    assert.ok(plainText(first.page.html).includes('The username or password is incorrect.'));
    assert.equal(first.work[1]?.hashes, 1, 'exactly one verification');
    const cases = {
      'no such user': ['nobody-here', 'Wrong-password-1'],
      'an e-mail address': ['owner@example.test', 'Wrong-password-1'],
      'a disabled user, with the right password': ['disabled', WORKFORCE_PASSWORD],
      'a user without password': ['passwordless', WORKFORCE_PASSWORD],
      'an expired one-time password': ['onceonly', WORKFORCE_PASSWORD],
    } as const;
    for (const [name, [userName, password]] of Object.entries(cases)) {
      const { texts, work } = await attempt(userName, password);
      assert.deepEqual(texts, first.texts, name);
      assert.deepEqual(work, first.work, name);
    }
  });

  it('names with mistakes of case and form are one person to the waits', async () => {
    let page = await enterUserName(visitorOf(world.server), world.portal, { username: 'x' });
    for (const userName of ['guess', 'GUESS', ' guess', 'Guess', 'gUess', 'guess']) {
      const visitor = visitorOf(world.server);
      const login = { userName, password: 'Wrong-password-1' };
      page = await visitor.follow(await enterPortal(visitor, world.portal, login));
    }
    assert.equal(page.status, 429);
    assert.ok(plainText(page.html).includes('There were too many tries.'));
    // Signatures of clients are of the real time, which the server's leaves behind.
    const later = now;
    now = Date.now();
    const attempt = await attemptOf(world.server, textById(page, 'request'));
    now = later;
    assert.deepEqual([attempt.Kind, attempt.Code], ['workforce-sign-in', 'SIGN-051']);
    await world.signIn({ userName: 'somebody' });
  });

  it('a known browser is not held up by strangers', async () => {
    await world.makeUser('held-up');
    const { visitor } = await world.signIn({ userName: 'held-up' });
    for (let count = 0; count < 6; count += 1) {
      const stranger = visitorOf(world.server);
      await enterPortal(stranger, world.portal, { userName: 'held-up', password: 'Wrong-1aaaa' });
    }
    visitor.cookies.delete(`gatehouse-portal-${world.portal}`);
    const finished = await enterPortal(visitor, world.portal, { userName: 'held-up' });
    await continueToPortal(visitor, world.portal, finished);
  });
});

describe('the security check of a portal', () => {
  let world: WorkforceWorld;
  before(async () => {
    world = await openWorkforceWorld({ GATEHOUSE_CHALLENGE: 'always' });
    await world.makeUser('checked');
  });
  after(async () => await world?.stop());

  it('comes before the password, for whoever is named', async () => {
    for (const username of ['checked', 'nobody']) {
      const visitor = visitorOf(world.server);
      const check = await enterUserName(visitor, world.portal, { username });
      assert.equal(headingOf(check), 'Security check', username);
      const work = workOf(check);
      const page = await visitor.follow(await visitor.post(work.action, work.fields));
      assert.equal(headingOf(page), 'Enter your password');
    }
  });
});
