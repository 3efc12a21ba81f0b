/**
 * AssumeRoleWithSAML through the JavaScript SDK, with responses that are signed while the test runs:
 * what is answered, what its sessions may do, and which roles are refused in which words.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { assertRefused, clientsOf, credentialsOf } from '../support/clients.ts';
import { allow, deny, makeRole, policyOf, setRolePolicy } from '../support/entities.ts';
import { type ResponseContent, withAssertion, withAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  RECIPIENT,
  type SamlTry,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const DENIED = 'Not authorized to perform sts:AssumeRoleWithSAML';
const HOUR = 3600;

let world: SamlWorld;
let assume: SamlWorld['assume'];

before(async () => {
  world = await openSamlWorld();
  ({ assume } = world);
});

after(async () => {
  await world?.server.stop();
});

async function secondsOf(of: SamlTry): Promise<number> {
  const before = Date.now();
  const { Credentials } = await assume(of);
  const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - before) / 1000;
  // A busy machine takes its time; every length of these tests is whole minutes.
  return Math.round(seconds / 60) * 60;
}

const withDuration = (seconds: number) => (content: ResponseContent) =>
  withAttribute(content, AWS_ATTRIBUTE.sessionDuration, String(seconds));

describe('AssumeRoleWithSAML', () => {
  it('answers every field as AWS does, and credentials that work', async () => {
    const { server, role } = world;
    const before = Date.now();
    const { $metadata, Credentials, ...told } = await assume();
    const after = Date.now();
    const hash = createHash('sha1').update(`${world.idp.entityId}${server.account}/Corp`);
    assert.deepEqual(told, {
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:alice@example.test`,
        Arn: `arn:aws:sts::${server.account}:assumed-role/sso/alice@example.test`,
      },
      Subject: 'alice@example.test',
      SubjectType: 'persistent',
      Issuer: world.idp.entityId,
      Audience: RECIPIENT,
      NameQualifier: hash.digest('base64'),
    });
    const { sts } = clientsOf(server, credentialsOf({ Credentials }));
    const { Arn, UserId } = await sts.getCallerIdentity({});
    assert.equal(Arn, told.AssumedRoleUser?.Arn);
    assert.equal(UserId, told.AssumedRoleUser?.AssumedRoleId);
    assert.match(Credentials?.AccessKeyId ?? '', /^ASIA/);
    const expires = (Credentials?.Expiration?.getTime() ?? 0) - HOUR * 1000;
    assert.ok(expires > before - 1000 && expires <= after, String(expires));
  });

  it('does not look at a signature that comes along', async () => {
    const signed = clientsOf(world.server, {
      accessKeyId: 'ASIANOBODY',
      secretAccessKey: 'wrong',
      sessionToken: 'wrong',
    });
    const SAMLAssertion = world.respond();
    const input = { RoleArn: world.role.arn, PrincipalArn: world.providerArn, SAMLAssertion };
    const { Subject } = await signed.sts.assumeRoleWithSAML(input);
    assert.equal(Subject, 'alice@example.test');
  });

  it('lasts as long as asked, at most the role, shortened by the provider', async () => {
    assert.equal(await secondsOf({}), HOUR);
    assert.equal(await secondsOf({ input: { DurationSeconds: 43_200 } }), 43_200);
    const change = withDuration(900);
    assert.equal(await secondsOf({ change, input: { DurationSeconds: 1800 } }), 900);
    assert.equal(await secondsOf({ change: withDuration(7200) }), HOUR);
    const ending = (content: ResponseContent) =>
      withAssertion(content, ({ authnStatements }) => ({
        authnStatements: authnStatements.map((statement) => ({
          ...statement,
          sessionNotOnOrAfter: Date.now() + 300_500,
        })),
      }));
    assert.equal(await secondsOf({ change: ending }), 300);
  });

  it('hands tags, source identity and session policies to the session', async () => {
    const tag = AWS_ATTRIBUTE.principalTag('Team');
    const change = (content: ResponseContent) =>
      [
        [tag, 'blue'],
        [AWS_ATTRIBUTE.transitiveTagKeys, 'Team'],
        [AWS_ATTRIBUTE.sourceIdentity, 'alice'],
      ].reduce((changed, [name = '', value = '']) => withAttribute(changed, name, value), content);
    const Policy = policyOf(allow('iam:ListRoles'));
    const answer = await assume({ change, input: { Policy } });
    assert.equal(answer.SourceIdentity, 'alice');
    assert.ok((answer.PackedPolicySize ?? 0) > 0);
    const condition = {
      StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:SourceIdentity': 'alice' },
    };
    await setRolePolicy(
      world.admin.iam,
      'sso',
      allow(['iam:ListRoles', 'iam:ListUsers'], '*', { Condition: condition }),
    );
    const { iam } = clientsOf(world.server, credentialsOf(answer));
    await iam.listRoles({});
    const user = answer.AssumedRoleUser?.Arn;
    const text = `User: ${user} is not authorized to perform: iam:ListUsers on resource: arn:aws:iam::${world.server.account}:user/ because no session policy allows the iam:ListUsers action`;
    await assertRefused(iam.listUsers({}), 'AccessDenied', 403, text);
  });

  it('later requests see saml:sub, saml:sub_type, saml:namequalifier and the provider', async () => {
    const { NameQualifier = '', Credentials } = await assume();
    const see = async (keys: Record<string, string>) => {
      const Condition = { StringEquals: keys };
      await setRolePolicy(world.admin.iam, 'sso', allow('iam:ListRoles', '*', { Condition }));
      const { iam } = clientsOf(world.server, credentialsOf({ Credentials }));
      return await iam.listRoles({}).then(
        () => 'seen',
        () => 'not seen',
      );
    };
    const all = {
      'saml:sub': 'alice@example.test',
      'SAML:sub_type': 'persistent',
      'saml:namequalifier': NameQualifier,
      'aws:FederatedProvider': world.providerArn,
    };
    assert.equal(await see(all), 'seen');
    assert.equal(await see({ 'saml:sub': 'bob@example.test' }), 'not seen');
    assert.equal(await see({ 'saml:aud': RECIPIENT }), 'not seen');
    await setRolePolicy(
      world.admin.iam,
      'sso',
      allow('iam:GetRole', `arn:aws:iam::${world.server.account}:role/\${saml:sub_type}`),
    );
    await makeRole(world.admin, 'persistent', trustsProvider(world.providerArn));
    const { iam } = clientsOf(world.server, credentialsOf({ Credentials }));
    await iam.getRole({ RoleName: 'persistent' });
  });

  it('takes a response several times within its five minutes, and records each use', async () => {
    const response = world.respond();
    const first = await assume({ response });
    const again = await assume({ response });
    assert.notEqual(first.Credentials?.AccessKeyId, again.Credentials?.AccessKeyId);
    const attempts = [first, again].map(({ $metadata }) =>
      attemptOf(world.server, $metadata.requestId),
    );
    const [one, two] = await Promise.all(attempts);
    assert.match(one.Facts.assertionId, /^_/);
    assert.equal(one.Facts.assertionId, two.Facts.assertionId);
  });
});

describe('AssumeRoleWithSAML: the role', () => {
  const denied = (of: SamlTry) => assertRefused(assume(of), 'AccessDenied', 403, DENIED);

  async function failedCheck(of: SamlTry) {
    const { headers } = await denied(of);
    const attempt = await attemptOf(world.server, headers['x-amzn-requestid']);
    return attempt.Failure?.Code;
  }

  it('R066, FED-001: does not exist', async () => {
    assert.equal(await failedCheck({ role: world.roleArn('nobody') }), 'FED-001');
  });

  it('R067, FED-002: its name is written in other letters', async () => {
    assert.equal(await failedCheck({ role: world.roleArn('SSO') }), 'FED-002');
    await assume({ role: world.roleArn('sso') });
  });

  it('FED-005: is one of IAM Identity Center', async () => {
    const name = 'AWSReservedSSO_Admin_0123456789abcdef';
    assert.equal(await failedCheck({ role: world.roleArn(name) }), 'FED-005');
  });

  it('R068, R069, R070, R071: is not granted by its trust policy', async () => {
    const { admin, providerArn, roleArn } = world;
    const other = providerArn.replace('Corp', 'Other');
    const cases: [string, object, string, SamlTry['change']?][] = [
      ['for-others', trustsProvider(other), 'FED-006'],
      ['no-action', trustsProvider(providerArn, 'sts:TagSession'), 'FED-007'],
      [
        'elsewhere',
        trustsProvider(providerArn, 'sts:AssumeRoleWithSAML', {
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        }),
        'FED-008',
      ],
      [
        'no-tags',
        trustsProvider(providerArn, 'sts:AssumeRoleWithSAML'),
        'FED-010',
        (content) => withAttribute(content, AWS_ATTRIBUTE.principalTag('Team'), 'blue'),
      ],
      [
        'no-source',
        trustsProvider(providerArn, 'sts:AssumeRoleWithSAML'),
        'FED-011',
        (content) => withAttribute(content, AWS_ATTRIBUTE.sourceIdentity, 'alice'),
      ],
    ];
    for (const [name, trust, code, change] of cases) {
      await makeRole(admin, name, trust);
      const of = { role: roleArn(name), ...(change ? { change } : {}) };
      assert.equal(await failedCheck(of), code, name);
    }
    await assume({ role: roleArn('no-tags') });
    await makeRole(admin, 'denying', [
      trustsProvider(providerArn),
      { ...trustsProvider(providerArn), Effect: 'Deny' },
    ]);
    assert.equal(await failedCheck({ role: roleArn('denying') }), 'FED-009');
  });

  it('R085, FED-012: sessions of it are shorter than asked', async () => {
    await makeRole(world.admin, 'short', trustsProvider(world.providerArn), { maxSeconds: 21_600 });
    const role = world.roleArn('short');
    await assertRefused(
      assume({ role, input: { DurationSeconds: 43_200 } }),
      'ValidationError',
      400,
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    await assume({ role, input: { DurationSeconds: 21_600 } });
  });

  it('FED-014: the session policy is none', async () => {
    const refused = await assertRefused(
      assume({ input: { Policy: '{}' } }),
      'MalformedPolicyDocument',
      400,
      'Syntax errors in policy.',
    );
    const attempt = await attemptOf(world.server, refused.headers['x-amzn-requestid']);
    assert.equal(attempt.Failure.Code, 'FED-014');
    const unknown = `arn:aws:iam::${world.server.account}:policy/none`;
    const text = `Policy ${unknown} does not exist or is not attachable.`;
    const PolicyArns = [{ arn: unknown }];
    await assertRefused(assume({ input: { PolicyArns } }), 'MalformedPolicyDocument', 400, text);
  });
});

describe('AssumeRoleWithSAML: requests that are none', () => {
  it('are told so before anything is tried', async () => {
    const invalid = (text: string) => `${text} is invalid`;
    const role = 'arn:aws:iam::111122223333:user/nobody';
    const provider = 'arn:aws:iam::111122223333:oidc-provider/x';
    await assertRefused(assume({ role }), 'ValidationError', 400, invalid(role));
    await assertRefused(assume({ provider }), 'ValidationError', 400, invalid(provider));
    await assertRefused(
      assume({ input: { DurationSeconds: 899 } }),
      'ValidationError',
      400,
      "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    );
  });
});

describe('AssumeRoleWithSAML: denies in policies of the role', () => {
  it('hold for its sessions', async () => {
    await setRolePolicy(world.admin.iam, 'sso', [allow('iam:*'), deny('iam:ListRoles')]);
    const { iam } = clientsOf(world.server, credentialsOf(await assume()));
    await iam.listUsers({});
    const refusal = await iam.listRoles({}).catch((error: Error) => error.message);
    assert.match(String(refusal), /with an explicit deny in an identity-based policy$/);
  });
});
