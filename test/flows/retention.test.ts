import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Timers } from '../../src/compose/periodic.ts';
import { clientsOf } from '../support/clients.ts';
import { call, jsonDraft } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Timers that run when told to. */
function manualTimers() {
  const waiting: { readonly delay: number; readonly body: () => void }[] = [];
  const timers: Timers = {
    after: (delay, body) => {
      waiting.push({ delay, body });
      return () => {};
    },
  };
  const runAll = async () => {
    const due = waiting.splice(0);
    for (const { body } of due) body();
    // Periodic work waits for its next time once it is done.
    while (waiting.length < due.length) await turn();
  };
  return { timers, runAll, delays: () => waiting.map(({ delay }) => delay) };
}

/** The names of all events, oldest first, asked for at a time of the server's clock. */
async function eventNames({ url, administrator }: TestServer, at: number): Promise<string[]> {
  const target = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
  const signing = { service: 'cloudtrail', at };
  const { status, body } = await call(url, jsonDraft(target), administrator, signing);
  assert.equal(status, 200, body);
  const { Events } = JSON.parse(body) as { Events: { EventName: string }[] };
  return Events.map(({ EventName }) => EventName).reverse();
}

/** How often a server looks for mails that other nodes queued, in milliseconds. */
const OUTBOX_POLL = 1000;

test('events are kept for GATEHOUSE_EVENT_DAYS, and go while the server runs', async () => {
  let now = Date.now();
  const { timers, runAll, delays } = manualTimers();
  const environment = { GATEHOUSE_EVENT_DAYS: '2' };
  const server = await startTestServer(environment, { clock: () => now, timers });
  try {
    // Only the outbox is looked into at once: somebody may be waiting for a mail.
    const late = delays().filter((delay) => delay > OUTBOX_POLL);
    assert.ok(Math.min(...late) >= MINUTE, 'a server that starts has other things to do');
    now += 1;
    await clientsOf(server).iam.createUser({ UserName: 'early' });
    now += 2 * DAY - MINUTE;
    await runAll();
    assert.deepEqual(await eventNames(server, now), ['CreateManagementAccount', 'CreateUser']);
    now += 2 * MINUTE;
    await runAll();
    assert.deepEqual(await eventNames(server, now), ['LookupEvents']);
  } finally {
    await server.stop();
  }
});

test('attempts are kept for GATEHOUSE_ATTEMPT_DAYS, what was captured with them for fewer', async () => {
  let now = Date.now();
  const { timers, runAll } = manualTimers();
  const environment = { GATEHOUSE_ATTEMPT_DAYS: '4', GATEHOUSE_ATTEMPT_BODY_DAYS: '2' };
  const server = await startTestServer(environment, { clock: () => now, timers });
  const ask = async (operation: string) => {
    const signing = { service: 'gatehouse', at: now };
    const draft = jsonDraft(`Gatehouse_20261101.${operation}`, '{"RequestId":"r-1"}');
    const { body } = await call(server.url, draft, server.administrator, signing);
    return JSON.parse(body) as { Attempt?: { BodyCaptured: boolean } };
  };
  try {
    await ask('StartCapture');
    const attempt = { requestId: 'r-1', account: server.account, time: now, checks: [], facts: {} };
    const client = { sourceAddress: '192.0.2.7', userAgent: 'test' };
    const judged = { kind: 'saml-api', outcome: 'refused', code: 'SIG-030' } as const;
    await server.record({ ...attempt, ...client, ...judged }, 'body');
    now += 2 * DAY - MINUTE;
    await runAll();
    assert.equal((await ask('GetAttempt')).Attempt?.BodyCaptured, true);
    now += 2 * MINUTE;
    await runAll();
    assert.equal((await ask('GetAttempt')).Attempt?.BodyCaptured, false);
    now += 2 * DAY;
    await runAll();
    assert.equal((await ask('GetAttempt')).Attempt, undefined);
  } finally {
    await server.stop();
  }
});
