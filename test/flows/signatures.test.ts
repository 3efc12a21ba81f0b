import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { isoBasic } from '../../src/base/clock.ts';
import { type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import {
  allow,
  deleteRole,
  type MadeUser,
  makeRole,
  makeUser,
  trusts,
} from '../support/entities.ts';
import {
  type Answer,
  call,
  type Draft,
  jsonDraft,
  jsonError,
  queryError,
  type Signing,
  send,
  sign,
  stsDraft,
} from '../support/requests.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;
/** The server's clock stands still, near the machine's, unless a test moves it. */
let now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  server = await startTestServer({ GATEHOUSE_REGIONS: 'eu-west-1' }, { clock: () => now });
  admin = clientsOf(server);
  const policy = allow(['sts:AssumeRole', 'cloudtrail:*', 'organizations:*']);
  alice = await makeUser(admin, 'alice', { policy });
});

after(async () => {
  await server?.stop();
});

const LOOKUP = 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents';
const ORGANIZATION = 'AWSOrganizationsV20161128.DescribeOrganization';
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const INVALID_TOKEN = 'The security token included in the request is invalid.';

/** A call in each protocol, with the signing name of its service. */
const PROTOCOLS = [
  { draft: stsDraft('GetCallerIdentity'), service: 'sts', errorOf: queryError },
  { draft: jsonDraft(LOOKUP), service: 'cloudtrail', errorOf: jsonError },
  { draft: jsonDraft(ORGANIZATION), service: 'organizations', errorOf: jsonError },
] as const;

/** Codes and statuses of one error as Query and as JSON services answer it (aws-facts B5, B7). */
const FORMS = {
  signature: [
    [403, 'SignatureDoesNotMatch'],
    [400, 'InvalidSignatureException'],
  ],
  token: [
    [403, 'InvalidClientTokenId'],
    [400, 'UnrecognizedClientException'],
  ],
  expired: [
    [403, 'ExpiredToken'],
    [400, 'ExpiredTokenException'],
  ],
  missing: [
    [403, 'MissingAuthenticationToken'],
    [400, 'MissingAuthenticationTokenException'],
  ],
  incomplete: [
    [400, 'IncompleteSignature'],
    [400, 'IncompleteSignatureException'],
  ],
} as const;

type Sending = (draft: Draft, service: string) => Promise<Answer>;

/** Makes the same faulty call in each protocol and expects the error's form in each. */
async function refusedEverywhere(
  sending: Sending,
  form: keyof typeof FORMS,
  text: string | ((service: string) => string),
): Promise<void> {
  for (const { draft, service, errorOf } of PROTOCOLS) {
    const answer = await sending(draft, service);
    const [query, json] = FORMS[form];
    const expected = service === 'sts' ? query : json;
    const message = typeof text === 'string' ? text : text(service);
    assert.deepEqual(errorOf(answer), [...expected, message], service);
    assert.ok(answer.headers['x-amzn-requestid']);
  }
}

function signedBy(credentials: Credentials, signing: Signing = {}): Sending {
  return (draft, service) => call(server.url, draft, credentials, { service, at: now, ...signing });
}

async function acceptedEverywhere(sending: Sending): Promise<void> {
  for (const { draft, service } of PROTOCOLS) {
    const { status, body } = await sending(draft, service);
    const inNoOrganization = service === 'organizations' && /NotInUse/.test(body);
    assert.ok(status === 200 || inNoOrganization, `${service} answered ${status} ${body}`);
  }
}

async function sessionOf(role: string, name = 'work'): Promise<Credentials> {
  const RoleArn = `arn:aws:iam::${server.account}:role/${role}`;
  const { sts } = clientsOf(server, alice.credentials);
  return credentialsOf(await sts.assumeRole({ RoleArn, RoleSessionName: name }));
}

async function makeSession(role: string): Promise<Credentials> {
  const policy = allow(['cloudtrail:*', 'organizations:*']);
  await makeRole(admin, role, trusts(alice.arn), { policy });
  return await sessionOf(role);
}

/** Runs `body` at another time and then returns to the present. */
async function at(time: number, body: () => Promise<void>): Promise<void> {
  const present = now;
  now = time;
  try {
    await body();
  } finally {
    now = present;
  }
}

/** What a body can be lengthened by without becoming unreadable. */
function padding({ headers }: Draft): string {
  return headers?.['x-amz-target'] === undefined ? '&Extra=1' : ' ';
}

describe('the signature and its scope', () => {
  it('a correct signature is accepted', async () => {
    await acceptedEverywhere(signedBy(alice.credentials));
  });

  it('a wrong secret is refused', async () => {
    const wrong = { ...alice.credentials, secretAccessKey: 'x'.repeat(40) };
    await refusedEverywhere(signedBy(wrong), 'signature', MISMATCH);
  });

  it('a body, a header or a query changed after signing is refused', async () => {
    const change = (changes: (signed: Draft) => Draft): Sending => {
      return async (draft, service) => {
        const signed = await sign(server.url, draft, alice.credentials, { service, at: now });
        return await send(server.url, changes(signed));
      };
    };
    const body = change((draft) => ({ ...draft, body: `${draft.body}${padding(draft)}` }));
    await refusedEverywhere(body, 'signature', MISMATCH);
    const query = change((draft) => ({ ...draft, query: { ...draft.query, a: 'b' } }));
    await refusedEverywhere(query, 'signature', MISMATCH);
    const added = change((draft) => ({
      ...draft,
      headers: { ...draft.headers, 'x-unsigned': '1' },
    }));
    await acceptedEverywhere(added);
  });

  it('a wrong service scope is refused', async () => {
    const text = (service: string) =>
      `Credential should be scoped to correct service: '${service}'. `;
    await refusedEverywhere(signedBy(alice.credentials, { service: 's3' }), 'signature', text);
  });

  it('R115: a wrong region scope is refused, each configured region is accepted', async () => {
    const text = 'Credential should be scoped to a valid region. ';
    const wrong = signedBy(alice.credentials, { region: 'ap-south-1' });
    await refusedEverywhere(wrong, 'signature', text);
    await acceptedEverywhere(signedBy(alice.credentials, { region: 'eu-west-1' }));
  });

  it('wrong region and service are told together, the region first', async () => {
    const text = (service: string) =>
      `Credential should be scoped to a valid region. Credential should be scoped to correct service: '${service}'. `;
    const wrong = { service: 's3', region: 'ap-south-1' };
    await refusedEverywhere(signedBy(alice.credentials, wrong), 'signature', text);
  });

  it('the scope is told before the key, the key before the signature', async () => {
    const unknown = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x'.repeat(40) };
    const text = 'Credential should be scoped to a valid region. ';
    await refusedEverywhere(signedBy(unknown, { region: 'ap-south-1' }), 'signature', text);
    await refusedEverywhere(signedBy(unknown), 'token', INVALID_TOKEN);
  });

  it('no signature is refused', async () => {
    const unsigned: Sending = (draft) => send(server.url, draft);
    await refusedEverywhere(unsigned, 'missing', 'Request is missing Authentication Token');
  });

  it('an incomplete Authorization header is refused', async () => {
    const broken: Sending = async (draft, service) => {
      const signed = await sign(server.url, draft, alice.credentials, { service, at: now });
      const authorization = signed.headers?.authorization?.replace(/Credential=[^,]*, /, '') ?? '';
      return await send(server.url, { ...signed, headers: { ...signed.headers, authorization } });
    };
    for (const { draft, service, errorOf } of PROTOCOLS) {
      const [status, code, text] = errorOf(await broken(draft, service));
      const expected = FORMS.incomplete[service === 'sts' ? 0 : 1];
      assert.deepEqual([status, code], [...expected]);
      assert.match(text ?? '', /^Authorization header requires 'Credential' parameter\. /);
    }
  });
});

describe('the time of a signature', () => {
  const minutes = (count: number) => count * 60_000;

  it('is at most five minutes in the past', async () => {
    const date = now - minutes(5) - 1000;
    const text = `Signature expired: ${isoBasic(date)} is now earlier than ${isoBasic(now - minutes(5))} (${isoBasic(now)} - 5 min.)`;
    await refusedEverywhere(signedBy(alice.credentials, { at: date }), 'signature', text);
    await acceptedEverywhere(signedBy(alice.credentials, { at: now - minutes(5) }));
  });

  it('is at most five minutes in the future', async () => {
    const date = now + minutes(5) + 1000;
    const text = `Signature not yet current: ${isoBasic(date)} is still later than ${isoBasic(now + minutes(5))} (${isoBasic(now)} + 5 min.)`;
    await refusedEverywhere(signedBy(alice.credentials, { at: date }), 'signature', text);
    await acceptedEverywhere(signedBy(alice.credentials, { at: now + minutes(5) }));
  });
});

describe('presigned URLs', () => {
  const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' };
  const presigned = (signing: Signing, credentials = alice.credentials) =>
    call(server.url, { method: 'GET', query }, credentials, { at: now, ...signing });

  it('are accepted until they expire', async () => {
    const fresh = await presigned({ expiresIn: 60 });
    assert.equal(fresh.status, 200);
    assert.ok(fresh.body.includes(`<Arn>${alice.arn}</Arn>`));
    const last = await presigned({ expiresIn: 3600, at: now - 3_600_000 });
    assert.equal(last.status, 200);
  });

  it('are refused when they have expired', async () => {
    const date = now - 61_000;
    assert.deepEqual(queryError(await presigned({ expiresIn: 60, at: date })), [
      403,
      'SignatureDoesNotMatch',
      `Signature expired: ${isoBasic(date)} is now earlier than ${isoBasic(now - 60_000)} (${isoBasic(now)} - 1 min.)`,
    ]);
  });

  it('are refused for more than a week', async () => {
    assert.deepEqual(
      queryError(await presigned({ expiresIn: 604_800, at: now })).slice(0, 1),
      [200],
    );
    const signed = await sign(server.url, { method: 'GET', query }, alice.credentials, {
      at: now,
      expiresIn: 604_800,
    });
    const longer = { ...signed.query, 'X-Amz-Expires': '604801' };
    assert.deepEqual(queryError(await send(server.url, { ...signed, query: longer })), [
      400,
      'IncompleteSignature',
      'X-Amz-Expires must be a number of seconds from 1 to 604800.',
    ]);
  });

  it('are accepted with a session token', async () => {
    const session = await makeSession('presigning');
    const answer = await presigned({ expiresIn: 60 }, session);
    assert.equal(answer.status, 200);
    assert.ok(answer.body.includes(':assumed-role/presigning/work</Arn>'));
  });
});

describe('keys', () => {
  it('that are inactive are refused until they are active again', async () => {
    const bob = await makeUser(admin, 'bob', {
      policy: allow(['cloudtrail:*', 'organizations:*']),
    });
    const { accessKeyId: AccessKeyId } = bob.credentials;
    await admin.iam.updateAccessKey({ UserName: 'bob', AccessKeyId, Status: 'Inactive' });
    await refusedEverywhere(signedBy(bob.credentials), 'token', INVALID_TOKEN);
    await admin.iam.updateAccessKey({ UserName: 'bob', AccessKeyId, Status: 'Active' });
    await acceptedEverywhere(signedBy(bob.credentials));
  });

  it('that were deleted are refused', async () => {
    const carol = await makeUser(admin, 'carol', {
      policy: allow(['cloudtrail:*', 'organizations:*']),
    });
    await acceptedEverywhere(signedBy(carol.credentials));
    const { accessKeyId: AccessKeyId } = carol.credentials;
    await admin.iam.deleteAccessKey({ UserName: 'carol', AccessKeyId });
    await refusedEverywhere(signedBy(carol.credentials), 'token', INVALID_TOKEN);
  });

  it('that are inactive are told so before the signature is looked at', async () => {
    const dave = await makeUser(admin, 'dave');
    const { accessKeyId: AccessKeyId } = dave.credentials;
    await admin.iam.updateAccessKey({ UserName: 'dave', AccessKeyId, Status: 'Inactive' });
    const wrong = { ...dave.credentials, secretAccessKey: 'x'.repeat(40) };
    await refusedEverywhere(signedBy(wrong), 'token', INVALID_TOKEN);
  });

  it('that are long-term are refused with a session token', async () => {
    const { sessionToken = '' } = await makeSession('token-lender');
    await refusedEverywhere(
      signedBy({ ...alice.credentials, sessionToken }),
      'token',
      INVALID_TOKEN,
    );
  });
});

describe('sessions', () => {
  it('are accepted until they expire, and told so afterwards', async () => {
    const session = await makeSession('expiring');
    await acceptedEverywhere(signedBy(session));
    const text = 'The security token included in the request is expired';
    await at(now + 3_599_000, () => acceptedEverywhere((...parts) => signedBy(session)(...parts)));
    await at(now + 3_600_000, () =>
      refusedEverywhere((...parts) => signedBy(session)(...parts), 'expired', text),
    );
  });

  it('that have expired are told so before the signature is looked at', async () => {
    const session = { ...(await makeSession('expired')), secretAccessKey: 'x'.repeat(40) };
    await refusedEverywhere(signedBy(session), 'signature', MISMATCH);
    const text = 'The security token included in the request is expired';
    await at(now + 3_600_000, () =>
      refusedEverywhere((...parts) => signedBy(session)(...parts), 'expired', text),
    );
  });

  it('are refused without their token', async () => {
    const { accessKeyId, secretAccessKey } = await makeSession('tokenless');
    await refusedEverywhere(signedBy({ accessKeyId, secretAccessKey }), 'token', INVALID_TOKEN);
  });

  it('are refused with an altered, cut, foreign or empty token', async () => {
    const session = await makeSession('altered');
    const other = await sessionOf('altered', 'other');
    const { sessionToken: token = '' } = session;
    const middle = Math.floor(token.length / 2);
    const flipped = token[middle] === 'A' ? 'B' : 'A';
    const tokens = [
      `${token.slice(0, middle)}${flipped}${token.slice(middle + 1)}`,
      token.slice(0, -8),
      other.sessionToken ?? '',
      `${token}AAAA`,
    ];
    for (const sessionToken of tokens) {
      await refusedEverywhere(signedBy({ ...session, sessionToken }), 'token', INVALID_TOKEN);
    }
    await acceptedEverywhere(signedBy(session));
  });

  it('end with their role, and a role made anew does not revive them', async () => {
    const session = await makeSession('doomed');
    await acceptedEverywhere(signedBy(session));
    await deleteRole(admin.iam, 'doomed');
    await refusedEverywhere(signedBy(session), 'token', INVALID_TOKEN);
    const anew = await makeSession('doomed');
    await refusedEverywhere(signedBy(session), 'token', INVALID_TOKEN);
    await acceptedEverywhere(signedBy(anew));
  });

  it('end with the user who made them', async () => {
    const policy = allow(['sts:GetFederationToken', 'cloudtrail:*', 'organizations:*']);
    const eve = await makeUser(admin, 'eve', { policy });
    const { sts } = clientsOf(server, eve.credentials);
    const session = credentialsOf(await sts.getSessionToken({}));
    const federated = credentialsOf(await sts.getFederationToken({ Name: 'guest' }));
    await acceptedEverywhere(signedBy(session));
    await admin.iam.deleteUserPolicy({ UserName: 'eve', PolicyName: 'inline' });
    const { accessKeyId: AccessKeyId } = eve.credentials;
    await admin.iam.deleteAccessKey({ UserName: 'eve', AccessKeyId });
    await admin.iam.deleteUser({ UserName: 'eve' });
    for (const credentials of [session, federated]) {
      await refusedEverywhere(signedBy(credentials), 'token', INVALID_TOKEN);
    }
  });
});
