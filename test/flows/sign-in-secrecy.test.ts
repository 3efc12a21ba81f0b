/** Who exists must not be told: neither by bytes nor by the work that is done. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { counted, plain } from '../support/counted-work.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { enterIam, enterRoot } from '../support/sign-in.ts';
import { openSignInWorld, ROOT, type SignInWorld } from '../support/sign-in-world.ts';

describe('R223: what a failed sign-in tells', () => {
  let world: SignInWorld;
  before(async () => {
    world = await openSignInWorld();
    await world.makeUser('somebody');
    await world.clients.iam.createUser({ UserName: 'passwordless' });
    const { organizations } = world.clients;
    await organizations.createOrganization({});
    const made = await organizations.createAccount({
      AccountName: 'Other',
      Email: 'other@example.test',
    });
    otherAccount = made.CreateAccountStatus?.AccountId ?? assert.fail('no account was made');
    const { store } = world.server.parts;
    const suspend = store.prepareStatement(
      "update accounts set state = 'SUSPENDED' where account_id = ?",
      1,
    );
    const changes = [{ account: otherAccount, entity: 'account' }];
    await store.commit({ statements: [suspend(otherAccount)], changes });
    // Whatever is read once and kept is read before anything is counted.
    for (const account of [world.server.account, otherAccount, '999999999999']) {
      await attempt({ account, username: 'warm', password: 'x' });
    }
  });
  let otherAccount = '';
  after(() => world?.stop());

  /** Fails to sign in as an IAM user; answers what it cost and the page. */
  async function attempt(fields: { account: string; username: string; password: string }) {
    const who = visitorOf(world.server);
    const { work, page } = await counted(world, async () => {
      const sent = await enterIam(who, fields);
      assert.equal(sent.status, 303);
      return await who.follow(sent);
    });
    return { work, text: plain(page, [fields.account, fields.username]), headers: page.headers };
  }

  it('IAM users: the same bytes and the same work, whoever exists', async () => {
    const { account } = world.server;
    const cases = {
      'wrong password': { account, username: 'somebody' },
      'no such user': { account, username: 'nobody-here' },
      'an e-mail address as user name': { account, username: ROOT.email },
      'a user without password': { account, username: 'passwordless' },
      'no such account': { account: '999999999999', username: 'somebody' },
      'no such alias': { account: 'no-such-alias', username: 'somebody' },
      'a suspended account': { account: otherAccount, username: 'somebody' },
    };
    const seen = [];
    for (const [name, fields] of Object.entries(cases)) {
      seen.push({ name, ...(await attempt({ ...fields, password: 'Wrong-password-1' })) });
    }
    const [first] = seen;
    assert.ok(first);
    assert.equal(first.work.hashes, 1, 'exactly one verification');
    assert.equal(first.work.mails, 0);
    for (const { name, work, text } of seen) {
      assert.equal(text, first.text, name);
      assert.deepEqual(work, first.work, name);
    }
  });

  it('root users: the same bytes and the same work, whoever exists', async () => {
    const tried = async (email: string) => {
      const who = visitorOf(world.server);
      const { work, page } = await counted(world, async () => {
        const sent = await enterRoot(who, { email, password: 'Wrong-password-1' });
        return await who.follow(sent);
      });
      const typed = [email, encodeURIComponent(email)];
      return { work, text: plain(page, typed) };
    };
    await tried('somebody-first@example.test');
    const known = await tried(ROOT.email);
    const withoutPassword = await tried('other@example.test');
    const unknown = await tried('nobody@example.test');
    assert.equal(known.work.hashes, 1);
    assert.deepEqual(withoutPassword, known);
    assert.deepEqual(unknown, known);
  });
});
