/**
 * Recovery through its pages, as a browser without scripts sees them: the link that sets a root
 * password, registration, and the change of the root user's address.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { clientsOf } from '../support/clients.ts';
import { arnIn, openConsole } from '../support/console.ts';
import { codeIn, linkIn, mailboxOf, mailTo, sentMails } from '../support/outbox.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { call, jsonDraft } from '../support/requests.ts';
import { formTo, workOf } from '../support/security-check.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ROOT = 'root@example.com';
const PASSWORD = 'First-password-of-root-1';
const NEW_PASSWORD = 'Second-password-of-root-2';
const HOUR = 60 * 60_000;

let server: TestServer;
let origin: string;
let now: number;

before(async () => {
  now = Date.now();
  server = await startTestServer(
    {
      GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: ROOT,
      GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: PASSWORD,
      GATEHOUSE_SELF_REGISTRATION: 'true',
    },
    { clock: () => now },
  );
  origin = server.url.replace('127.0.0.1', 'localhost');
});

after(() => server?.stop());

/** Asks for a link as somebody does; the last page. */
async function forget(email: string, visitor = visitorOf(server)): Promise<Page> {
  const first = await visitor.get('/signin/forgot/root');
  const form = formTo(first, '/signin/forgot/root');
  const check = await visitor.post(form.action, { ...form.fields, email });
  assert.equal(headingOf(check), 'Security check');
  const work = workOf(check);
  return await visitor.post(work.action, work.fields);
}

async function reset(path: string, password: string, again = password) {
  const visitor = visitorOf(server);
  const page = await visitor.get(path);
  if (page.status !== 200) return { visitor, page };
  const form = formTo(page, '/signin/reset');
  return { visitor, page: await visitor.post(form.action, { ...form.fields, password, again }) };
}

async function events(name: string) {
  const { cloudtrail } = clientsOf(server);
  const { Events = [] } = await cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
  });
  return Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
}

const mailbox = mailboxOf(() => server, ROOT);
const nextMail = mailbox.next;

/** Signatures of clients are of the real time, which the server's leaves far behind. */
async function attemptAt(page: Page) {
  const later = now;
  now = Date.now();
  const attempt = await attemptOf(server, textById(page, 'request'));
  now = later;
  return attempt;
}

describe('R234: a root user sets the password by a link', () => {
  it('sends the link, sets the password once, ends sessions, tells the mailbox', async () => {
    const cookie = await server.openSession({ kind: 'root' });
    const signedIn = visitorOf(server);
    signedIn.cookies.set('gatehouse-console', cookie);
    assert.ok(await arnIn(signedIn, origin));
    const sent = await forget(ROOT);
    assert.equal(headingOf(sent), 'Instructions were sent');
    const link = linkIn(await nextMail(), '/signin/reset');
    const { page } = await reset(link, NEW_PASSWORD);
    assert.equal(headingOf(page), 'The password was reset', page.html);
    assert.equal(await arnIn(signedIn, origin), undefined, 'R234: every session ended');
    const notice = await nextMail();
    assert.match(notice.text, /password/i);
    const [requested] = await events('PasswordRecoveryRequested');
    assert.equal(requested.userIdentity.type, 'Root');
    assert.deepEqual(requested.responseElements, { PasswordRecoveryRequested: 'Success' });
    assert.equal((await events('PasswordRecoveryCompleted')).length, 1);
    const again = await reset(link, PASSWORD);
    assert.equal(again.page.status, 410);
    assert.equal(headingOf(again.page), 'This link cannot be used');
    const attempt = await attemptAt(again.page);
    assert.equal(attempt.Code, 'REC-002');
    assert.equal(attempt.Failure.Message, 'the link was used, or the password was set since');
  });

  it('REC-001, REC-003: a link that was never sent, and one that is too old', async () => {
    const { page } = await reset(`/signin/reset?token=${'a'.repeat(43)}`, NEW_PASSWORD);
    assert.equal(page.status, 410);
    await forget(ROOT);
    const link = linkIn(await nextMail(), '/signin/reset');
    now += HOUR - 1000;
    const inTime = await visitorOf(server).get(link);
    assert.equal(inTime.status, 200);
    now += 1000;
    const late = await visitorOf(server).get(link);
    assert.equal(late.status, 410);
    const attempt = await attemptAt(late);
    assert.equal(attempt.Code, 'REC-003');
    assert.match(attempt.Failure.Message, /^the link could be used until /);
  });

  it('refuses a weak password and two that differ, and keeps the link', async () => {
    now += HOUR;
    await forget(ROOT);
    const link = linkIn(await nextMail(), '/signin/reset');
    const weak = await reset(link, 'short');
    assert.equal(weak.page.status, 400);
    assert.match(weak.page.html, /does not keep the rules/);
    const differs = await reset(link, NEW_PASSWORD, `${NEW_PASSWORD}x`);
    assert.equal(differs.page.status, 400);
    const { page } = await reset(link, NEW_PASSWORD);
    assert.equal(headingOf(page), 'The password was reset');
    await nextMail();
  });

  it('R235: says the same of an address that nobody has, and sends nothing', async () => {
    now += HOUR;
    const before = (await sentMails(server)).length;
    const unknown = await forget('nobody@example.com');
    const known = await forget(ROOT);
    await nextMail();
    const plain = ({ html }: Page) => html.replaceAll(/nobody@example\.com|root@example\.com/g, '');
    assert.equal(plain(unknown), plain(known));
    assert.equal((await sentMails(server)).length, before + 1);
  });

  it('a passed check is good for one address, once', async () => {
    now += HOUR;
    const visitor = visitorOf(server);
    const form = formTo(await visitor.get('/signin/forgot/root'), '/signin/forgot/root');
    const check = await visitor.post(form.action, { ...form.fields, email: 'a@example.com' });
    const work = workOf(check);
    const other = await visitor.post(work.action, { ...work.fields, email: ROOT });
    assert.equal(headingOf(other), 'Security check');
    const first = await visitor.post(work.action, work.fields);
    assert.equal(headingOf(first), 'Instructions were sent');
    const second = await visitor.post(work.action, work.fields);
    assert.equal(headingOf(second), 'Security check');
    const toRoot = (await sentMails(server)).filter(({ raw }) => raw.includes(`To: ${ROOT}`));
    assert.equal(toRoot.length, mailbox.taken());
  });

  it('takes forms of its own pages only', async () => {
    const visitor = visitorOf(server);
    await visitor.get('/signin/forgot/root');
    const posted = await visitor.post('/signin/forgot/root', { email: ROOT });
    assert.equal(posted.status, 403);
    const resetting = await visitor.post('/signin/reset', { token: 'x', password: 'y' });
    assert.equal(resetting.status, 403);
  });

  it('builds links from the public URL, whatever the Host header says', async () => {
    now += HOUR;
    const visitor = visitorOf(server, { 'x-forwarded-host': 'evil.example' });
    await forget(ROOT, visitor);
    const mail = await nextMail();
    assert.doesNotMatch(mail.raw, /evil\.example/);
  });
});

async function attemptsWith(Code: string) {
  const later = now;
  now = Date.now();
  const draft = jsonDraft('Gatehouse_20261101.ListAttempts', JSON.stringify({ Code }));
  const { body } = await call(server.url, draft, server.administrator, { service: 'gatehouse' });
  now = later;
  return JSON.parse(body);
}

describe('R155: somebody registers an account', () => {
  async function begin(email: string, name: string) {
    const visitor = visitorOf(server);
    const form = formTo(await visitor.get('/signin/register'), '/signin/register');
    const check = await visitor.post(form.action, { ...form.fields, email, name });
    if (check.status !== 200) return { visitor, page: check };
    const work = workOf(check);
    return { visitor, page: await visitor.follow(await visitor.post(work.action, work.fields)) };
  }

  const STEP = '/signin/register/step';

  it('proves the address, sets the password, and the account is there', async () => {
    now += HOUR;
    const email = 'new+test@example.com';
    const { visitor, page } = await begin(email, 'New account');
    assert.equal(headingOf(page), 'Confirm your address');
    const form = formTo(page, STEP);
    const wrong = await visitor.post(STEP, { ...form.fields, code: '000000' });
    assert.equal(wrong.status, 400);
    const code = codeIn(await mailTo(server, email));
    const chosen = await visitor.follow(await visitor.post(STEP, { ...form.fields, code }));
    assert.equal(headingOf(chosen), 'Choose a root password');
    const last = formTo(chosen, STEP);
    const done = await visitor.post(STEP, {
      ...last.fields,
      password: NEW_PASSWORD,
      again: NEW_PASSWORD,
    });
    assert.equal(headingOf(done), 'The account was created', done.html);
    assert.match(textById(done, 'account') ?? '', /^\d{12}$/);
    const over = await visitor.post(STEP, { ...last.fields, password: 'x', again: 'x' });
    assert.equal(over.status, 410);
  });

  it('REG-001: of two that register one address the first gets it', async () => {
    const email = 'two@example.com';
    const mailbox = mailboxOf(() => server, email);
    const pages: { visitor: Visitor; page: Page }[] = [];
    for (const name of ['First', 'Second']) {
      now += HOUR / 4;
      const { visitor, page } = await begin(email, name);
      const { fields } = formTo(page, STEP);
      const code = codeIn(await mailbox.next());
      const chosen = await visitor.follow(await visitor.post(STEP, { ...fields, code }));
      pages.push({ visitor, page: chosen });
    }
    const headings = [];
    for (const { visitor, page } of pages) {
      const { fields } = formTo(page, STEP);
      const password = { password: NEW_PASSWORD, again: NEW_PASSWORD };
      headings.push(headingOf(await visitor.post(STEP, { ...fields, ...password })));
    }
    assert.deepEqual(headings, ['The account was created', 'The account was not created']);
    const { Attempts } = await attemptsWith('REG-001');
    assert.equal(Attempts.length, 1);
    assert.equal(Attempts[0].FailedCheck, 'The account can be made');
  });

  it('R241: an address that has an account gets no code, and the page does not tell', async () => {
    now += HOUR;
    const before = (await sentMails(server)).length;
    const taken = await begin(ROOT, 'Mine');
    const free = await begin('free@example.com', 'Mine');
    await mailTo(server, 'free@example.com');
    assert.equal((await sentMails(server)).length, before + 1);
    const plain = ({ html }: Page) =>
      html
        .replaceAll(/root@example\.com|free@example\.com/g, '')
        .replaceAll(/(name="registration" value|registration=|name="csrf" value)[^&>]*/g, '');
    assert.equal(plain(taken.page), plain(free.page));
  });

  it('says which field cannot be used', async () => {
    const { page } = await begin('no address', '');
    assert.equal(page.status, 400);
    assert.match(page.html, /id="email-error"/);
    assert.match(page.html, /id="name-error"/);
  });

  it('is of one browser', async () => {
    now += HOUR;
    const { page } = await begin('other@example.com', 'Other');
    const { registration } = formTo(page, STEP).fields;
    const stranger = visitorOf(server);
    const seen = await stranger.get(`${STEP}?registration=${registration}`);
    assert.equal(seen.status, 410);
  });
});

describe('the root user changes its address', () => {
  const NEXT = 'next-root@example.com';

  async function consoleOf(kind: 'root') {
    const visitor = visitorOf(server);
    visitor.cookies.set('gatehouse-console', await server.openSession({ kind }));
    return await openConsole(visitor, origin);
  }

  it('by a code to the new one, and the old one is told', async () => {
    const page = await consoleOf('root');
    const asked = { NewEmail: NEXT, Password: NEW_PASSWORD };
    const started = await page.call('gatehouse', 'StartRootEmailUpdate', asked);
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const VerificationCode = codeIn(await mailTo(server, NEXT));
    const wrong = VerificationCode === '000000' ? '000001' : '000000';
    const refused = await page.call('gatehouse', 'AcceptRootEmailUpdate', {
      VerificationCode: wrong,
    });
    assert.equal(refused.status, 400);
    const accepted = await page.call('gatehouse', 'AcceptRootEmailUpdate', { VerificationCode });
    assert.equal(accepted.status, 200, JSON.stringify(accepted.body));
    const notice = await nextMail();
    assert.match(notice.text, /next-root@example\.com/);
    const described = await page.call('organizations', 'DescribeAccount', {
      AccountId: server.account,
    });
    if (described.status === 200) assert.equal(described.body.Account.Email, NEXT);
  });

  it('REC-012, REC-020, REC-021, REC-022: what is refused, in which words', async () => {
    const page = await consoleOf('root');
    const start = async (input: object) =>
      await page.call('gatehouse', 'StartRootEmailUpdate', input);
    const password = await start({ NewEmail: 'x@example.com', Password: 'wrong' });
    assert.equal(
      password.body.message,
      'Your authentication information is incorrect. Please try again.',
    );
    const address = await start({ NewEmail: 'a b@example', Password: NEW_PASSWORD });
    assert.equal(address.body.message, 'The email address cannot be used.');
    const none = await page.call('gatehouse', 'AcceptRootEmailUpdate', {
      VerificationCode: '123456',
    });
    assert.equal(none.body.message, 'No change of the email address is in progress.');
    const key = await server.makeRootKey();
    const draft = jsonDraft(
      'Gatehouse_20261101.StartRootEmailUpdate',
      JSON.stringify({ NewEmail: 'x@example.com', Password: NEW_PASSWORD }),
    );
    now = Date.now();
    const signed = await call(server.url, draft, key, { service: 'gatehouse' });
    assert.equal(
      JSON.parse(signed.body).message,
      'Only the root user can change its email address, in a console session.',
    );
  });
});
