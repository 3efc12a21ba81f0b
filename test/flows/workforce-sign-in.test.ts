import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { findPortalSession } from '../../src/calls/portal-session.ts';
import { headingOf, textById, visitorOf } from '../support/page-visitor.ts';
import {
  continueToPortal,
  enterPortal,
  enterUserName,
  openWorkforceWorld,
  type WorkforceWorld,
} from '../support/workforce.ts';

describe('signing in at an access portal', () => {
  let world: WorkforceWorld;
  before(async () => {
    world = await openWorkforceWorld();
    await world.makeUser('mina.kim');
  });
  after(async () => await world.stop());

  it('R128, R164, R248: the user name, then the password, then the portal', async () => {
    const visitor = visitorOf(world.server);
    const page = await enterUserName(visitor, world.portal, { username: 'mina.kim' });
    assert.equal(headingOf(page), 'Enter your password');
    assert.equal(textById(page, 'username-shown'), 'mina.kim');
    assert.match(page.html, /not you\?/);
    const finished = await enterPortal(visitor, world.portal, { userName: 'mina.kim' });
    const { page: last, secret } = await continueToPortal(visitor, world.portal, finished);
    assert.equal(last.location, world.path('start'));
    const { store, workforce } = world.server.parts;
    const parts = { store, workforce, random: (count: number) => Buffer.alloc(count) };
    const now = Date.now();
    const live = await findPortalSession(parts, secret, world.server.account, now);
    assert.equal(live?.user.userName, 'mina.kim');
    assert.equal(live?.session.kind, 'workforce');
  });
});
