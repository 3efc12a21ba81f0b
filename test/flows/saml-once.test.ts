/** GATEHOUSE_SAML_REPLAY=once: one assertion, one session, however many ask at the same moment. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Timers } from '../../src/compose/periodic.ts';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { assertRefused, refusalOf } from '../support/clients.ts';
import { type ResponseContent, withAssertion } from '../support/saml/content.ts';
import { openSamlWorld, type SamlWorld } from '../support/saml-world.ts';

const USED = 'The assertion has been redeemed already and is taken only once';

describe('an assertion that is taken once', () => {
  let world: SamlWorld;
  before(async () => {
    world = await openSamlWorld({ GATEHOUSE_SAML_REPLAY: 'once' });
  });
  after(async () => {
    await world?.server.stop();
  });

  it('FED-017: is refused the second time, and the attempt says why', async () => {
    const response = world.respond();
    await world.assume({ response });
    const again = world.assume({ response });
    const { headers } = await assertRefused(again, 'InvalidIdentityToken', 400, USED);
    const attempt = await attemptOf(world.server, headers['x-amzn-requestid']);
    assert.equal(attempt.Failure.Code, 'FED-017');
    assert.equal(outcomesOf(attempt).get('assertionIsUnused'), 'failed');
    assert.equal(outcomesOf(attempt).get('trustPolicyConditionsHold'), 'passed');
    await world.assume();
  });

  it('is not used up by a refusal', async () => {
    const response = world.respond();
    const input = { DurationSeconds: 900, Policy: '{}' };
    assert.equal((await refusalOf(world.assume({ response, input }))).status, 400);
    await world.assume({ response });
  });

  it('is one by the wish of its issuer, whatever is configured', async () => {
    const usual = await openSamlWorld();
    try {
      const further = [{ raw: '<saml:OneTimeUse/>' }];
      const change = (content: ResponseContent) =>
        withAssertion(content, ({ conditions }) => ({
          conditions: conditions && { ...conditions, further },
        }));
      const response = usual.respond({ change });
      await usual.assume({ response });
      await assertRefused(usual.assume({ response }), 'InvalidIdentityToken', 400, USED);
    } finally {
      await usual.server.stop();
    }
  });

  it('makes one session when many ask at once', async () => {
    const response = world.respond();
    const tries = Array.from({ length: 8 }, () => world.assume({ response }));
    const outcomes = await Promise.allSettled(tries);
    const issued = outcomes.filter(({ status }) => status === 'fulfilled');
    assert.equal(issued.length, 1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') assert.equal(outcome.reason.message, USED);
    }
  });
});

describe('what is remembered of assertions', () => {
  it('goes once they are too old anyway, while the server runs', async () => {
    const works: (() => void)[] = [];
    const timers: Timers = {
      after: (_delay, body) => {
        works.push(body);
        return () => undefined;
      },
    };
    let now = Date.now();
    const clock = () => now;
    const world = await openSamlWorld({ GATEHOUSE_SAML_REPLAY: 'once' }, { clock, timers });
    const database = new DatabaseSync(join(world.server.folder, 'gatehouse.db'), {
      readOnly: true,
    });
    const remembered = () => database.prepare('select count(*) as n from saml_uses').get()?.n;
    try {
      await world.assume();
      assert.equal(remembered(), 1);
      now += 16 * 60_000;
      for (const work of works.splice(0)) work();
      while (remembered() !== 0) await turn();
    } finally {
      database.close();
      await world.server.stop();
    }
  });
});
