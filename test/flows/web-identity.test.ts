/**
 * AssumeRoleWithWebIdentity through the JavaScript SDK, with tokens of an issuer on loopback: what
 * is answered, what is refused in which words, and what is written down about it.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AssumeRoleWithWebIdentityCommandInput, STS } from '@aws-sdk/client-sts';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { assertRefused, type Clients, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, type MadeRole, makeRole, setRolePolicy } from '../support/entities.ts';
import { startTestIssuer, type TestIssuer } from '../support/identity-provider.ts';
import { strangerTo, trustsProvider } from '../support/saml-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ACTION = 'sts:AssumeRoleWithWebIdentity';
const DENIED = `Not authorized to perform ${ACTION}`;
const NO_KEY =
  "Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
const AUDIENCE = 'sts.amazonaws.com';
const SUBJECT = 'repo:octo/app:ref:refs/heads/main';

let issuer: TestIssuer;
let server: TestServer;
let admin: Clients;
let stranger: STS;
let provider: string;
let prefix: string;
let role: MadeRole;

before(async () => {
  issuer = await startTestIssuer({ path: '/realms/one' });
  server = await startTestServer(issuer.environment);
  admin = clientsOf(server);
  stranger = strangerTo(server);
  const { OpenIDConnectProviderArn = '' } = await admin.iam.createOpenIDConnectProvider({
    Url: issuer.url,
    ClientIDList: [AUDIENCE],
  });
  provider = OpenIDConnectProviderArn;
  prefix = issuer.url.slice('https://'.length);
  const actions = [ACTION, 'sts:TagSession', 'sts:SetSourceIdentity'];
  const Condition = { StringEquals: { [`${prefix}:aud`]: AUDIENCE, [`${prefix}:sub`]: SUBJECT } };
  role = await makeRole(admin, 'ci', trustsProvider(provider, actions, { Condition }));
});

after(async () => {
  await server?.stop();
  await issuer?.stop();
});

type Input = Partial<AssumeRoleWithWebIdentityCommandInput>;

const tokenOf = (claims: object = {}) =>
  issuer.token({ claims: { sub: SUBJECT, aud: AUDIENCE, ...claims } });

function assume(claims: object = {}, input: Input = {}) {
  return stranger.assumeRoleWithWebIdentity({
    RoleArn: role.arn,
    RoleSessionName: 'build-7',
    WebIdentityToken: tokenOf(claims),
    ...input,
  });
}

async function eventOf(requestId: string | undefined) {
  const { Events = [] } = await admin.cloudtrail.lookupEvents({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRoleWithWebIdentity' }],
  });
  const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
  return records.find(({ requestID }) => requestID === requestId);
}

/** Code of the attempt and whether there is an event, of a call that is refused so. */
async function refusedAs(call: Promise<unknown>, code: string, status: number, text: string) {
  const { headers } = await assertRefused(call, code, status, text);
  const requestId = headers['x-amzn-requestid'];
  const attempt = await attemptOf(server, requestId);
  return { attempt, event: await eventOf(requestId) };
}

describe('AssumeRoleWithWebIdentity', () => {
  it('R134: answers every field as AWS does, and credentials that work', async () => {
    const { $metadata, Credentials, ...told } = await assume();
    const { account } = server;
    assert.deepEqual(told, {
      SubjectFromWebIdentityToken: SUBJECT,
      Audience: AUDIENCE,
      Provider: provider,
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:build-7`,
        Arn: `arn:aws:sts::${account}:assumed-role/ci/build-7`,
      },
    });
    const { sts } = clientsOf(server, credentialsOf({ Credentials }));
    const { Arn } = await sts.getCallerIdentity({});
    assert.equal(Arn, told.AssumedRoleUser?.Arn);
  });

  it('hands tags and source identity of the token to the session', async () => {
    const claims = {
      'https://aws.amazon.com/tags': {
        principal_tags: { Team: ['blue'] },
        transitive_tag_keys: ['Team'],
      },
      'https://aws.amazon.com/source_identity': 'octocat',
    };
    const answer = await assume(claims, { DurationSeconds: 900 });
    assert.equal(answer.SourceIdentity, 'octocat');
    assert.ok((answer.PackedPolicySize ?? 0) > 0);
    const Condition = {
      StringEquals: { 'aws:PrincipalTag/Team': 'blue', 'aws:SourceIdentity': 'octocat' },
    };
    await setRolePolicy(admin.iam, 'ci', allow('iam:ListRoles', '*', { Condition }));
    await clientsOf(server, credentialsOf(answer)).iam.listRoles({});
    const record = await eventOf(answer.$metadata.requestId);
    assert.deepEqual(record.requestParameters, {
      roleArn: role.arn,
      roleSessionName: 'build-7',
      sourceIdentity: 'octocat',
      principalTags: { Team: 'blue' },
      transitiveTagKeys: ['Team'],
      durationSeconds: 900,
    });
  });

  it('later requests see aud, sub, amr and the provider; events name it', async () => {
    const { Credentials } = await assume({ amr: ['pwd', 'otp'] });
    const { iam, sts } = clientsOf(server, credentialsOf({ Credentials }));
    const see = async (condition: object) => {
      await setRolePolicy(admin.iam, 'ci', allow('iam:ListRoles', '*', { Condition: condition }));
      return await iam.listRoles({}).then(
        () => 'seen',
        () => 'not seen',
      );
    };
    const all = {
      StringEquals: {
        [`${prefix}:aud`]: AUDIENCE,
        [`${prefix}:sub`]: SUBJECT,
        'aws:FederatedProvider': provider,
      },
      'ForAnyValue:StringEquals': { [`${prefix}:amr`]: 'otp' },
    };
    assert.equal(await see(all), 'seen');
    assert.equal(await see({ StringEquals: { [`${prefix}:sub`]: 'repo:evil' } }), 'not seen');
    const { $metadata } = await sts.getCallerIdentity({});
    const { Events = [] } = await admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'GetCallerIdentity' }],
    });
    const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
    const record = records.find(({ requestID }) => requestID === $metadata.requestId);
    assert.deepEqual(record.userIdentity.sessionContext.webIdFederationData, {
      federatedProvider: provider,
      attributes: {
        [`${prefix}:aud`.toLowerCase()]: AUDIENCE,
        [`${prefix}:sub`.toLowerCase()]: SUBJECT,
        [`${prefix}:amr`.toLowerCase()]: 'pwd,otp',
      },
    });
  });
});

describe('the event of AssumeRoleWithWebIdentity', () => {
  it('R030: tells who came, through what, and what was issued', async () => {
    const { $metadata, Credentials, AssumedRoleUser } = await assume();
    const record = await eventOf($metadata.requestId);
    const principalId = `${provider}:${AUDIENCE}:${SUBJECT}`;
    assert.deepEqual(record.userIdentity, {
      type: 'WebIdentityUser',
      principalId,
      userName: SUBJECT,
      identityProvider: provider,
    });
    const { credentials, ...elements } = record.responseElements;
    assert.equal(credentials.accessKeyId, Credentials?.AccessKeyId);
    assert.equal(credentials.sessionToken, 'HIDDEN_DUE_TO_SECURITY_REASONS');
    assert.deepEqual(elements, {
      audience: AUDIENCE,
      assumedRoleUser: {
        assumedRoleId: AssumedRoleUser?.AssumedRoleId,
        arn: AssumedRoleUser?.Arn,
      },
      provider,
      subjectFromWebIdentityToken: SUBJECT,
    });
    assert.deepEqual(record.resources, [
      { accountId: server.account, type: 'AWS::IAM::Role', ARN: role.arn },
    ]);
    const attempt = await attemptOf(server, $metadata.requestId);
    assert.equal(attempt.Kind, 'web-identity');
    assert.deepEqual(new Set(outcomesOf(attempt).values()), new Set(['passed']));
    assert.equal(attempt.Subject, SUBJECT);
    assert.equal(attempt.Provider, provider);
  });

  it('is written for a role that is not granted, with the same text when there is none', async () => {
    const claims = { sub: 'repo:evil/app' };
    const refused = await refusedAs(assume(claims), 'AccessDenied', 403, DENIED);
    assert.equal(refused.attempt.Failure.Code, 'FED-008');
    assert.equal(refused.event.errorCode, 'AccessDenied');
    assert.equal(refused.event.userIdentity.userName, 'repo:evil/app');
    const check = refused.attempt.Checks.find(
      ({ Name }: { Name: string }) => Name === 'trustPolicyConditionsHold',
    );
    assert.equal(check.Received, `${prefix}:sub is repo:evil/app`);
    const RoleArn = `arn:aws:iam::${server.account}:role/none`;
    const none = await refusedAs(assume({}, { RoleArn }), 'AccessDenied', 403, DENIED);
    assert.equal(none.attempt.Failure.Code, 'FED-001');
  });

  it('R110: is not written when no verified token came', async () => {
    const cases: [() => Promise<unknown>, string][] = [
      [() => assume({ aud: 'somebody-else' }), 'Incorrect token audience'],
      [
        () => assume({ iss: 'https://idp.example.test' }),
        'No OpenIDConnect provider found in your account for https://idp.example.test',
      ],
      [
        () => assume({}, { WebIdentityToken: 'not.a-token' }),
        'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
      ],
    ];
    for (const [call, text] of cases) {
      const { attempt, event } = await refusedAs(call(), 'InvalidIdentityToken', 400, text);
      assert.equal(event, undefined, text);
      assert.equal(attempt.Outcome, 'refused');
      assert.equal(attempt.Subject, undefined);
    }
  });

  it('an issuer that is spelt almost as it was registered is named in the attempt', async () => {
    const text = `No OpenIDConnect provider found in your account for ${issuer.url}/`;
    const call = assume({ iss: `${issuer.url}/` });
    const { attempt } = await refusedAs(call, 'InvalidIdentityToken', 400, text);
    assert.equal(attempt.Failure.Code, 'OIDC-017');
    const check = attempt.Checks.find(
      ({ Name }: { Name: string }) => Name === 'issuerIsSpeltAsRegistered',
    );
    assert.ok(check.Expected.includes(issuer.url), check.Expected);
  });

  it('R106, R110: is not written when the issuer cannot be reached', async () => {
    const away = await startTestIssuer();
    await admin.iam.createOpenIDConnectProvider({
      Url: away.url,
      ClientIDList: [AUDIENCE],
      ThumbprintList: [away.thumbprint],
    });
    const WebIdentityToken = away.token({ claims: { sub: SUBJECT, aud: AUDIENCE } });
    await away.stop();
    const call = assume({}, { WebIdentityToken });
    const { attempt, event } = await refusedAs(call, 'InvalidIdentityToken', 400, NO_KEY);
    assert.equal(event, undefined);
    assert.match(attempt.Failure.Code, /^OIDC-02\d$/);
  });
});

describe('AssumeRoleWithWebIdentity: requests that are none', () => {
  it('are told so before anything is tried', async () => {
    const RoleArn = 'arn:aws:iam::111122223333:group/team';
    await assertRefused(assume({}, { RoleArn }), 'ValidationError', 400, `${RoleArn} is invalid`);
  });

  it('FED-014: session policies are judged as everywhere', async () => {
    const call = assume({}, { Policy: '{}' });
    const text = 'Syntax errors in policy.';
    const { attempt } = await refusedAs(call, 'MalformedPolicyDocument', 400, text);
    assert.equal(attempt.Failure.Code, 'FED-014');
  });
});
