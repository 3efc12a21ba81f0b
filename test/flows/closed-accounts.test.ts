/** R237, R241–R244: accounts of an organization from their first password to their closing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createAccountRetirement } from '../../src/domain/organizations/retirement.ts';
import { assertRefused, clientsOf, refusalOf } from '../support/clients.ts';
import { arnIn, openConsole, originOf } from '../support/console.ts';
import { identityStoreOf, makeWorkforceUser } from '../support/directory.ts';
import { allow, makeUser, trusts } from '../support/entities.ts';
import { assertGatehouseRefused, gatehouse, makeMember } from '../support/identity-center.ts';
import { type OrganizationWorld, openOrganization } from '../support/organization.ts';
import { linkIn, mailboxOf } from '../support/outbox.ts';
import { headingOf, plainText, visitorOf } from '../support/page-visitor.ts';
import { formTo, workOf } from '../support/security-check.ts';
import { enterIam, enterRoot } from '../support/sign-in.ts';
import { enterPortal, signInAtPortal, WORKFORCE_PASSWORD } from '../support/workforce.ts';

const DAY = 24 * 60 * 60_000;
const INVALID = 'The security token included in the request is invalid.';

let world: OrganizationWorld;
before(async () => {
  world = await openOrganization({
    environment: { GATEHOUSE_CHALLENGE: 'never', GATEHOUSE_ROOT_CODE: 'never' },
  });
});
after(() => world?.stop());

const close = (AccountId: string) => world.admin.organizations.closeAccount({ AccountId });
const reopen = (AccountId: string) => gatehouse(world.server, 'ReopenAccount', { AccountId });

async function stateOf(AccountId: string) {
  const { Account } = await world.admin.organizations.describeAccount({ AccountId });
  return [Account?.Status, Account?.State];
}

/** Turns the clock back for an account: it was closed so many days ago. */
async function closedBefore(account: string, days: number): Promise<void> {
  const { store } = world.server.parts;
  const set = store.prepareStatement('update accounts set closed_at = ? where account_id = ?', 1);
  const statements = [set(Date.now() - days * DAY, account)];
  await store.commit({ statements, changes: [{ account, entity: 'account' }] });
}

describe('R237: the root user of an account that CreateAccount made', () => {
  it('gets its password by the recovery, and signs in with it', async () => {
    const account = await world.member('Recovered');
    const email = 'recovered@example.com';
    const mailbox = mailboxOf(() => world.server, email);
    const visitor = visitorOf(world.server);
    const first = formTo(await visitor.get('/signin/forgot/root'), '/signin/forgot/root');
    const check = await visitor.post(first.action, { ...first.fields, email });
    const work = workOf(check);
    await visitor.post(work.action, work.fields);
    const link = linkIn(await mailbox.next(), '/signin/reset');
    const form = formTo(await visitor.get(link), '/signin/reset');
    const password = 'First-password-of-a-member-1';
    const done = await visitor.post(form.action, { ...form.fields, password, again: password });
    assert.equal(headingOf(done), 'The password was reset');
    const browser = visitorOf(world.server);
    await browser.follow(await enterRoot(browser, { email, password }));
    const page = await openConsole(browser, originOf(world.server));
    const { body } = await page.call('sts', 'GetCallerIdentity');
    assert.equal(body.Arn, `arn:aws:iam::${account}:root`);
  });
});

describe('R244: a closed account', () => {
  it('is suspended at once: keys, sessions, roles and sign-in are refused; reopened, they work', async () => {
    const account = await world.member('Suspended');
    const inside = await world.enter(account);
    const user = await makeUser(inside, 'worker', { policy: allow('*') });
    const password = 'Right-worker-1';
    await inside.iam.createLoginProfile({ UserName: 'worker', Password: password });
    const worker = clientsOf(world.server, user.credentials);
    const root = clientsOf(world.server, await world.server.makeRootKey(account));
    const visitor = visitorOf(world.server);
    const fields = { account, username: 'worker', password };
    await visitor.follow(await enterIam(visitor, fields));
    const page = await openConsole(visitor, originOf(world.server));
    const calls = () => [worker, root, inside].map(({ sts }) => sts.getCallerIdentity({}));
    await Promise.all(calls());
    await close(account);
    assert.deepEqual(await stateOf(account), ['SUSPENDED', 'SUSPENDED']);
    const refuse = (call: Promise<unknown>) =>
      assertRefused(call, 'InvalidClientTokenId', 403, INVALID);
    await Promise.all(calls().map(refuse));
    assert.equal((await page.call('sts', 'GetCallerIdentity')).status, 401);
    const role = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    await assertRefused(
      world.enter(account),
      'AccessDenied',
      403,
      `User: arn:aws:iam::${world.server.account}:user/bootstrap-admin is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
    const again = visitorOf(world.server);
    const refused = await again.follow(await enterIam(again, fields));
    assert.match(plainText(refused.html), /Account \d{12} is suspended for the time being/);
    assert.equal(await arnIn(again, originOf(world.server)), undefined);
    assert.deepEqual(await reopen(account), { status: 200, body: {} });
    assert.deepEqual(await stateOf(account), ['ACTIVE', 'ACTIVE']);
    await Promise.all(calls());
    assert.ok(await world.enter(account));
  });

  it('no longer gets into other accounts', async () => {
    const account = await world.member('Visitor');
    const inside = await world.enter(account);
    const user = await makeUser(inside, 'visitor', { policy: allow('sts:AssumeRole') });
    await world.admin.iam.createRole({
      RoleName: 'host',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [trusts(account)],
      }),
    });
    const visit = {
      RoleArn: `arn:aws:iam::${world.server.account}:role/host`,
      RoleSessionName: 'visit',
    };
    const { sts } = clientsOf(world.server, user.credentials);
    await sts.assumeRole(visit);
    await close(account);
    assert.equal((await refusalOf(sts.assumeRole(visit))).code, 'InvalidClientTokenId');
  });

  it('is closed once, is a member, and is not the management account', async () => {
    const account = await world.member('Once');
    await close(account);
    await assertRefused(
      close(account),
      'AccountAlreadyClosedException',
      400,
      'The account is already closed.',
    );
    await assertRefused(
      close(world.server.account),
      'ConstraintViolationException',
      400,
      'You attempted to close the management account.',
    );
    await assertRefused(
      close('999988887777'),
      'AccountNotFoundException',
      400,
      "You specified an account that doesn't exist.",
    );
    await assertRefused(
      world.admin.organizations.removeAccountFromOrganization({ AccountId: account }),
      'ConstraintViolationException',
      400,
      "You can't remove a closed account from its organization; reopen it first.",
    );
  });

  it('R241, R243: keeps its e-mail address, and not those with a plus', async () => {
    const account = await world.member('Taken');
    const create = async (Email: string) => {
      const made = await world.admin.organizations.createAccount({ AccountName: 'New', Email });
      const { State, FailureReason } = made.CreateAccountStatus ?? {};
      return [State, FailureReason];
    };
    await close(account);
    assert.deepEqual(await create('TAKEN@example.com'), ['FAILED', 'EMAIL_ALREADY_EXISTS']);
    assert.deepEqual(await create('taken+new@example.com'), ['SUCCEEDED', undefined]);
    await closedBefore(account, 91);
    await createAccountRetirement(world.server.parts.store)(Date.now() - 90 * DAY);
    assert.deepEqual(await create('taken@example.com'), ['FAILED', 'EMAIL_ALREADY_EXISTS']);
    assert.deepEqual(await create('taken+newer@example.com'), ['SUCCEEDED', undefined]);
  });

  it('R242: is closed for good after 90 days, and leaves its organization', async () => {
    const { organizations } = world.admin;
    const account = await world.member('Gone');
    const kept = await world.member('Kept');
    await close(account);
    await close(kept);
    await closedBefore(account, 90);
    await closedBefore(kept, 89.9);
    assert.deepEqual(await stateOf(account), ['SUSPENDED', 'CLOSED']);
    assertGatehouseRefused(
      await reopen(account),
      'ConflictException',
      'The account was closed more than 90 days ago and cannot be reopened.',
    );
    await createAccountRetirement(world.server.parts.store)(Date.now() - 90 * DAY);
    await assertRefused(
      organizations.describeAccount({ AccountId: account }),
      'AccountNotFoundException',
      400,
      "You specified an account that doesn't exist.",
    );
    assertGatehouseRefused(
      await reopen(account),
      'ResourceNotFoundException',
      'The account does not exist.',
    );
    assert.deepEqual(await stateOf(kept), ['SUSPENDED', 'SUSPENDED']);
    assert.deepEqual(await reopen(kept), { status: 200, body: {} });
    assertGatehouseRefused(await reopen(kept), 'ConflictException', 'The account is not closed.');
  });
});

describe('ReopenAccount', () => {
  it('is for the management account', async () => {
    const account = await world.member('Member');
    const inside = await world.enter(account);
    const user = await makeUser(inside, 'reopener', { policy: allow('gatehouse:*') });
    const input = { AccountId: account };
    assertGatehouseRefused(
      await gatehouse(world.server, 'ReopenAccount', input, user.credentials),
      'AccessDeniedException',
      "You don't have permissions to access this resource.",
    );
  });
});

describe('the access portal of a closed account', () => {
  it('lets nobody in, nor go on, until the account is reopened', async () => {
    const { account, credentials, sso } = await makeMember(world.server, 'Portal');
    const { InstanceArn } = await sso.createInstance({});
    const { IdentityStoreId = '' } = await sso.describeInstance({ InstanceArn });
    const act = async (operation: string, input: object) =>
      await gatehouse(world.server, operation, input, credentials);
    await act('UpdateIdentityCenterSettings', { InstanceArn, MfaMode: 'never' });
    const store = identityStoreOf(world.server, credentials);
    const UserId = await makeWorkforceUser(store, IdentityStoreId, 'somebody');
    const Password = WORKFORCE_PASSWORD;
    await act('SetWorkforceUserPassword', { IdentityStoreId, UserId, Password });
    const login = { userName: 'somebody' };
    const { visitor } = await signInAtPortal(world.server, IdentityStoreId, login);
    const start = `/portal/${IdentityStoreId}/start`;
    const shown = async () => (await visitor.get(start)).status;
    assert.equal(await shown(), 200);
    await close(account);
    assert.equal(await shown(), 303);
    const again = await enterPortal(visitorOf(world.server), IdentityStoreId, login);
    assert.doesNotMatch(again.location ?? '', /continue/);
    await reopen(account);
    assert.equal(await shown(), 200);
  });
});

describe('the quota of CloseAccount', () => {
  it('is ten accounts in 30 days, reopened ones not counted', async () => {
    const own = await openOrganization();
    try {
      const accounts: string[] = [];
      for (let index = 0; index < 11; index += 1) accounts.push(await own.member(`Q${index}`));
      const [last = '', ...ten] = accounts;
      const { organizations } = own.admin;
      for (const AccountId of ten) await organizations.closeAccount({ AccountId });
      const closeLast = () => organizations.closeAccount({ AccountId: last });
      await assertRefused(
        closeLast(),
        'ConstraintViolationException',
        400,
        'You have exceeded close account quota for the past 30 days.',
      );
      await gatehouse(own.server, 'ReopenAccount', { AccountId: ten[0] });
      await closeLast();
    } finally {
      await own.stop();
    }
  });
});
