/** Signing in with a password, form by form, against the whole server. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { enableAuthenticator } from '../support/authenticator.ts';
import { arnIn, originOf } from '../support/console.ts';
import { codeIn, mailboxOf } from '../support/outbox.ts';
import { headingOf, textById, type Visitor, visitorOf } from '../support/page-visitor.ts';
import { enterEmail, enterIam, enterRoot, submit } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';
import { until } from '../support/until.ts';

/** The records of sign-in events of a name, newest first. */
// biome-ignore lint/suspicious/noExplicitAny: records are read as their readers do, by member names
async function eventsOf({ clients }: SignInWorld, name: string): Promise<any[]> {
  const events = await until(`an event ${name}`, async () => {
    const { Events = [] } = await clients.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
    });
    return Events.length > 0 && Events;
  });
  return events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? '{}'));
}

/** The record of the sign-in that a request was. */
async function loginEventOf(world: SignInWorld, requestId: string) {
  return await until(`the sign-in of ${requestId}`, async () =>
    (await eventsOf(world, 'ConsoleLogin')).find(({ requestID }) => requestID === requestId),
  );
}

describe('signing in', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld();
  });
  after(() => world?.stop());

  const visitor = (): Visitor => visitorOf(world.server);
  const arnOf = async (who: Visitor) => await arnIn(who, originOf(world.server));

  it('R150, R152, R155, R157: a root user types e-mail and password and is in the console', async () => {
    const who = visitor();
    const main = await who.get('/signin');
    assert.equal(headingOf(main), 'Sign in');
    assert.match(main.html, /Account owner that performs tasks requiring unrestricted access/);
    assert.match(main.html, /User within an account that performs daily tasks/);
    const page = await enterEmail(who, ROOT.email.toUpperCase());
    assert.equal(headingOf(page), 'Root user sign in');
    assert.equal(textById(page, 'email'), ROOT.email.toUpperCase());
    for (const text of ['Forgot password?', 'Sign in to a different account']) {
      assert.ok(page.html.includes(text), text);
    }
    const sent = await submit(who, page, { password: ROOT.password }, 'type="password"');
    assert.equal(sent.status, 303);
    assert.match(sent.location ?? '', /^\/signin\/continue\?code=/);
    await who.follow(sent);
    assert.equal(await arnOf(who), `arn:aws:iam::${world.server.account}:root`);
    const [event] = await eventsOf(world, 'ConsoleLogin');
    assert.deepEqual(event.userIdentity, {
      type: 'Root',
      principalId: world.server.account,
      arn: `arn:aws:iam::${world.server.account}:root`,
      accountId: world.server.account,
      accessKeyId: '',
    });
    assert.deepEqual(event.responseElements, { ConsoleLogin: 'Success' });
    assert.equal(event.eventType, 'AwsConsoleSignIn');
    assert.equal(event.additionalEventData.MFAUsed, 'No');
    assert.match(event.additionalEventData.LoginTo, /\/console\/home$/);
    const all = await eventsOf(world, 'ConsoleLogin');
    assert.equal(all.length, 1, 'one sign-in is one event');
  });

  it('R159, R161, R232: an IAM user signs in by account ID, hyphens and case make no difference', async () => {
    const user = await world.makeUser('alice@corp.example');
    const grouped = user.account.replace(/(\d{4})(?=\d)/g, '$1-');
    const who = visitor();
    const sent = await enterIam(who, { ...user, account: grouped, username: 'Alice@corp.EXAMPLE' });
    await who.follow(sent);
    assert.equal(await arnOf(who), `arn:aws:iam::${user.account}:user/alice@corp.example`);
    const { User } = await world.clients.iam.getUser({ UserName: user.username });
    assert.ok(User?.PasswordLastUsed instanceof Date);
    const [, attempts] = [
      sent,
      await attemptOf(world.server, sent.headers.get('x-request-id') ?? ''),
    ];
    assert.equal(attempts.Kind, 'console-sign-in');
    assert.equal(attempts.Outcome, 'succeeded');
    assert.deepEqual(
      [...outcomesOf(attempts).values()].filter((value) => value !== 'passed'),
      [],
    );
  });

  it('R140, R160, R224, R230: an alias opens the page filled in, and is remembered if wished', async () => {
    await world.clients.iam.createAccountAlias({ AccountAlias: 'the-company' });
    const user = await world.makeUser('remembered');
    const host = `the-company.signin.localhost:${new URL(world.server.url).port}`;
    const who = visitor();
    // fetch sets Host itself, so the address is asked for by a raw request.
    const led = await visitByHost(world.server.url, host, '/console');
    assert.equal(led.status, 302);
    assert.equal(led.location, `${originOf(world.server)}/signin?account=the-company`);
    const page = await who.get('/signin?account=the-company');
    assert.equal(headingOf(page), 'Sign in as IAM user');
    assert.match(page.html, /name="account"[^>]* value="the-company"/);
    const fields = { ...user, account: 'the-company', remember: 'yes' };
    await who.follow(await enterIam(who, fields));
    await who.post('/signin/out', {}, { origin: originOf(world.server) });
    who.cookies.delete('gatehouse-console');
    const again = await who.get('/signin');
    assert.equal(headingOf(again), 'Sign in as IAM user', 'R151: the page that was used last');
    assert.match(again.html, /name="account"[^>]* value="the-company"/);
    assert.match(again.html, /Sign in using root user email/);
    assert.equal(headingOf(await who.get('/signin/root')), 'Sign in');
  });

  it('R236: says that somebody is signed in already, and offers to go on or to sign out', async () => {
    const who = visitor();
    await who.follow(await enterRoot(who, ROOT));
    const page = await who.get('/signin?destination=/console/iam');
    assert.equal(headingOf(page), 'You are signed in already');
    assert.match(page.html, /href="\/console\/iam"/);
    assert.match(page.html, /action="\/signin\/out"/);
  });

  it('R223: a wrong password is told kindly, with the request id and the other page', async () => {
    const who = visitor();
    const sent = await enterRoot(who, { ...ROOT, password: 'wrong' });
    const page = await who.follow(sent);
    assert.match(page.html, /Your authentication information is incorrect\. Please try again\./);
    assert.match(page.html, /href="\/signin\/iam"/);
    const requestId = sent.headers.get('x-request-id') ?? '';
    assert.equal(textById(page, 'request'), requestId);
    const attempt = await attemptOf(world.server, requestId);
    assert.equal(attempt.Code, 'SIGN-005');
    assert.equal(
      attempt.Answered.Message,
      'Your authentication information is incorrect. Please try again.',
    );
    const failed = await loginEventOf(world, requestId);
    assert.equal(failed.errorMessage, 'Failed authentication');
    assert.deepEqual(failed.responseElements, { ConsoleLogin: 'Failure' });
    const right = await submit(who, page, { password: ROOT.password }, 'type="password"');
    await who.follow(right);
    assert.ok(await arnOf(who));
  });

  it('SIGN-003: an unknown user is an event that hides the name, and an attempt that shows its ends', async () => {
    const who = visitor();
    const fields = { account: world.server.account, username: 'my-secret-password', password: 'x' };
    const sent = await enterIam(who, fields);
    const requestId = sent.headers.get('x-request-id') ?? '';
    const attempt = await attemptOf(world.server, requestId);
    assert.equal(attempt.Code, 'SIGN-003');
    assert.ok(!JSON.stringify(attempt).includes('my-secret-password'));
    const event = await loginEventOf(world, requestId);
    assert.equal(event.userIdentity.userName, 'HIDDEN_DUE_TO_SECURITY_REASONS');
    assert.equal(event.errorMessage, 'No username found in supplied account');
  });

  it(
    'R156, R162: a TOTP device is asked for, its code counts, and the session has MFA',
    needs('oathtool'),
    async () => {
      const user = await world.makeUser('with-app');
      const app = await enableAuthenticator(world.clients, 'with-app');
      const who = visitor();
      let page = await who.follow(await enterIam(who, user));
      assert.equal(headingOf(page), 'Multi-factor authentication');
      assert.match(page.html, /This server has \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(UTC\)/, 'R055');
      assert.match(page.html, /Ask your administrator to deactivate the device/, 'R228');
      page = await who.follow(await submit(who, page, { code: '000000' }, 'name="code"'));
      assert.match(page.html, /The code was not accepted/);
      const sent = await submit(who, page, { code: app.next() }, 'name="code"');
      await who.follow(sent);
      assert.match((await arnOf(who)) ?? '', /user\/with-app$/);
      const [check] = await eventsOf(world, 'CheckMfa');
      assert.deepEqual(check.additionalEventData, { MfaType: 'Virtual MFA' });
      const login = await loginEventOf(world, sent.headers.get('x-request-id') ?? '');
      assert.equal(login.additionalEventData.MFAUsed, 'Yes');
      assert.equal(login.additionalEventData.MFAIdentifier, app.serial);
    },
  );

  it(
    'SIGN-020: a device that was deactivated meanwhile is not asked any more',
    needs('oathtool'),
    async () => {
      const user = await world.makeUser('without-device');
      const app = await enableAuthenticator(world.clients, user.username);
      const who = visitor();
      const page = await who.follow(await enterIam(who, user));
      await world.clients.iam.deactivateMFADevice({
        UserName: user.username,
        SerialNumber: app.serial,
      });
      const sent = await submit(who, page, { code: app.next() }, 'name="code"');
      const attempt = await attemptOf(world.server, sent.headers.get('x-request-id') ?? '');
      assert.equal(attempt.Code, 'SIGN-020');
      assert.equal(attempt.Answered.Message, 'The multi-factor device could not be verified.');
      assert.match((await who.follow(sent)).html, /None of your MFA devices can be used now/);
      assert.equal(await arnOf(who), undefined);
      await who.follow(await enterIam(who, user));
      assert.match(
        (await arnOf(who)) ?? '',
        /user\/without-device$/,
        'from the beginning it is no matter',
      );
    },
  );

  it('a password that must be replaced is replaced before the session begins', async () => {
    const user = await world.makeUser('new-here', { resetRequired: true });
    const who = visitor();
    let page = await who.follow(await enterIam(who, user));
    assert.equal(headingOf(page), 'Set a new password');
    assert.equal(await arnOf(who), undefined, 'nobody is signed in yet');
    const send = async (password: string, again = password) => {
      const sent = await submit(who, page, { password, again }, 'type="password"');
      lastRequest = sent.headers.get('x-request-id') ?? '';
      page = await who.follow(sent);
    };
    let lastRequest = '';
    await send(user.password);
    assert.match(page.html, /The new password is the old one/);
    await send('weak');
    assert.match(page.html, /does not fulfil the conditions/);
    const attempt = await attemptOf(world.server, lastRequest);
    assert.equal(attempt.Code, 'SIGN-025');
    assert.equal(attempt.Answered.Message, 'Password should have a minimum length of 8');
    await send('Another-good-1', 'Another-good-2');
    assert.match(page.html, /The two passwords are not the same/);
    await send('Another-good-1');
    assert.match((await arnOf(who)) ?? '', /user\/new-here$/);
    const [event] = await eventsOf(world, 'PasswordUpdated');
    assert.deepEqual(event.responseElements, { PasswordUpdated: 'Success' });
    const other = visitor();
    const refused = await other.follow(await enterIam(other, user));
    assert.match(refused.html, /Your authentication information is incorrect/);
  });

  it('SIGN-010, SIGN-011: a closed or suspended account is told so to whoever has the password alone', async () => {
    const user = await world.makeUser('of-closed');
    const { store } = world.server.parts;
    const setState = async (state: 'ACTIVE' | 'SUSPENDED' | 'CLOSED') => {
      const update = store.prepareStatement(
        'update accounts set state = ? where account_id = ?',
        1,
      );
      const changes = [{ account: user.account, entity: 'account' }];
      await store.commit({ statements: [update(state, user.account)], changes });
    };
    try {
      for (const [state, text] of [
        ['SUSPENDED', 'is suspended for the time being'],
        ['CLOSED', 'is closed'],
      ] as const) {
        await setState(state);
        const who = visitor();
        const wrong = await who.follow(await enterIam(who, { ...user, password: 'wrong' }));
        assert.match(wrong.html, /Your authentication information is incorrect/);
        const right = await who.follow(await submit(who, wrong, { ...user }, 'type="password"'));
        assert.ok(right.html.includes(text), text);
        assert.equal(await arnOf(who), undefined);
      }
    } finally {
      await setState('ACTIVE');
    }
  });

  it('R238, R239: IAM users learn who resets their password', async () => {
    const page = await visitor().get('/signin/forgot');
    assert.match(page.html, /IAM users: only your administrator can reset your password\./);
    assert.match(page.html, /Account owners: go back to the main page/);
  });

  it('R126–R133, R225, R229, R246: the page says who signs in where, and what a network has to allow', async () => {
    const { html } = await visitor().get('/signin/root');
    for (const text of [
      'Portal user',
      'Federated identity',
      'Builder ID',
      '*.signin.localhost',
      'account=',
    ]) {
      assert.ok(html.includes(text), text);
    }
  });

  it('R158: a user name that no user can have is told at its field, and tried with nobody', async () => {
    const who = visitor();
    const page = await enterIam(who, { account: '12', username: 'a b', password: 'x' });
    assert.equal(page.status, 422);
    assert.match(page.html, /An IAM user name has up to 64 letters/);
    assert.match(page.html, /An account ID has 12 digits/);
  });

  it('/ leads browsers to the console, and stays the address of AWS calls', async () => {
    const visit = await visitor().get('/', { accept: 'text/html,*/*' });
    assert.deepEqual([visit.status, visit.location], [302, '/console']);
    const plain = await visitor().get('/', { accept: '*/*' });
    assert.notEqual(plain.location, '/console');
    const call = await visitor().get('/?Action=GetCallerIdentity&Version=2011-06-15', {
      accept: 'text/html',
    });
    assert.match(call.html, /MissingAuthenticationToken/);
  });
});

describe('a root user without MFA device', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld({ GATEHOUSE_ROOT_CODE: 'new-browser' });
  });
  after(() => world?.stop());

  it('R156, R233: types a mailed code on a browser that is new, and none on one that is known', async () => {
    const who = visitorOf(world.server);
    let page = await who.follow(await enterRoot(who, ROOT));
    assert.equal(headingOf(page), 'Additional verification');
    assert.match(page.html, /o•••@example\.test/);
    page = await who.follow(await submit(who, page, { code: '000000' }, 'name="code"'));
    assert.match(page.html, /The code was not accepted/);
    page = await who.follow(await submit(who, page, { resend: 'yes' }, 'name="resend"'));
    assert.match(page.html, /Another code is on its way/);
    const mailbox = mailboxOf(() => world.server, ROOT.email);
    const first = codeIn(await mailbox.next());
    const second = codeIn(await mailbox.next());
    if (first !== second) {
      page = await who.follow(await submit(who, page, { code: first }, 'name="code"'));
      assert.match(page.html, /The code was not accepted/, 'the code before does not count');
    }
    await who.follow(await submit(who, page, { code: second }, 'name="code"'));
    const arn = await arnIn(who, originOf(world.server));
    assert.equal(arn, `arn:aws:iam::${world.server.account}:root`);
    who.cookies.delete('gatehouse-console');
    const sent = await enterRoot(who, ROOT);
    assert.match(sent.location ?? '', /^\/signin\/continue/);
  });
});

/** A visit with a Host header of its own. */
async function visitByHost(url: string, host: string, path: string) {
  const { request } = await import('node:http');
  const { port } = new URL(url);
  return await new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
      answer.resume();
      const { statusCode = 0, headers } = answer;
      resolve({ status: statusCode, location: headers.location });
    })
      .on('error', reject)
      .end();
  });
}
