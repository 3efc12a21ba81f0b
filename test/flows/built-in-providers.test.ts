/**
 * Identity providers that no account has to create: Google's ID tokens, and the access tokens of
 * Login with Amazon and Facebook Login, answered by a server on loopback in their place.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { STS } from '@aws-sdk/client-sts';
import { attemptOf } from '../support/attempts.ts';
import {
  assertRefused,
  type Clients,
  clientsOf,
  credentialsOf,
  type Refusal,
  refusalOf,
} from '../support/clients.ts';
import { allow, makeRole, setRolePolicy } from '../support/entities.ts';
import { startTestIssuer, type TestIssuer } from '../support/identity-provider.ts';
import { strangerTo, trustsProvider } from '../support/saml-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ACTION = 'sts:AssumeRoleWithWebIdentity';

let google: TestIssuer;
let others: Server;
let server: TestServer;
let admin: Clients;
let stranger: STS;

/** What Amazon and Facebook answer, by path; anything else is a token that they do not know. */
const answers = new Map<string, object>([
  [
    '/auth/o2/tokeninfo?access_token=Atza%7Cgood',
    {
      iss: 'https://www.amazon.com',
      user_id: 'amzn1.account.K2LI23KL2LK2',
      aud: 'amzn1.application-oa2-client.1',
      app_id: 'amzn1.application.7',
      exp: 3597,
      iat: 1,
    },
  ],
  ['/app?fields=id&access_token=EAAgood', { id: '1234567890' }],
  ['/me?fields=id&access_token=EAAgood', { id: '9876543210' }],
]);

before(async () => {
  google = await startTestIssuer();
  others = createServer({ key: google.tls.key, cert: google.tls.cert }, (request, response) => {
    const answer = answers.get(request.url ?? '');
    const body = JSON.stringify(answer ?? { error: 'invalid_token' });
    response.writeHead(answer ? 200 : 400, { 'content-type': 'application/json' }).end(body);
  });
  others.listen(0, '127.0.0.1');
  await once(others, 'listening');
  const origin = `https://localhost:${(others.address() as AddressInfo).port}`;
  server = await startTestServer({
    ...google.environment,
    GATEHOUSE_WEB_IDENTITY_ENDPOINTS: `accounts.google.com=${google.url}, www.amazon.com=${origin}, graph.facebook.com=${origin}/`,
  });
  admin = clientsOf(server);
  stranger = strangerTo(server);
});

after(async () => {
  await server?.stop();
  others?.close();
  others?.closeAllConnections();
  await google?.stop();
});

function roleFor(name: string, provider: string, condition: object) {
  const Condition = { StringEquals: condition };
  return makeRole(admin, name, trustsProvider(provider, ACTION, { Condition }));
}

function assume(role: string, WebIdentityToken: string, ProviderId?: string) {
  const RoleArn = `arn:aws:iam::${server.account}:role/${role}`;
  const RoleSessionName = 'phone';
  return stranger.assumeRoleWithWebIdentity({
    RoleArn,
    RoleSessionName,
    WebIdentityToken,
    ...(ProviderId === undefined ? {} : { ProviderId }),
  });
}

async function failedCode({ headers }: Refusal): Promise<string> {
  const attempt = await attemptOf(server, headers['x-amzn-requestid']);
  return attempt.Failure.Code;
}

describe('R134, R174: built-in providers', () => {
  it('Google: any audience, which the trust policy has to name', async () => {
    await roleFor('google', 'accounts.google.com', {
      'accounts.google.com:aud': 'app-1',
      'accounts.google.com:sub': '110169484474386276334',
    });
    const claims = {
      iss: 'https://accounts.google.com',
      sub: '110169484474386276334',
      aud: 'app-1',
    };
    const answer = await assume('google', google.token({ claims }));
    assert.equal(answer.Provider, 'accounts.google.com');
    assert.equal(answer.Audience, 'app-1');
    const { Events = [] } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'AssumeRoleWithWebIdentity' },
      ],
    });
    const { userIdentity } = JSON.parse(Events[0]?.CloudTrailEvent ?? '');
    assert.equal(userIdentity.identityProvider, 'accounts.google.com');
    const other = google.token({ claims: { ...claims, aud: 'app-2' } });
    const text = `Not authorized to perform ${ACTION}`;
    await assertRefused(assume('google', other), 'AccessDenied', 403, text);
  });

  it('Login with Amazon: an access token, of which Amazon tells whose it is', async () => {
    await roleFor('amazon', 'www.amazon.com', {
      'www.amazon.com:user_id': 'amzn1.account.K2LI23KL2LK2',
    });
    const answer = await assume('amazon', 'Atza|good', 'www.amazon.com');
    assert.equal(answer.Provider, 'www.amazon.com');
    assert.equal(answer.SubjectFromWebIdentityToken, 'amzn1.account.K2LI23KL2LK2');
    const { iam } = clientsOf(server, credentialsOf(answer));
    const Condition = { StringEquals: { 'aws:FederatedProvider': 'www.amazon.com' } };
    await setRolePolicy(admin.iam, 'amazon', allow('iam:ListRoles', '*', { Condition }));
    await iam.listRoles({});
  });

  it('Facebook Login: two questions with one token', async () => {
    await roleFor('facebook', 'graph.facebook.com', {
      'graph.facebook.com:app_id': '1234567890',
      'graph.facebook.com:id': '9876543210',
    });
    const answer = await assume('facebook', 'EAAgood', 'graph.facebook.com');
    assert.equal(answer.SubjectFromWebIdentityToken, '9876543210');
    assert.equal(answer.Audience, '1234567890');
  });

  it('a token that the provider does not know, and a provider that does not answer', async () => {
    await roleFor('careful', 'www.amazon.com', {});
    const unknown = await refusalOf(assume('careful', 'Atza|bad', 'www.amazon.com'));
    assert.deepEqual([unknown.code, unknown.status], ['InvalidIdentityToken', 400]);
    assert.equal(unknown.message, 'Provided Token is not a Login With Amazon token');
    assert.equal(await failedCode(unknown), 'OIDC-094');
    others.closeAllConnections();
    others.close();
    const away = await refusalOf(assume('careful', 'Atza|good', 'www.amazon.com'));
    assert.deepEqual([away.code, away.status], ['IDPCommunicationError', 400]);
    assert.equal(await failedCode(away), 'OIDC-093');
  });
});
