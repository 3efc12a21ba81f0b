import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { clientsOf } from '../support/clients.ts';
import { allow, makeUser } from '../support/entities.ts';
import {
  call,
  type Draft,
  jsonDraft,
  jsonError,
  queryError,
  send,
  stsDraft,
} from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const LOOKUP = jsonDraft('com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents');
const ORGANIZATION = jsonDraft('AWSOrganizationsV20161128.DescribeOrganization');
const IDENTITY = stsDraft('GetCallerIdentity');

let server: TestServer;
let alice: Credentials;
let bob: Credentials;
/** The server's clock: buckets fill only when a test says so. */
let now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  server = await startTestServer(
    {
      GATEHOUSE_PRINCIPAL_RATE: '3',
      GATEHOUSE_ADDRESS_RATE: '2',
      GATEHOUSE_LOOKUP_RATE: '2',
      GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
    },
    { clock: () => now },
  );
  const admin = clientsOf(server);
  const policy = allow(['cloudtrail:*', 'organizations:*']);
  alice = (await makeUser(admin, 'alice', { policy })).credentials;
  now += 2000;
  bob = (await makeUser(admin, 'bob', { policy })).credentials;
  now += 2000;
});

after(async () => {
  await server?.stop();
});

/** Every bucket is full again after two seconds. */
afterEach(() => {
  now += 2000;
});

function asked(draft: Draft, credentials: Credentials, service: string) {
  return call(server.url, draft, credentials, { service, at: now });
}

async function statuses(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const answers: number[] = [];
  for (let index = 0; index < count; index += 1) answers.push((await ask()).status);
  return answers;
}

describe('R117, LIMIT-001: one principal that calls too often', () => {
  it('is told so by Query services, with a code that clients retry', async () => {
    const ask = () => asked(IDENTITY, alice, 'sts');
    assert.deepEqual(await statuses(6, ask), [200, 200, 200, 200, 200, 200]);
    assert.deepEqual(queryError(await ask()), [400, 'Throttling', 'Rate exceeded']);
    assert.deepEqual(await statuses(1, () => asked(IDENTITY, bob, 'sts')), [200]);
    now += 334;
    assert.deepEqual(await statuses(2, ask), [200, 400]);
  });

  it('is told so by JSON services', async () => {
    await statuses(6, () => asked(IDENTITY, alice, 'sts'));
    assert.deepEqual(jsonError(await asked(LOOKUP, alice, 'cloudtrail')), [
      400,
      'ThrottlingException',
      'Rate exceeded',
    ]);
    assert.deepEqual(jsonError(await asked(ORGANIZATION, alice, 'organizations')), [
      400,
      'TooManyRequestsException',
      'Rate exceeded',
    ]);
  });

  it('is served again by a client that waits and retries', async () => {
    await statuses(6, () => asked(IDENTITY, alice, 'sts'));
    const { sts } = clientsOf(server, alice, { maxAttempts: 5 });
    const passing = setInterval(() => {
      now += 100;
    }, 10);
    try {
      const { $metadata } = await sts.getCallerIdentity({});
      assert.ok(($metadata.attempts ?? 0) > 1);
    } finally {
      clearInterval(passing);
    }
  });
});

describe('R117, LIMIT-001: searches of the event history', () => {
  it('are limited for the account as a whole, as at AWS, and nothing else is', async () => {
    const ask = (caller: Credentials) => asked(LOOKUP, caller, 'cloudtrail');
    const seen = [await ask(alice), await ask(bob), await ask(alice), await ask(bob)];
    assert.deepEqual(
      seen.map(({ status }) => status),
      [200, 200, 200, 200],
    );
    assert.deepEqual(jsonError(await ask(bob)), [400, 'ThrottlingException', 'Rate exceeded']);
    assert.deepEqual(await statuses(1, () => asked(IDENTITY, bob, 'sts')), [200]);
    now += 500;
    assert.equal((await ask(bob)).status, 200);
  });
});

describe('R117, LIMIT-001: one address whose calls fail authentication too often', () => {
  const from = (address: string, draft: Draft): Draft => ({
    ...draft,
    headers: { ...draft.headers, 'x-forwarded-for': address },
  });

  it('is told so in the form of each protocol, before anything is verified', async () => {
    const unsigned = () => send(server.url, from('203.0.113.1', IDENTITY));
    assert.deepEqual(await statuses(4, unsigned), [403, 403, 403, 403]);
    assert.deepEqual(queryError(await unsigned()), [400, 'Throttling', 'Rate exceeded']);
    assert.deepEqual(jsonError(await send(server.url, from('203.0.113.1', LOOKUP))), [
      400,
      'ThrottlingException',
      'Rate exceeded',
    ]);
    const other = await send(server.url, from('203.0.113.2', IDENTITY));
    assert.equal(queryError(other)[1], 'MissingAuthenticationToken');
  });

  it('costs nothing to calls that are signed', async () => {
    const signed = () => asked(from('203.0.113.3', IDENTITY), alice, 'sts');
    assert.deepEqual(await statuses(6, signed), [200, 200, 200, 200, 200, 200]);
    const unsigned = await send(server.url, from('203.0.113.3', IDENTITY));
    assert.equal(queryError(unsigned)[1], 'MissingAuthenticationToken');
  });
});
