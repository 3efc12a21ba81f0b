/** What is written down about AssumeRoleWithSAML: events as CloudTrail has them, and attempts. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { attemptOf, outcomesOf, type ShownAttempt } from '../support/attempts.ts';
import { type Refusal, refusalOf } from '../support/clients.ts';
import { makeUser } from '../support/entities.ts';
import { send, stsDraft } from '../support/requests.ts';
import { type ResponseContent, withAttribute } from '../support/saml/content.ts';
import { signingPair } from '../support/saml/keys.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import { openSamlWorld, RECIPIENT, type SamlTry, type SamlWorld } from '../support/saml-world.ts';

let world: SamlWorld;
/** The time of the server, which stands still. */
const now = Math.floor(Date.now() / 1000) * 1000;

before(async () => {
  world = await openSamlWorld({}, { clock: () => now });
});

after(async () => {
  await world?.server.stop();
});

/** The event of the request with that id, as LookupEvents answers it. */
async function eventOf(requestId: string | undefined) {
  for (let NextToken: string | undefined; ; ) {
    const page = await world.admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AssumeRoleWithSAML' }],
      NextToken,
    });
    for (const event of page.Events ?? []) {
      const record = JSON.parse(event.CloudTrailEvent ?? '');
      if (record.requestID === requestId) return { ...event, record };
    }
    NextToken = page.NextToken;
    if (NextToken === undefined) return undefined;
  }
}

const tagged = (content: ResponseContent) =>
  [
    [AWS_ATTRIBUTE.principalTag('CostCenter'), '987654'],
    [AWS_ATTRIBUTE.transitiveTagKeys, 'CostCenter'],
    [AWS_ATTRIBUTE.sourceIdentity, 'alice'],
  ].reduce((changed, [name = '', value = '']) => withAttribute(changed, name, value), content);

/** A response that the stored metadata has no key for. */
function foreign(): SamlTry {
  const pair = signingPair('rsa-2048', 'thief');
  return { form: { signAssertion: world.idp.signing({ pair }) } };
}

async function refused(of: SamlTry): Promise<{
  refusal: Refusal;
  attempt: ShownAttempt;
  event: Awaited<ReturnType<typeof eventOf>>;
}> {
  const refusal = await refusalOf(world.assume(of));
  const requestId = refusal.headers['x-amzn-requestid'];
  const attempt = await attemptOf(world.server, requestId);
  return { refusal, attempt, event: await eventOf(requestId) };
}

describe('the event of AssumeRoleWithSAML', () => {
  it('R030: tells who came, through what, and what was issued', async () => {
    const input = { DurationSeconds: 1800 };
    const { $metadata, ...answer } = await world.assume({ change: tagged, input });
    const event = (await eventOf($metadata.requestId)) ?? assert.fail('no event');
    const { record } = event;
    assert.equal(event.Username, 'alice@example.test');
    assert.equal(event.ReadOnly, 'true');
    const hash = createHash('sha1').update(`${world.idp.entityId}${world.server.account}/Corp`);
    const nameQualifier = hash.digest('base64');
    const { eventID, userAgent, requestParameters, responseElements, ...rest } = record;
    assert.match(eventID, /^[0-9a-f-]{36}$/);
    assert.match(userAgent, /^aws-sdk-js/);
    assert.deepEqual(rest, {
      eventVersion: '1.08',
      userIdentity: {
        type: 'SAMLUser',
        principalId: `${nameQualifier}:alice@example.test`,
        userName: 'alice@example.test',
        identityProvider: nameQualifier,
      },
      eventTime: new Date(now).toISOString().replace('.000', ''),
      eventSource: 'sts.amazonaws.com',
      eventName: 'AssumeRoleWithSAML',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      requestID: $metadata.requestId,
      readOnly: true,
      resources: [
        { accountId: world.server.account, type: 'AWS::IAM::Role', ARN: world.role.arn },
        {
          accountId: world.server.account,
          type: 'AWS::IAM::SAMLProvider',
          ARN: world.providerArn,
        },
      ],
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: world.server.account,
      eventCategory: 'Management',
    });
    const { sAMLAssertionID, ...parameters } = requestParameters;
    assert.match(sAMLAssertionID, /^_/);
    assert.deepEqual(parameters, {
      roleSessionName: 'alice@example.test',
      sourceIdentity: 'alice',
      principalTags: { CostCenter: '987654' },
      transitiveTagKeys: ['CostCenter'],
      durationSeconds: 1800,
      roleArn: world.role.arn,
      principalArn: world.providerArn,
    });
    const { credentials, ...elements } = responseElements;
    assert.equal(credentials.accessKeyId, answer.Credentials?.AccessKeyId);
    assert.match(credentials.expiration, /^[A-Z][a-z]{2} \d+, \d{4}, \d+:\d\d:\d\d [AP]M$/);
    assert.equal(credentials.sessionToken, 'HIDDEN_DUE_TO_SECURITY_REASONS');
    assert.equal(credentials.secretAccessKey, undefined);
    assert.deepEqual(elements, {
      subjectType: 'persistent',
      issuer: world.idp.entityId,
      nameQualifier,
      assumedRoleUser: {
        assumedRoleId: answer.AssumedRoleUser?.AssumedRoleId,
        arn: answer.AssumedRoleUser?.Arn,
      },
      subject: 'alice@example.test',
      audience: RECIPIENT,
      packedPolicySize: answer.PackedPolicySize,
      sourceIdentity: 'alice',
    });
  });

  it('of a refusal tells the bearer when the signature was good, and the error', async () => {
    const { refusal, event } = await refused({ role: world.roleArn('nobody') });
    assert.equal(event?.Username, 'alice@example.test');
    assert.equal(event?.record.errorCode, 'AccessDenied');
    assert.equal(event?.record.errorMessage, refusal.message);
    assert.equal(event?.record.userIdentity.userName, 'alice@example.test');
    assert.equal(event?.record.responseElements, null);
    assert.equal(event?.record.requestParameters.roleArn, world.roleArn('nobody'));
    const named = event?.record.resources.map(({ ARN }: { ARN: string }) => ARN);
    assert.deepEqual(named, [world.providerArn]);
  });

  it('R075: of a refusal tells nothing of a response whose signature is not good', async () => {
    const { refusal, event } = await refused(foreign());
    assert.equal(refusal.code, 'InvalidIdentityToken');
    assert.match(refusal.message, /^Response signature invalid/);
    assert.equal(event?.Username, undefined);
    assert.equal(event?.record.errorCode, 'InvalidIdentityToken');
    const { account } = world.server;
    assert.deepEqual(event?.record.userIdentity, { type: 'SAMLUser', accountId: account });
    assert.deepEqual(event?.record.requestParameters, {
      roleArn: world.role.arn,
      principalArn: world.providerArn,
    });
  });

  it('is not written for an account that does not exist', async () => {
    const provider = 'arn:aws:iam::999999999999:saml-provider/Corp';
    const role = 'arn:aws:iam::999999999999:role/sso';
    const { refusal, attempt, event } = await refused({ provider, role });
    assert.match(refusal.message, /^Specified provider doesn't exist/);
    assert.equal(event, undefined);
    assert.equal(attempt.Provider, provider);
  });
});

describe('the attempt of AssumeRoleWithSAML', () => {
  it('of a session tells every check, the deciding statement and what was issued', async () => {
    const { $metadata, Credentials, AssumedRoleUser } = await world.assume();
    const attempt = await attemptOf(world.server, $metadata.requestId);
    assert.equal(attempt.Outcome, 'succeeded');
    assert.deepEqual(new Set(outcomesOf(attempt).values()), new Set(['passed']));
    assert.equal(attempt.Kind, 'saml-api');
    assert.equal(attempt.Provider, world.providerArn);
    assert.equal(attempt.Subject, 'alice@example.test');
    assert.equal(attempt.RoleArn, world.role.arn);
    assert.deepEqual(attempt.Decision, {
      PolicyKind: 'trust',
      Policy: world.role.arn,
      Statement: 1,
      Effect: 'Allow',
    });
    const { assertionId, ...facts } = attempt.Facts;
    assert.match(assertionId, /^_/);
    assert.deepEqual(facts, {
      issuer: world.idp.entityId,
      roleSessionName: 'alice@example.test',
      session: AssumedRoleUser?.Arn,
      accessKeyId: Credentials?.AccessKeyId,
      expires: Credentials?.Expiration?.toISOString().replace('.000', ''),
    });
    assert.ok(!JSON.stringify(attempt).includes(Credentials?.SecretAccessKey ?? 'no secret'));
  });

  it('of a refusal goes on past the check that failed', async () => {
    const { attempt } = await refused({ role: world.roleArn('nobody') });
    const outcomes = outcomesOf(attempt);
    assert.equal(outcomes.get('roleExists'), 'failed');
    assert.equal(outcomes.get('trustPolicyNamesProvider'), 'skipped');
    assert.equal(outcomes.get('durationIsWithinMaximum'), 'skipped');
    assert.equal(outcomes.get('sessionHasRoom'), 'passed');
    assert.equal(attempt.Failure.Code, 'FED-001');
    assert.deepEqual(attempt.Answered, {
      Code: 'AccessDenied',
      Message: 'Not authorized to perform sts:AssumeRoleWithSAML',
    });
  });

  it('of what was not verified believes nothing, and still tells whether there is the role', async () => {
    const { attempt } = await refused(foreign());
    assert.equal(attempt.Subject, undefined);
    assert.deepEqual(attempt.Facts, {});
    const outcomes = outcomesOf(attempt);
    assert.equal(outcomes.get('assertionIsUnused'), 'skipped');
    assert.equal(outcomes.get('roleExists'), 'passed');
    assert.equal(outcomes.get('trustPolicyConditionsHold'), 'skipped');
  });

  it('is not made of a request that is none', async () => {
    const refusal = await refusalOf(
      world.assume({ role: 'arn:aws:iam::1:role/too-short-account' }),
    );
    assert.equal(refusal.code, 'ValidationError');
    const requestId = refusal.headers['x-amzn-requestid'];
    await assert.rejects(attemptOf(world.server, requestId), /not|none|exist|found/i);
  });

  it('is for those alone who may read attempts', async () => {
    const { $metadata } = await world.assume();
    const bob = await makeUser(world.admin, 'bob');
    const attempt = attemptOf(world.server, $metadata.requestId, bob.credentials);
    await assert.rejects(attempt, /not authorized to perform: gatehouse:GetAttempt/);
  });
});

describe('R110: what strangers send', () => {
  it('is in the event history only so often, and always an attempt', async () => {
    const nonsense = { response: 'bm8gcmVzcG9uc2U=' };
    for (let count = 0; count < 120; count += 1) await refusalOf(world.assume(nonsense));
    const { refusal, attempt, event } = await refused(nonsense);
    assert.equal(refusal.code, 'InvalidIdentityToken');
    assert.equal(attempt.Outcome, 'refused');
    assert.equal(event, undefined);
    const old = await refused({ at: now - 3_600_000 });
    assert.equal(old.refusal.code, 'ExpiredTokenException');
    assert.equal(old.event, undefined, 'a response that was found long after its time');
    const known = await refused({ role: world.roleArn('nobody') });
    assert.ok(known.event, 'what a provider vouched for is always in it');
  });
});

describe('AssumeRoleWithSAML where the server has several regions', () => {
  it('R115: is of the region that the host names', async () => {
    const regional = await openSamlWorld({ GATEHOUSE_REGIONS: 'eu-west-1' });
    try {
      const { server, admin } = regional;
      for (const [host, region] of [
        ['sts.eu-west-1.localhost', 'eu-west-1'],
        ['sts.ap-east-1.localhost', 'us-east-1'],
        ['localhost', 'us-east-1'],
      ] as const) {
        const draft = stsDraft('AssumeRoleWithSAML', {
          RoleArn: regional.role.arn,
          PrincipalArn: regional.providerArn,
          SAMLAssertion: regional.respond(),
        });
        const answer = await send(server.url, { ...draft, headers: { ...draft.headers, host } });
        assert.equal(answer.status, 200, answer.body);
        const id = answer.headers['x-amzn-requestid'];
        const { Events = [] } = await admin.cloudtrail.lookupEvents({});
        const records = Events.map(({ CloudTrailEvent }) => JSON.parse(CloudTrailEvent ?? ''));
        assert.equal(records.find(({ requestID }) => requestID === id)?.awsRegion, region, host);
      }
    } finally {
      await regional.server.stop();
    }
  });
});
