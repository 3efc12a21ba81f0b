import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { compilePlanStatement } from '../../store/index.ts';
import { openTestStore } from '../iam/test-support.ts';
import { createEventWriter, recordsIn } from './events.ts';
import { eventRecord } from './record.ts';
import { SAMPLE_EVENT as event } from './test-support.ts';

const { store, close } = await openTestStore();
after(close);

test('the records of a plan are found among its other statements', () => {
  const writeEvent = createEventWriter(store.read);
  const other = compilePlanStatement(store.read.deleteFrom('settings'));
  const statements = [other, writeEvent(event), writeEvent({ ...event, eventId: 'e-2' })];
  assert.deepEqual(recordsIn({ statements, changes: [] }), [
    eventRecord(event),
    eventRecord({ ...event, eventId: 'e-2' }),
  ]);
  assert.deepEqual(recordsIn({ statements: [other], changes: [] }), []);
});
