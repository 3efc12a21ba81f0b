import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { totpCode, totpStep } from '../../src/crypto/totp.ts';
import { testPasskey } from '../../src/crypto/webauthn.test-support.ts';
import type { MfaSettings } from '../../src/domain/identity-center/settings.ts';
import {
  beginAuthenticator,
  completeAuthenticator,
  mfaDevices,
} from '../../src/domain/mfa/index.ts';
import { attemptOf, attemptsOf, outcomesOf } from '../support/attempts.ts';
import { codeIn, mailTo, sentMails } from '../support/outbox.ts';
import {
  headingOf,
  type Page,
  plainText,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { submit } from '../support/sign-in.ts';
import {
  continueToPortal,
  enterPortal,
  openWorkforceWorld,
  type WorkforceWish,
  type WorkforceWorld,
} from '../support/workforce.ts';

const REGISTER = 'Register an MFA device';
const SECOND = 'Multi-factor authentication';

let world: WorkforceWorld;
after(async () => await world?.stop());

/** A portal whose settings of MFA are those; the one before is over. */
function withMfa(mfa: Partial<MfaSettings>, wish: WorkforceWish = {}): void {
  before(async () => {
    await world?.stop();
    world = await openWorkforceWorld({}, { ...wish, mfa });
  });
}

/** Types name and password in a browser; answers the page that follows. */
async function enter(visitor: Visitor, userName: string): Promise<Page> {
  leave(visitor);
  return await visitor.follow(await enterPortal(visitor, world.portal, { userName }));
}

/** Ends the portal's session in the browser, which stays known otherwise. */
function leave(visitor: Visitor): void {
  visitor.cookies.delete(`gatehouse-portal-${world.portal}`);
}

/** The seed that the page of an authenticator app shows. */
function seedOf(page: Page): string {
  return (textById(page, 'seed') ?? assert.fail('no seed is shown')).replace(/\s/g, '');
}

/** A code of the present step, or of one after it that is still accepted. */
function codeOf(seed: string, after = 0): string {
  return totpCode(seed, totpStep(Date.now()) + after);
}

/** Registers an authenticator app at the sign-in; answers its seed, and the code that it took. */
async function enrolApp(
  visitor: Visitor,
  userName: string,
  more: object = {},
): Promise<{ readonly seed: string; readonly code: string }> {
  const choice = await enter(visitor, userName);
  assert.equal(headingOf(choice), REGISTER);
  const page = await visitor.follow(
    await submit(visitor, choice, { kind: 'authenticator' }, 'radio'),
  );
  const seed = seedOf(page);
  const code = codeOf(seed);
  const done = await submit(visitor, page, { code, ...more }, 'name="code"');
  await continueToPortal(visitor, world.portal, done);
  return { seed, code };
}

describe('a second factor where one has to be registered', () => {
  withMfa({ mode: 'context-aware', withoutDevice: 'enrol' });

  it('R055, R167: an app is registered with one code, and asked for at the next sign-in', async () => {
    await world.makeUser('app.user');
    const visitor = visitorOf(world.server);
    const choice = await enter(visitor, 'app.user');
    assert.equal(headingOf(choice), REGISTER);
    const page = await visitor.follow(
      await submit(visitor, choice, { kind: 'authenticator' }, 'radio'),
    );
    const [, picture = ''] = /<img src="([^"]+)"/.exec(page.html) ?? [];
    const image = await visitor.get(plainText(picture));
    assert.equal(image.headers.get('content-type'), 'image/png');
    assert.equal(image.headers.get('cache-control'), 'no-store');
    assert.equal((await visitorOf(world.server).get(plainText(picture))).status, 404);
    const seed = seedOf(page);
    const wrong = await visitor.follow(
      await submit(visitor, page, { code: codeOf(seed, 500) }, 'name="code"'),
    );
    assert.match(plainText(wrong.html), /The code was not accepted\. Check that you scanned/);
    const attempt = await attemptOf(world.server, textById(wrong, 'request'));
    assert.equal(outcomesOf(attempt).get('registeredDeviceProvesItself'), 'failed');
    assert.equal(attempt.Code, 'SIGN-131');
    const done = await submit(visitor, wrong, { code: codeOf(seed) }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
    const again = await enter(visitorOf(world.server), 'app.user');
    assert.equal(headingOf(again), SECOND);
  });

  it('R055: whose clock is wrong is told so in AWS’s words, at the registration and afterwards', async () => {
    await world.makeUser('late');
    const visitor = visitorOf(world.server);
    const choice = await enter(visitor, 'late');
    const page = await visitor.follow(
      await submit(visitor, choice, { kind: 'authenticator' }, 'radio'),
    );
    const seed = seedOf(page);
    const again = await visitor.follow(
      await submit(visitor, page, { code: codeOf(seed, -6) }, 'name="code"'),
    );
    assert.match(plainText(again.html), /An unexpected error has occurred: the code is of another/);
    const done = await submit(visitor, again, { code: codeOf(seed) }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
    const asked = await enter(visitor, 'late');
    const refused = await visitor.follow(
      await submit(visitor, asked, { code: codeOf(seed, -6) }, 'name="code"'),
    );
    assert.match(
      plainText(refused.html),
      /An unexpected error has occurred: the code is of another/,
    );
  });

  it('the code of the registration is used up by it', async () => {
    await world.makeUser('replayed');
    const { seed, code } = await enrolApp(visitorOf(world.server), 'replayed');
    const visitor = visitorOf(world.server);
    const page = await enter(visitor, 'replayed');
    const refused = await visitor.follow(await submit(visitor, page, { code }, 'name="code"'));
    assert.equal(headingOf(refused), SECOND);
    const done = await submit(visitor, refused, { code: codeOf(seed, 1) }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
  });

  it('of two flows that would register a first device one does, the other is asked for it', async () => {
    const user = await world.makeUser('raced');
    const flows = await Promise.all(
      [visitorOf(world.server), visitorOf(world.server)].map(async (visitor) => {
        const choice = await enter(visitor, 'raced');
        const kind = { kind: 'authenticator' };
        const page = await visitor.follow(await submit(visitor, choice, kind, 'radio'));
        return { visitor, page, seed: seedOf(page) };
      }),
    );
    const ends = await Promise.all(
      flows.map(async ({ visitor, page, seed }) => ({
        visitor,
        seed,
        end: await submit(visitor, page, { code: codeOf(seed) }, 'name="code"'),
      })),
    );
    const [done, ...others] = ends.filter(({ end }) => end.location?.includes('/continue'));
    const late = ends.find((end) => end !== done) ?? assert.fail();
    assert.ok(done && others.length === 0, 'one flow ends');
    assert.equal(await countDevices(user.user_id), 1);
    const asked = await late.visitor.follow(late.end);
    assert.equal(headingOf(asked), SECOND);
    const own = await late.visitor.follow(
      await submit(late.visitor, asked, { code: codeOf(late.seed, 1) }, 'name="code"'),
    );
    assert.equal(headingOf(own), SECOND);
    const proof = { code: codeOf(done.seed, 1) };
    const proved = await submit(late.visitor, own, proof, 'name="code"');
    await continueToPortal(late.visitor, world.portal, proved);
  });

  it('a passkey is registered, and asked for at the next sign-in', async () => {
    await world.makeUser('passkey.user');
    const visitor = visitorOf(world.server);
    const choice = await enter(visitor, 'passkey.user');
    const page = await visitor.follow(await submit(visitor, choice, { kind: 'passkey' }, 'radio'));
    const passkey = testPasskey();
    const made = passkey.register({ ...askedBy(page), rpId: 'localhost' });
    const response = JSON.stringify(made);
    const done = await submit(visitor, page, { response }, 'id="passkey"');
    await continueToPortal(visitor, world.portal, done);
    const other = visitorOf(world.server);
    const asking = await enter(other, 'passkey.user');
    assert.equal(headingOf(asking), SECOND);
    const proof = passkey.prove({ ...askedBy(asking), rpId: 'localhost' });
    const proved = await submit(other, asking, { response: JSON.stringify(proof) }, 'id="passkey"');
    await continueToPortal(other, world.portal, proved);
  });

  it('R052: a passkey that did not come about is asked for anew, with another challenge', async () => {
    await world.makeUser('clumsy');
    const visitor = visitorOf(world.server);
    const choice = await enter(visitor, 'clumsy');
    const page = await visitor.follow(await submit(visitor, choice, { kind: 'passkey' }, 'radio'));
    const again = await visitor.follow(
      await submit(visitor, page, { response: '{"id":1}' }, 'id="passkey"'),
    );
    assert.match(plainText(again.html), /The passkey could not be registered/);
    assert.notEqual(askedBy(again).challenge, askedBy(page).challenge);
    const back = await visitor.follow(await submit(visitor, again, { another: 'yes' }, 'another'));
    assert.match(back.html, /type="radio"/);
  });

  it('a trusted device is not asked again, another browser is', async () => {
    await world.makeUser('trusting');
    const visitor = visitorOf(world.server);
    await enrolApp(visitor, 'trusting', { trust: 'yes' });
    leave(visitor);
    const trusted = await enterPortal(visitor, world.portal, { userName: 'trusting' });
    await continueToPortal(visitor, world.portal, trusted);
    assert.equal(headingOf(await enter(visitorOf(world.server), 'trusting')), SECOND);
    const changed = visitorOf(world.server, {
      'user-agent': 'Mozilla/5.0 (Windows) Firefox/140.0',
    });
    for (const [name, value] of visitor.cookies) changed.cookies.set(name, value);
    assert.equal(headingOf(await enter(changed, 'trusting')), SECOND);
  });

  it('a trusted device is trusted no more than the device that it was trusted with', async () => {
    const { user_id: userId } = await world.makeUser('lost');
    const visitor = visitorOf(world.server);
    await enrolApp(visitor, 'lost', { trust: 'yes' });
    leave(visitor);
    const trusted = await enterPortal(visitor, world.portal, { userName: 'lost' });
    await continueToPortal(visitor, world.portal, trusted);
    await world.change((work) => {
      work.write(work.read.deleteFrom('mfa_devices').where('owner_id', '=', userId));
    });
    assert.equal(headingOf(await enter(visitor, 'lost')), REGISTER);
    await giveApp(userId);
    assert.equal(headingOf(await enter(visitor, 'lost')), SECOND);
  });

  it('K4: challenges and verifications of one sign-in have one workflow id', async () => {
    await world.makeUser('told');
    await enrolApp(visitorOf(world.server), 'told');
    const { Events = [] } = await world.clients.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'told' }],
    });
    const told = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}'))
      .filter(({ additionalEventData }) => additionalEventData?.AuthWorkflowID !== undefined)
      .map(({ eventName, additionalEventData: data, serviceEventDetails: details }) => ({
        id: data.AuthWorkflowID,
        line: [eventName, data.CredentialType, details[eventName], data.DeviceEnrollmentRequired]
          .filter((text) => text !== undefined)
          .join(' '),
      }));
    assert.equal(new Set(told.map(({ id }) => id)).size, 1);
    assert.deepEqual(told.map(({ line }) => line).sort(), [
      'CredentialChallenge PASSWORD Success',
      'CredentialChallenge TOTP Success true',
      'CredentialChallenge WEBAUTHN Success true',
      'CredentialVerification PASSWORD Success',
      'CredentialVerification TOTP Success',
      'UserAuthentication PASSWORD,TOTP Success',
    ]);
  });
});

describe('a second factor at every sign-in', () => {
  withMfa({ mode: 'always', withoutDevice: 'enrol', types: ['authenticator'] });

  it('is asked for although somebody would trust the browser, and of the one type at once', async () => {
    await world.makeUser('always');
    const visitor = visitorOf(world.server);
    const page = await enter(visitor, 'always');
    const seed = seedOf(page);
    assert.doesNotMatch(page.html, /name="trust"/);
    const done = await submit(visitor, page, { code: codeOf(seed), trust: 'yes' }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
    assert.equal(headingOf(await enter(visitor, 'always')), SECOND);
  });
});

describe('people whose devices are of a type that is not allowed any more', () => {
  withMfa({ mode: 'always', withoutDevice: 'enrol' });

  it('show one of them before they register another', async () => {
    await world.makeUser('older');
    const { seed } = await enrolApp(visitorOf(world.server), 'older');
    await world.change((work) => {
      const mfa = { mode: 'always', withoutDevice: 'enrol', types: ['passkey'] };
      work.write(
        work.read
          .updateTable('sso_instances')
          .set({ settings: JSON.stringify({ mfa }) })
          .where('instance_id', '=', world.instance.instance_id),
      );
    });
    const visitor = visitorOf(world.server);
    const asked = await enter(visitor, 'older');
    assert.equal(headingOf(asked), SECOND);
    const early = await visitor.follow(
      await submit(visitor, asked, { step: 'enrol', kind: 'passkey' }, 'name="code"'),
    );
    assert.equal(headingOf(early), SECOND);
    const page = await visitor.follow(
      await submit(visitor, early, { code: codeOf(seed, 1) }, 'name="code"'),
    );
    assert.equal(headingOf(page), REGISTER);
    const passkey = testPasskey();
    const made = passkey.register({ ...askedBy(page), rpId: 'localhost' });
    const response = JSON.stringify(made);
    const done = await submit(visitor, page, { response }, 'id="passkey"');
    await continueToPortal(visitor, world.portal, done);
    const again = await enter(visitorOf(world.server), 'older');
    assert.match(again.html, /id="use-passkey"/);
  });
});

describe('people without a device', () => {
  withMfa({ mode: 'always', withoutDevice: 'block' });

  it('SIGN-130: are blocked where the instance says so, and the administrator sees why', async () => {
    const user = await world.makeUser('blocked');
    const page = await enter(visitorOf(world.server), 'blocked');
    assert.equal(headingOf(page), 'You need an MFA device to sign in');
    const attempts = await attemptsOf(world.server, `arn:aws:identitystore:::user/${user.user_id}`);
    assert.ok(
      attempts.some(({ Code }) => Code === 'SIGN-130'),
      JSON.stringify(attempts),
    );
  });
});

describe('people without a device where codes are mailed', () => {
  withMfa({ mode: 'always', withoutDevice: 'mailed-code' });

  it('R166: read a code from their verified mailbox', async () => {
    const email = 'reader@people.example.com';
    const user = await world.makeUser('reader', { email });
    await verify(user.user_id);
    const visitor = visitorOf(world.server);
    const page = await enter(visitor, 'reader');
    assert.match(plainText(page.html), /We sent a code to r•••@people\.example\.com/);
    const wrong = await visitor.follow(
      await submit(visitor, page, { code: '000000' }, 'name="code"'),
    );
    assert.match(plainText(wrong.html), /The code was not accepted/);
    const code = codeIn(await mailTo(world.server, email));
    const done = await submit(visitor, wrong, { code }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
  });

  it('are sent no code to another address that was not verified', async () => {
    const user = await world.makeUser('moved', { email: 'old@people.example.com' });
    await verify(user.user_id);
    const visitor = visitorOf(world.server);
    const page = await enter(visitor, 'moved');
    await world.change((work) => {
      const users = work.read.updateTable('directory_users');
      const moved = users.set({ email: 'new@people.example.com', email_verified: 0 });
      work.write(moved.where('user_id', '=', user.user_id));
    });
    const again = await visitor.follow(await submit(visitor, page, { resend: 'yes' }, 'resend'));
    assert.match(plainText(again.html), /Another code is on its way/);
    const marker = 'marker@people.example.com';
    await verify((await world.makeUser('marker', { email: marker })).user_id);
    await enter(visitorOf(world.server), 'marker');
    await mailTo(world.server, marker);
    const mails = await sentMails(world.server);
    assert.ok(!mails.some(({ raw }) => raw.includes('To: new@people.example.com')));
    const code = codeIn(await mailTo(world.server, 'old@people.example.com'));
    const refused = await visitor.follow(await submit(visitor, again, { code }, 'name="code"'));
    assert.match(plainText(refused.html), /The code was not accepted/);
  });

  it('a code proves nothing any more once the address is another one', async () => {
    const email = 'lost@people.example.com';
    const { user_id: userId } = await world.makeUser('replaced', { email });
    await verify(userId);
    const setAddress = async (set: { email: string; email_verified: number }) =>
      await world.change((work) => {
        const users = work.read.updateTable('directory_users').set(set);
        work.write(users.where('user_id', '=', userId));
      });
    const visitor = visitorOf(world.server);
    const page = await enter(visitor, 'replaced');
    const code = codeIn(await mailTo(world.server, email));
    for (const verified of [0, 1]) {
      await setAddress({ email: 'safe@people.example.com', email_verified: verified });
      const refused = await visitor.follow(await submit(visitor, page, { code }, 'name="code"'));
      assert.match(plainText(refused.html), /The code was not accepted/);
    }
    await setAddress({ email, email_verified: 1 });
    const done = await submit(visitor, page, { code }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
  });

  it('are blocked while their address is not verified', async () => {
    await world.makeUser('unverified');
    const page = await enter(visitorOf(world.server), 'unverified');
    assert.equal(headingOf(page), 'You need an MFA device to sign in');
  });
});

describe('people without a device who may sign in', () => {
  withMfa({ mode: 'always', withoutDevice: 'allow' });

  it('come to the portal with their password alone', async () => {
    await world.makeUser('allowed');
    await world.signIn({ userName: 'allowed' });
  });

  it('show a device all the same that they were given before the end of the sign-in', async () => {
    const { user_id: userId } = await world.makeUser('given', { oneTime: true });
    const visitor = visitorOf(world.server);
    const change = await enter(visitor, 'given');
    const seed = await giveApp(userId);
    const password = { password: 'Another-horse-2', again: 'Another-horse-2' };
    const asked = await visitor.follow(await submit(visitor, change, password, 'name="again"'));
    assert.equal(headingOf(asked), SECOND);
    const done = await submit(visitor, asked, { code: codeOf(seed, 1) }, 'name="code"');
    await continueToPortal(visitor, world.portal, done);
  });
});

function askedBy(page: Page): { readonly challenge: string; readonly origin: string } {
  const [, options = ''] = /data-options="([^"]*)"/.exec(page.html) ?? [];
  const { challenge } = JSON.parse(plainText(options)) as { challenge: string };
  return { challenge, origin: world.server.url.replace('127.0.0.1', 'localhost') };
}

/** How many devices somebody has. */
async function countDevices(userId: string): Promise<number> {
  return await world.change(async (work) => (await mfaDevices(work, userId)).length);
}

/** Registers an authenticator app elsewhere; answers its seed. */
async function giveApp(userId: string): Promise<string> {
  const { secrets } = world.server.parts;
  return await world.change(async (work) => {
    const owner = { kind: 'workforce', id: userId, userName: 'given' } as const;
    const { token, seed } = beginAuthenticator(work, owner, secrets);
    const proof = { token, code: codeOf(seed), label: 'phone' };
    const given = await completeAuthenticator(work, owner, proof, secrets);
    assert.ok('serial' in given);
    return seed;
  });
}

async function verify(userId: string): Promise<void> {
  await world.change((work) => {
    work.write(
      work.read
        .updateTable('directory_users')
        .set({ email_verified: 1 })
        .where('user_id', '=', userId),
    );
  });
}
