import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { compilePlanStatement } from '../../store/index.ts';
import { openTestStore } from '../iam/test-support.ts';
import { createEventWriter, recordsIn } from './events.ts';
import { type AuditEvent, eventRecord } from './record.ts';

const { store, close } = await openTestStore();
after(close);

const event: AuditEvent = {
  account: '111122223333',
  eventId: 'e-1',
  requestId: 'r-1',
  time: 0,
  region: 'us-east-1',
  source: 'iam.amazonaws.com',
  name: 'GetUser',
  readOnly: true,
  userIdentity: { type: 'Root', accountId: '111122223333' },
  userName: undefined,
  accessKeyId: undefined,
  sourceAddress: '127.0.0.1',
  userAgent: 'test',
  error: undefined,
  requestParameters: null,
  responseElements: null,
  additionalEventData: undefined,
  resources: [],
  sharedEventId: undefined,
  apiVersion: undefined,
  tls: undefined,
};

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
