/**
 * gatehouse:DiagnoseSignIn: a response or token judged by the providers and roles of the account, as
 * the operations that take it would judge it, and with nothing used up by that.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { makeUser } from '../support/entities.ts';
import { startTestIssuer, type TestIssuer } from '../support/identity-provider.ts';
import { call, jsonDraft } from '../support/requests.ts';
import { openSamlWorld, type SamlWorld, trustsProvider } from '../support/saml-world.ts';

const MINUTE = 60_000;

let now: number;
let world: SamlWorld;
let issuer: TestIssuer;

before(async () => {
  now = Date.now();
  issuer = await startTestIssuer();
  const once = { GATEHOUSE_SAML_REPLAY: 'once' };
  world = await openSamlWorld({ ...issuer.environment, ...once }, { clock: () => now });
});

after(async () => {
  await world?.server.stop();
  await issuer?.stop();
});

async function diagnose(input: object, credentials = world.server.administrator) {
  const draft = jsonDraft('Gatehouse_20261101.DiagnoseSignIn', JSON.stringify(input));
  const { status, body } = await call(world.server.url, draft, credentials, {
    service: 'gatehouse',
  });
  return { status, said: JSON.parse(body) };
}

async function refusedWith(input: object, code: string, message: string) {
  const { status, said } = await diagnose(input);
  assert.equal(status, 400);
  assert.deepEqual([said.__type, said.message], [code, message]);
}

describe('DiagnoseSignIn of a SAML response', () => {
  it('accepts what AssumeRoleWithSAML would accept, and leaves it unused', async () => {
    const response = world.respond();
    for (const SAMLResponse of [response, Buffer.from(response, 'base64').toString()]) {
      const { status, said } = await diagnose({ SAMLResponse });
      assert.equal(status, 200, said.message);
      assert.equal(said.Outcome, 'accepted');
      assert.equal(said.RoleArn, world.role.arn);
      assert.deepEqual(said.Roles, [{ RoleArn: world.role.arn, PrincipalArn: world.providerArn }]);
      assert.equal(said.Decision.PolicyKind, 'trust');
    }
    await world.assume({ response });
  });

  it('says of a refused one what its attempt says, in the language that is asked for', async () => {
    const late = { at: now - 10 * MINUTE };
    const SAMLResponse = world.respond(late);
    const refused = await world.assume({ response: SAMLResponse }).catch((error) => error);
    const attempt = await attemptOf(world.server, refused.$metadata.requestId);
    const { said } = await diagnose({ SAMLResponse });
    assert.equal(said.Outcome, 'refused');
    assert.equal(said.Failure.Code, 'SAML-028');
    assert.deepEqual(said.Answered, attempt.Answered);
    // A browser's session length is in the assertion, which is not believed; a program's is not.
    const outcomes = outcomesOf({ Checks: said.Checks });
    outcomes.set('durationIsWithinMaximum', 'passed');
    assert.deepEqual(outcomes, outcomesOf(attempt));
    const { said: korean } = await diagnose({ SAMLResponse, Language: 'ko' });
    assert.match(korean.Failure.Cause, /[가-힣]/);
  });

  it('judges for the moment of its issue, or for any other', async () => {
    const SAMLResponse = world.respond({ at: now - 10 * MINUTE });
    const { said } = await diagnose({ SAMLResponse, AtIssue: true });
    assert.equal(said.Outcome, 'accepted');
    const Time = Math.floor((now - 9 * MINUTE) / 1000);
    const { said: then } = await diagnose({ SAMLResponse, Time });
    assert.equal(then.Outcome, 'accepted');
    assert.equal(then.JudgedAt, Time);
  });

  it('DIAG-030: looks at nothing of other accounts', async () => {
    const text = `Nothing of account ${world.server.account} is asked about. Name a role and a provider of this account.`;
    const foreign = 'arn:aws:iam::999999999999:role/sso';
    const provider = 'arn:aws:iam::999999999999:saml-provider/Corp';
    const SAMLResponse = world.respond({ role: foreign, provider });
    await refusedWith({ SAMLResponse }, 'ValidationException', text);
    await refusedWith({ SAMLResponse: 'abcd' }, 'ValidationException', text);
    const RoleArn = foreign;
    await refusedWith({ SAMLResponse: world.respond(), RoleArn }, 'ValidationException', text);
    const { said } = await diagnose({ SAMLResponse: 'abcd', PrincipalArn: world.providerArn });
    assert.equal(said.Outcome, 'refused');
  });

  it('DIAG-031: an issue that is not told', async () => {
    const asked = { SAMLResponse: 'abcd', PrincipalArn: world.providerArn, AtIssue: true };
    const text = 'What is to be judged does not tell when it was issued. Give a time.';
    await refusedWith(asked, 'ValidationException', text);
  });

  it('DIAG-032: one thing at a time', async () => {
    const text = 'Give either SAMLResponse or WebIdentityToken.';
    await refusedWith({}, 'ValidationException', text);
    const both = { SAMLResponse: world.respond(), WebIdentityToken: 'a.b.c' };
    await refusedWith(both, 'ValidationException', text);
  });

  it('is an operation that policies allow, and its event hides what was pasted', async () => {
    const stranger = await makeUser(world.admin, 'stranger');
    const SAMLResponse = world.respond();
    const { status } = await diagnose({ SAMLResponse }, stranger.credentials);
    assert.equal(status, 400);
    await diagnose({ SAMLResponse });
    const { Events = [] } = await world.admin.cloudtrail.lookupEvents({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'DiagnoseSignIn' }],
    });
    assert.ok(Events.length > 1);
    assert.ok(!JSON.stringify(Events).includes(SAMLResponse.slice(0, 60)));
  });
});

describe('DiagnoseSignIn of a token', () => {
  it('judges by the providers of the account, with a role and without', async () => {
    const { iam } = world.admin;
    const made = await iam.createOpenIDConnectProvider({ Url: issuer.url, ClientIDList: ['app'] });
    const provider = made.OpenIDConnectProviderArn ?? '';
    await iam.createRole({
      RoleName: 'ci',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: trustsProvider(provider, 'sts:AssumeRoleWithWebIdentity'),
      }),
    });
    const WebIdentityToken = issuer.token({ claims: { sub: 'me', aud: 'app' } });
    const { said } = await diagnose({ WebIdentityToken });
    assert.equal(said.Outcome, 'accepted', JSON.stringify(said));
    assert.equal(said.Provider, provider);
    const RoleArn = world.roleArn('ci');
    const { said: withRole } = await diagnose({ WebIdentityToken, RoleArn });
    assert.equal(withRole.Outcome, 'accepted');
    assert.equal(withRole.RoleArn, RoleArn);
    const wrong = issuer.token({ claims: { sub: 'me', aud: 'other' } });
    const { said: refused } = await diagnose({ WebIdentityToken: wrong, RoleArn });
    assert.equal(refused.Outcome, 'refused');
    assert.match(refused.Failure.Code, /^OIDC-/);
  });
});
