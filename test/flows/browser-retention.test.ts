import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import type { Timers } from '../../src/compose/periodic.ts';
import { clientsOf, credentialsOf } from '../support/clients.ts';
import { arnIn, originOf } from '../support/console.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { startTestServer } from '../support/server.ts';

const HOUR = 3_600_000;

test('sessions of browsers leave the store once their time is over', async () => {
  let now = Date.now();
  const waiting: (() => void)[] = [];
  const timers: Timers = {
    after: (_delay, body) => {
      waiting.push(body);
      return () => {};
    },
  };
  const server = await startTestServer({}, { clock: () => now, timers });
  const database = new DatabaseSync(join(server.folder, 'gatehouse.db'), { readOnly: true });
  const kept = () => database.prepare('select count(*) as kept from browser_sessions').get()?.kept;
  /** Lets the periodic work run once; each waits again for its next time when it is done. */
  const runAll = async () => {
    const due = waiting.splice(0);
    for (const body of due) body();
    while (waiting.length < due.length) await new Promise((resolve) => setImmediate(resolve));
  };
  try {
    const { sts } = clientsOf(server);
    const input = { Name: 'fred', DurationSeconds: 3600 };
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(
      await sts.getFederationToken(input),
    );
    const session = { sessionId: accessKeyId, sessionKey: secretAccessKey, sessionToken };
    const browser = visitorOf(server);
    const asked = { Action: 'getSigninToken', Session: JSON.stringify(session) };
    const { SigninToken } = JSON.parse((await browser.post('/federation', asked)).html);
    const login = { Action: 'login', Destination: '/console', SigninToken };
    await browser.follow(await browser.post('/federation', login));
    assert.match((await arnIn(browser, originOf(server))) ?? '', /federated-user\/fred$/);
    await runAll();
    assert.equal(kept(), 1);
    now += HOUR + 1000;
    await runAll();
    assert.equal(kept(), 1, 'credentials that came from it may be live');
    now += 12 * HOUR;
    await runAll();
    assert.equal(kept(), 0);
  } finally {
    database.close();
    await server.stop();
  }
});
