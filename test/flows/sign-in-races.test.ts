/** Many tries at the same moment: each is counted, and none is judged for free. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { enableAuthenticator } from '../support/authenticator.ts';
import { clientsOf } from '../support/clients.ts';
import { codeIn, mailboxOf, sentMails } from '../support/outbox.ts';
import {
  type Fields,
  headingOf,
  type Page,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { type FoundForm, formTo, workOf } from '../support/security-check.ts';
import { enterRoot } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const AT_ONCE = 30;
const STRANGER = 'stranger@example.test';
/** The server's clock stands still: however slow the machine is, nobody has a try back. */
const NOW = Date.now();

let world: SignInWorld;
before(async () => {
  world = await openSignInWorld({ GATEHOUSE_SELF_REGISTRATION: 'true' }, { clock: () => NOW });
});
after(() => world?.stop());

/** Six digits that are not the code. */
function wrongCodes(right: string, count = AT_ONCE): string[] {
  const all = Array.from({ length: count + 1 }, (_, number) => String(number).padStart(6, '0'));
  return all.filter((code) => code !== right).slice(0, count);
}

/** Sends a form once for each of the fields, all at the same moment. */
async function atOnce(
  visitor: Visitor,
  form: FoundForm,
  changes: readonly Fields[],
): Promise<Page[]> {
  return await Promise.all(
    changes.map((fields) => visitor.post(form.action, { ...form.fields, ...fields })),
  );
}

/** Wrong codes that were counted, of each code that waits. */
async function countedTries(): Promise<number[]> {
  const { read } = world.server.parts.store;
  const rows = await read.selectFrom('verification_codes').select('tries').execute();
  return rows.map(({ tries }) => Number(tries));
}

/** Registers up to the code. */
async function toCode(email: string): Promise<{ visitor: Visitor; step: FoundForm }> {
  const visitor = visitorOf(world.server);
  const { action, fields } = formTo(await visitor.get('/signin/register'), '/signin/register');
  const work = workOf(await visitor.post(action, { ...fields, email, name: 'Stranger' }));
  const page = await visitor.follow(await visitor.post(work.action, work.fields));
  return { visitor, step: formTo(page, '/signin/register/step') };
}

const statusesOf = (pages: readonly Page[]) => [...new Set(pages.map(({ status }) => status))];

describe('many tries at the same moment', () => {
  it('of a code that proves an address each cost a try: after five the right one is refused', async () => {
    const { visitor, step } = await toCode(STRANGER);
    const right = codeIn(await mailboxOf(() => world.server, STRANGER).next());
    const wrong = wrongCodes(right).map((code) => ({ code }));
    assert.deepEqual(statusesOf(await atOnce(visitor, step, wrong)), [400]);
    assert.deepEqual(await countedTries(), [5]);
    const late = await visitor.post(step.action, { ...step.fields, code: right });
    assert.equal(late.status, 400, 'no try is left for the right one');
  });

  it('to have a code sent again flood no mailbox', async () => {
    const email = 'flooded@example.test';
    const { visitor, step } = await toCode(email);
    const asked = await atOnce(
      visitor,
      step,
      Array.from({ length: AT_ONCE }, () => ({ resend: '1' })),
    );
    assert.deepEqual(statusesOf(asked).sort(), [303, 429]);
    const refused = asked.find(({ status }) => status === 429);
    assert.equal(refused?.headers.get('retry-after'), '2');
    const sent = asked.filter(({ status }) => status === 303).length;
    assert.ok(sent <= 5, `${sent} more mails`);
    const box = mailboxOf(() => world.server, email);
    for (let count = 0; count <= sent; count += 1) await box.next();
    const mails = (await sentMails(world.server)).filter(({ raw }) => raw.includes(email));
    assert.equal(mails.length, sent + 1);
  });
});

describe('many tries at the same moment of somebody with a device', needs('oathtool'), () => {
  it('to recover without it: each wrong code costs a try', async () => {
    const root = clientsOf(world.server, await world.server.makeRootKey());
    await enableAuthenticator(root, 'AWS ROOT USER', 'phone');
    const visitor = visitorOf(world.server);
    const page = await visitor.follow(await enterRoot(visitor, ROOT));
    const [, flow = ''] = /\/signin\/lost-device\?flow=([\w-]+)/.exec(page.html) ?? [];
    const first = await visitor.get(`/signin/lost-device?flow=${flow}`);
    const asked = formTo(first, '/signin/lost-device');
    const sent = await visitor.post(asked.action, asked.fields);
    const right = codeIn(await mailboxOf(() => world.server, ROOT.email).next());
    const form = formTo(sent, '/signin/lost-device/code');
    const before = await countedTries();
    await atOnce(
      visitor,
      form,
      wrongCodes(right).map((code) => ({ code })),
    );
    const most = Math.max(...(await countedTries()));
    assert.deepEqual([before.includes(0), most], [true, 5]);
    const late = await visitor.post(form.action, { ...form.fields, code: right });
    assert.equal(late.status, 400);
    assert.notEqual(headingOf(late), 'The recovery has begun');
  });

  it('by calls of STS: after five wrong codes of the device it is not looked at', async () => {
    await world.makeUser('mina');
    const app = await enableAuthenticator(world.clients, 'mina');
    const { AccessKey } = await world.clients.iam.createAccessKey({ UserName: 'mina' });
    assert.ok(AccessKey?.AccessKeyId && AccessKey.SecretAccessKey);
    const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = AccessKey;
    const { sts } = clientsOf(world.server, { accessKeyId, secretAccessKey });
    await Promise.all(
      wrongCodes(app.last()).map((TokenCode) =>
        assert.rejects(sts.getSessionToken({ SerialNumber: app.serial, TokenCode })),
      ),
    );
    const { read } = world.server.parts.store;
    const device = await read
      .selectFrom('mfa_devices')
      .select(['failed_tries', 'retry_at'])
      .where('serial', '=', app.serial)
      .executeTakeFirstOrThrow();
    assert.equal(Number(device.failed_tries), 5);
    assert.ok(Number(device.retry_at) > NOW);
  });
});
