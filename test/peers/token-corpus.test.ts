/**
 * Every case about tokens against a running server that fetches the issuer's keys over TLS: the
 * answer on the wire, and every row of the stored attempt against what the check tables say.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { keySetOf } from '../../src/oidc/testing.ts';
import { ROLE_NAME } from '../corpus/case.ts';
import { rowsOfAttempt, rowsOfTables } from '../corpus/rows.ts';
import { CLIENT_ID, type TokenCase, type TokenWorld } from '../corpus/token-case.ts';
import { judgeToken, SESSION_NAME } from '../corpus/token-judge.ts';
import { tokenCorpus } from '../corpus/tokens.ts';
import { attemptOf } from '../support/attempts.ts';
import { type Clients, clientsOf, credentialsOf, refusalOf } from '../support/clients.ts';
import { startTestIssuer, type TestIssuer } from '../support/identity-provider.ts';
import { strangerTo } from '../support/saml-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const NOW = Math.floor(Date.now() / 1000) * 1000;
/** What the constraints of the API leave out: nobody tries these. */
const SHORTEST_TOKEN = 4;
const LONGEST_TOKEN = 20_000;

let issuer: TestIssuer;
let server: TestServer;
let admin: Clients;
let world: TokenWorld;
let trust = '';

describe('R106, R134: tokens at a running server', () => {
  before(async () => {
    issuer = await startTestIssuer({ path: '/tenant' });
    issuer.behave('keys', { kind: 'document', members: keySetOf() });
    server = await startTestServer(
      { ...issuer.environment, GATEHOUSE_ATTEMPT_SOURCE_BYTES: '100000000' },
      { clock: () => NOW },
    );
    admin = clientsOf(server);
    world = { now: NOW, account: server.account, issuer: issuer.url };
    const { iam } = admin;
    await iam.createOpenIDConnectProvider({ Url: issuer.url, ClientIDList: [CLIENT_ID] });
  });

  after(async () => {
    await server?.stop();
    await issuer?.stop();
  });

  for (const each of tokenCorpus) {
    const { name, requirement } = each;
    it(requirement === undefined ? name : `${requirement}: ${name}`, async () => {
      await assertCase(each);
    });
  }
});

async function setTrust(policy: string): Promise<void> {
  if (policy === trust) return;
  const RoleName = ROLE_NAME;
  const { iam } = admin;
  if (trust === '') await iam.createRole({ RoleName, AssumeRolePolicyDocument: policy });
  else await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: policy });
  trust = policy;
}

async function assertCase({ build, expected }: TokenCase): Promise<void> {
  const material = build(world);
  await setTrust(material.role.trustPolicy);
  const { roleArn: RoleArn, token: WebIdentityToken } = material;
  const input = { RoleArn, RoleSessionName: SESSION_NAME, WebIdentityToken };
  const call = strangerTo(server).assumeRoleWithWebIdentity(input);
  if (WebIdentityToken.length < SHORTEST_TOKEN || WebIdentityToken.length > LONGEST_TOKEN) {
    assert.equal((await refusalOf(call)).code, 'ValidationError');
    return;
  }
  const tables = judgeToken(material, world);
  let requestId: string | undefined;
  if (expected === 'accepted') {
    const answer = await call;
    requestId = answer.$metadata.requestId;
    const { Arn } = await clientsOf(server, credentialsOf(answer)).sts.getCallerIdentity({});
    assert.match(Arn ?? '', /:assumed-role\/developer\/corpus$/);
  } else {
    const refusal = await refusalOf(call);
    requestId = refusal.headers['x-amzn-requestid'];
    const details: Record<string, string> = {
      ...tables.failure?.details,
      now: String(NOW / 1000),
      expired: String(NOW / 1000 - 600),
    };
    const text = expected.wire.text.replace(/\{(\w+)\}/g, (_, key: string) => details[key] ?? '');
    assert.deepEqual(
      { code: refusal.code, text: refusal.message },
      { code: expected.wire.code, text },
    );
  }
  const attempt = await attemptOf(server, requestId);
  assert.deepEqual(rowsOfAttempt(attempt), rowsOfTables(tables.traces));
}
