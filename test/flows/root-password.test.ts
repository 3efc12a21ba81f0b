/** gatehouse:ChangeRootPassword, as the console calls it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { arnIn, openConsole, originOf } from '../support/console.ts';
import { mailTo } from '../support/outbox.ts';
import { type Visitor, visitorOf } from '../support/page-visitor.ts';
import { call, jsonDraft } from '../support/requests.ts';
import { enterIam, enterRoot } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

const NEW = 'Another-horse-8';

describe('gatehouse:ChangeRootPassword', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld();
  });
  after(() => world?.stop());

  async function signedIn(password: string = ROOT.password): Promise<Visitor> {
    const who = visitorOf(world.server);
    await who.follow(await enterRoot(who, { ...ROOT, password }));
    return who;
  }
  const change = async (who: Visitor, OldPassword: string, NewPassword: string) => {
    const page = await openConsole(who, originOf(world.server));
    return await page.call('gatehouse', 'ChangeRootPassword', { OldPassword, NewPassword });
  };

  it('SIGN-027: wants the old password', async () => {
    const refused = await change(await signedIn(), 'wrong', NEW);
    assert.deepEqual(
      [refused.body.__type, refused.body.message],
      ['AccessDeniedException', 'The old password is incorrect.'],
    );
  });

  it('SIGN-028: refuses a weak password, the old one, and the name of the account', async () => {
    const who = await signedIn();
    for (const [password, message] of [
      ['short', 'Password should have a minimum length of 8'],
      [ROOT.password, 'Password should be another one than before'],
      ['alllowercase', /at least three of/],
      [`O${ROOT.email.slice(1)}`, /should not be the same as the account name or email address/],
    ] as const) {
      const { body } = await change(who, ROOT.password, password);
      assert.equal(body.__type, 'PasswordPolicyViolationException');
      if (typeof message === 'string') assert.equal(body.message, message);
      else assert.match(body.message, message);
    }
  });

  it('SIGN-026: is of the root user alone, and not by access key', async () => {
    const told = 'Only the root user who is signed in to the console can change its password.';
    const user = await world.makeUser('no-root');
    await world.clients.iam.attachUserPolicy({
      UserName: user.username,
      PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
    const who = visitorOf(world.server);
    await who.follow(await enterIam(who, user));
    const refused = await change(who, user.password, NEW);
    assert.deepEqual([refused.body.__type, refused.body.message], ['AccessDeniedException', told]);
    const key = await world.server.makeRootKey();
    const input = { OldPassword: ROOT.password, NewPassword: NEW };
    const draft = jsonDraft('Gatehouse_20261101.ChangeRootPassword', JSON.stringify(input));
    const byKey = await call(world.server.url, draft, key, { service: 'gatehouse' });
    assert.match(byKey.body, /Only the root user who is signed in to the console/);
  });

  it('changes it, ends the other sessions, mails a notice, and the event holds no password', async () => {
    const who = await signedIn();
    const elsewhere = await signedIn();
    const changed = await change(who, ROOT.password, NEW);
    assert.equal(changed.status, 200);
    const origin = originOf(world.server);
    assert.ok(await arnIn(who, origin), 'this session goes on');
    assert.equal(await arnIn(elsewhere, origin), undefined);
    const { text } = await mailTo(world.server, ROOT.email);
    assert.match(text, /password/i);
    const { Events = [] } = await world.clients.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ChangeRootPassword' }],
    });
    const records = Events.map(({ CloudTrailEvent }) => CloudTrailEvent ?? '').join('\n');
    assert.ok(records.includes('ChangeRootPassword'));
    assert.ok(!records.includes(NEW) && !records.includes(ROOT.password));
    const old = visitorOf(world.server);
    const sent = await enterRoot(old, ROOT);
    const attempt = await attemptOf(world.server, sent.headers.get('x-request-id') ?? '');
    assert.equal(attempt.Code, 'SIGN-005');
    assert.ok(await arnIn(await signedIn(NEW), origin));
  });
});
