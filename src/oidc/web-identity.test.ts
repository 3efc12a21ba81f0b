import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInProvider, registeredProvider, type TokenProvider, webIdentity } from './index.ts';
import {
  CLIENT_ID,
  claims,
  NOW,
  PROVIDER_ARN,
  signedToken,
  subjectOf,
  testProvider,
} from './testing.ts';

const KEY = 'idp.example.com/tenant';

const identityOf = (changes: Record<string, unknown> = {}, provider = testProvider()) =>
  webIdentity(subjectOf({ token: signedToken(claims(changes)), provider }));

const keysAt = (url: string, changes: Record<string, unknown>) => {
  const provider = registeredProvider({ arn: PROVIDER_ARN, url, clientIds: [CLIENT_ID] });
  return identityOf({ iss: provider.issuerUrl, ...changes }, provider).conditionKeys;
};

describe('the identity that a token proves', () => {
  it('R134: subject, audience and provider in the words of AssumeRoleWithWebIdentity', () => {
    assert.deepEqual(identityOf({ jti: 'token-1', amr: ['pwd', 'otp'] }), {
      provider: PROVIDER_ARN,
      providerUrl: KEY,
      subject: 'user-1234',
      audience: CLIENT_ID,
      conditionKeys: {
        [`${KEY}:aud`]: [CLIENT_ID],
        [`${KEY}:sub`]: ['user-1234'],
        [`${KEY}:amr`]: ['pwd', 'otp'],
      },
      laterKeys: {
        [`${KEY}:aud`]: [CLIENT_ID],
        [`${KEY}:sub`]: ['user-1234'],
        [`${KEY}:amr`]: ['pwd', 'otp'],
      },
      tags: new Map(),
      transitiveTagKeys: [],
      sourceIdentity: undefined,
      tokenId: 'token-1',
      expiresAt: NOW + 600_000,
    });
  });

  it('tags and source identity come from their claims', () => {
    const identity = identityOf({
      'https://aws.amazon.com/tags': {
        principal_tags: { Project: ['Automation'] },
        transitive_tag_keys: ['Project'],
      },
      'https://aws.amazon.com/tags/principal_tags/Team': 'Platform',
      'https://aws.amazon.com/source_identity': 'someone',
    });
    assert.deepEqual(
      [...identity.tags],
      [
        ['Project', 'Automation'],
        ['Team', 'Platform'],
      ],
    );
    assert.deepEqual(identity.transitiveTagKeys, ['Project']);
    assert.equal(identity.sourceIdentity, 'someone');
  });

  it('with azp, that is aud, and aud is oaud', () => {
    const { audience, conditionKeys, laterKeys } = identityOf({ azp: 'client-b', aud: ['x', 'y'] });
    assert.equal(audience, 'client-b');
    assert.deepEqual(conditionKeys, {
      [`${KEY}:aud`]: ['client-b'],
      [`${KEY}:oaud`]: ['x', 'y'],
      [`${KEY}:sub`]: ['user-1234'],
      [`${KEY}:azp`]: ['client-b'],
    });
    assert.deepEqual(Object.keys(laterKeys), [`${KEY}:aud`, `${KEY}:sub`]);
  });

  it('of several audiences only registered ones count', () => {
    const { audience, conditionKeys } = identityOf({ aud: ['other', 'client-b', CLIENT_ID] });
    assert.equal(audience, 'client-b');
    assert.deepEqual(conditionKeys[`${KEY}:aud`], ['client-b', CLIENT_ID]);
  });

  it('names of keys are in lower case, values are as they stand', () => {
    const keys = keysAt('IdP.example.com/Tenant', { sub: 'User', amr: 'MFA' });
    assert.deepEqual(keys['idp.example.com/tenant:sub'], ['User']);
    assert.deepEqual(keys['idp.example.com/tenant:amr'], ['MFA']);
  });

  it('claims of other names are no keys', () => {
    const keys = keysAt('idp.example.com', { email: 'a@b.c', groups: ['x'], __proto__x: 'y' });
    assert.deepEqual(Object.keys(keys), ['idp.example.com:aud', 'idp.example.com:sub']);
  });

  it('providers of which AWS knows more claims have keys for them', () => {
    const github = 'token.actions.githubusercontent.com';
    const keys = keysAt(github, { repository: 'o/r', repository_id: '7', email: 'x', run_id: '1' });
    assert.deepEqual(Object.keys(keys).sort(), [
      `${github}:aud`,
      `${github}:repository`,
      `${github}:repository_id`,
      `${github}:sub`,
    ]);
    const gitlab = keysAt('gitlab.com', { project_id: 22, ref_protected: true, user_id: null });
    assert.deepEqual(gitlab['gitlab.com:project_id'], ['22']);
    assert.deepEqual(gitlab['gitlab.com:ref_protected'], ['true']);
    assert.equal(gitlab['gitlab.com:user_id'], undefined);
    const circle = keysAt('oidc.circleci.com/org/a', { 'oidc.circleci.com/project-id': 'p' });
    assert.deepEqual(circle['oidc.circleci.com/org/a:oidc.circleci.com/project-id'], ['p']);
    const tenant = keysAt('evil.example/gitlab.com', { project_id: 22 });
    assert.equal(tenant['evil.example/gitlab.com:project_id'], undefined);
  });

  it('nothing is read from a token that was refused', () => {
    const token = signedToken(claims({ exp: 1 }));
    assert.throws(() => webIdentity(subjectOf({ token })), /OIDC-072/);
    assert.throws(() => webIdentity(subjectOf({ provider: undefined })), /OIDC-016/);
    assert.throws(() => webIdentity(subjectOf({ keys: undefined })), /nothing was fetched/);
  });
});

describe('built-in providers', () => {
  const google = (changes: Record<string, unknown>, provider?: TokenProvider) =>
    identityOf(
      { iss: 'accounts.google.com', ...changes },
      provider ?? builtInProvider('accounts.google.com'),
    );

  it('R134: Google: provider, audience and keys by its name', () => {
    const identity = google({
      azp: 'app.apps.googleusercontent.com',
      aud: 'web.apps.googleusercontent.com',
      email: 'a@example.com',
      email_verified: true,
      google: { organization_number: 123456789012 },
    });
    assert.equal(identity.provider, 'accounts.google.com');
    assert.equal(identity.audience, 'app.apps.googleusercontent.com');
    assert.deepEqual(identity.conditionKeys, {
      'accounts.google.com:aud': ['app.apps.googleusercontent.com'],
      'accounts.google.com:oaud': ['web.apps.googleusercontent.com'],
      'accounts.google.com:sub': ['user-1234'],
      'accounts.google.com:azp': ['app.apps.googleusercontent.com'],
      'accounts.google.com:email': ['a@example.com'],
      'accounts.google.com:google/organization_number': ['123456789012'],
    });
  });

  it('an address that Google does not vouch for is no key', () => {
    for (const email_verified of [undefined, false, 'true']) {
      const { conditionKeys } = google({ email: 'a@example.com', email_verified });
      assert.equal(conditionKeys['accounts.google.com:email'], undefined);
    }
  });

  it('Cognito: pool, identity and how it was authenticated', () => {
    const iss = 'https://cognito-identity.amazonaws.com';
    const provider = builtInProvider(iss);
    const { conditionKeys } = identityOf(
      {
        iss,
        aud: 'us-east-1:pool',
        sub: 'us-east-1:identity',
        amr: ['authenticated', 'accounts.google.com'],
      },
      provider,
    );
    assert.deepEqual(conditionKeys, {
      'cognito-identity.amazonaws.com:aud': ['us-east-1:pool'],
      'cognito-identity.amazonaws.com:sub': ['us-east-1:identity'],
      'cognito-identity.amazonaws.com:amr': ['authenticated', 'accounts.google.com'],
    });
  });

  it('the operator may point a provider elsewhere', () => {
    const origins = new Map([['accounts.google.com', 'https://localhost:9443']] as const);
    const provider = builtInProvider('https://localhost:9443', origins);
    assert.equal(provider?.issuerUrl, 'https://localhost:9443');
    assert.equal(
      google({ iss: 'https://localhost:9443' }, provider).provider,
      'accounts.google.com',
    );
    assert.equal(builtInProvider('https://localhost:9443'), undefined);
    assert.equal(
      builtInProvider('https://accounts.google.com')?.issuerUrl,
      'https://accounts.google.com',
    );
  });

  it('issuers that only resemble a built-in one are not it', () => {
    for (const issuer of [
      'http://accounts.google.com',
      'https://accounts.google.com/',
      'https://accounts.google.com.attacker.example',
      'graph.facebook.com',
      'https://www.amazon.com',
    ]) {
      assert.equal(builtInProvider(issuer), undefined, issuer);
    }
  });
});
