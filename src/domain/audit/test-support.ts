import type { AuditEvent } from './record.ts';

/** An event for tests; its id is `e-1`. */
export const SAMPLE_EVENT: AuditEvent = {
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
