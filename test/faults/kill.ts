/** The kill -9 test, for one store. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientsOf } from '../support/clients.ts';
import { makeRole, trusts } from '../support/entities.ts';
import { openLightClient } from '../support/light-client.ts';
import type { Credentials } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { type Answered, type AnswerLog, openAnswerLog } from './answers.ts';
import { type History, readHistory, usersByHistory, usersByState } from './history.ts';
import { ROLE, writeUntilKilled } from './writers.ts';

/** How often the server is killed; `npm run test:faults` says 100. */
export const KILLS = Number(process.env.TEST_KILLS ?? 20);

/** Answers after which the server is killed: sometimes at once, sometimes with a history behind it. */
const FEWEST_ANSWERS = 10;
const MOST_ANSWERS = 200;

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';
const administrator: Credentials = {
  accessKeyId: `AKIATEST0${ACCOUNT}`,
  secretAccessKey: 'administrator-secret-of-a-fault-test-01',
};

/** The store that the killed server works on. */
export interface StoreUnderFault {
  /** Settings that name it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Resolves when nothing that a killed server began is under way any more. */
  readonly settled: () => Promise<void>;
}

/** Kills a server again and again and checks after each restart that nothing answered is lost. */
export async function killAgainAndAgain(store: StoreUnderFault): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-kill-'));
  const answers = await openAnswerLog(join(folder, 'answers'));
  const settings = {
    GATEHOUSE_DATA: join(folder, 'data'),
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    ...store.settings,
  };
  const start = () => startServerProcess(settings);
  let server = await start();
  try {
    const clients = () => clientsOf({ url: server.url, region: REGION, administrator });
    await makeRole(clients(), ROLE, trusts(`arn:aws:iam::${ACCOUNT}:root`));
    // A graceful end leaves its compiled code to all later starts.
    await server.stop();
    server = await start();
    const history: History = new Map();
    let cutShort = 0;
    for (let run = 0; run < KILLS; run += 1) {
      const known = answers.count();
      const began = Date.now() - 1000;
      cutShort += await loadAndKill(server, answers, run);
      await store.settled();
      server = await start();
      await readHistory(clients(), began, history);
      await assertKept(server, await answers.read(known), history, (user) =>
        user.startsWith(`u-${run}-`),
      );
    }
    assert.ok(cutShort > 0, 'no kill came in the middle of a call');
    const whole: History = new Map();
    await readHistory(clients(), 0, whole);
    await assertKept(server, await answers.read(0), whole, () => true);
  } finally {
    await server.kill();
    await answers.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Answers how many calls were cut short. */
async function loadAndKill(
  server: ServerProcess,
  answers: AnswerLog,
  run: number,
): Promise<number> {
  const { url } = server;
  const goal = answers.count() + randomInt(FEWEST_ANSWERS, MOST_ANSWERS);
  const writing = writeUntilKilled({ url, account: ACCOUNT, administrator, answers, run });
  let ended = false;
  const watched = writing.finally(() => {
    ended = true;
  });
  while (answers.count() < goal && !ended) await pause(1);
  await server.kill();
  return await watched;
}

/**
 * Every answer has its event; what the history tells is there, and nothing else is, so that no
 * write is there by half; every credential answered works, unless what it stands on was deleted.
 */
async function assertKept(
  server: ServerProcess,
  answered: readonly Answered[],
  history: History,
  isAsked: (user: string) => boolean,
): Promise<void> {
  const without = answered.filter(
    ({ requestId, action, credentials }) =>
      history.get(requestId)?.action !== action ||
      (credentials && history.get(requestId)?.accessKeyId !== credentials.accessKeyId),
  );
  assert.deepEqual(without, [], 'answers without their event');
  const clients = clientsOf({ url: server.url, region: REGION, administrator });
  const told = usersByHistory(history);
  const kept = await usersByState(clients, isAsked);
  const isComparable = (fact: string) =>
    !fact.startsWith('key ') || isAsked(fact.slice('key '.length).split('/')[0] ?? '');
  const expected = new Set([...told].filter(isComparable));
  assert.deepEqual([...expected.difference(kept)], [], 'told by the history and not there');
  assert.deepEqual([...kept.difference(expected)], [], 'there and not told by the history');
  await assertCredentialsWork(server, answered, kept);
}

async function assertCredentialsWork(
  server: ServerProcess,
  answered: readonly Answered[],
  kept: ReadonlySet<string>,
): Promise<void> {
  const keyOf = new Map<string, string>();
  for (const { action, user = '', credentials } of answered) {
    if (action === 'CreateAccessKey' && credentials) keyOf.set(user, credentials.accessKeyId);
  }
  const client = openLightClient(server.url);
  for (const { action, user = '', credentials } of answered) {
    const needed = action === 'AssumeRole' ? undefined : `key ${user}/${keyOf.get(user)}`;
    if (!credentials || (needed !== undefined && !kept.has(needed))) continue;
    const answer = await client.call(credentials, { service: 'sts', action: 'GetCallerIdentity' });
    assert.equal(answer.status, 200, `credentials of ${action} for ${user}: ${answer.body}`);
    assert.ok(answer.body.includes(user), answer.body);
  }
  client.close();
}
