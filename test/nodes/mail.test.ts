/** Two nodes on one database: each message is sent once, whichever node is faster. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { changeLocally } from '../../src/compose/local.ts';
import { type RunningServer, startServer } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { queueMail } from '../../src/domain/mail/index.ts';
import { createLogger } from '../../src/http/log.ts';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { until } from '../support/until.ts';

const MAILS = 40;
const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('mail of two nodes on PostgreSQL', needed, () => {
  let postgres: TestPostgres | undefined;
  let smtp: MailServer;
  let folder: string;
  const nodes: RunningServer[] = [];

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    smtp = await startMailServer();
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-mail-nodes-'));
    const shared = {
      GATEHOUSE_DATABASE_URL: await postgres.createDatabase(),
      GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
      GATEHOUSE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
      GATEHOUSE_PORT: '0',
    };
    for (const name of ['one', 'two']) {
      const reading = readConfig({ ...shared, GATEHOUSE_DATA: join(folder, name) });
      assert.ok(reading.ok);
      nodes.push(await startServer(reading.config, createLogger('silent')));
    }
  });

  after(async () => {
    for (const node of nodes) await node.stop();
    await smtp?.stop();
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function queue(at: number, to: string): Promise<void> {
    const node = nodes[at % nodes.length];
    assert.ok(node);
    const { parts, installation } = node;
    const action = { account: installation.managementAccount, name: 'Test', parameters: {} };
    await changeLocally(parts, action, (work) =>
      queueMail(work, parts.delivery.outbox, {
        kind: 'password-changed',
        details: { sourceAddress: '192.0.2.1' },
        account: action.account,
        to,
        language: 'en',
      }),
    );
  }

  it('each mail arrives once, also those of a node that stops before it has sent them', async () => {
    const wanted = Array.from({ length: MAILS }, (_, at) => `user${at}@example.com`);
    await Promise.all(wanted.map((to, at) => queue(at, to)));
    const [first] = nodes.splice(0, 1);
    await first?.stop();
    const rows = async () =>
      (await nodes[0]?.parts.store.read
        .selectFrom('outbox')
        .select(['state', 'tries'])
        .execute()) ?? [];
    await until('every mail', async () => (await rows()).every(({ state }) => state === 'sent'));
    // Whatever would come twice.
    await pause(1500);
    const arrived = smtp.received.flatMap(({ to }) => to).sort();
    assert.deepEqual(arrived, wanted.sort());
    assert.ok((await rows()).every(({ state, tries }) => state === 'sent' && tries === 1));
  });
});
