import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from '../config.ts';
import { eventRecord } from '../domain/audit/record.ts';
import { SAMPLE_EVENT } from '../domain/audit/test-support.ts';
import { createLogger } from '../http/log.ts';
import { openParts } from './parts.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-lost-'));
after(() => rm(folder, { recursive: true }));

test('an event of an answered call that the store cannot keep is kept by the log', async () => {
  const reading = readConfig({ GATEHOUSE_DATA: folder });
  assert.ok(reading.ok);
  const lines: string[] = [];
  const log = createLogger('error', { write: (line) => lines.push(line) });
  const { store, writeEvent } = await openParts(reading.config, log);
  // The second of the same id does not fit beside the first.
  void store.append({ statements: [writeEvent(SAMPLE_EVENT)], changes: [] });
  void store.append({ statements: [writeEvent(SAMPLE_EVENT)], changes: [] });
  await store.close();
  const told = lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    told.map(({ code, event }) => [code, event]),
    [
      ['STORE-002', undefined],
      ['STORE-002', eventRecord(SAMPLE_EVENT)],
    ],
  );
});
