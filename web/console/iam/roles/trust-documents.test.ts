import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validatePolicy } from '../../../../src/policy/validate.ts';
import { revocationPolicy, type TrustChoice, trustDocument } from './trust-documents.ts';
import { trustedOf } from './trusted.ts';

const CHOICE: TrustChoice = {
  kind: 'account',
  account: '111122223333',
  externalId: '',
  mfa: false,
  provider: '',
  audience: '',
  subject: '',
};
const OIDC = 'arn:aws:iam::111122223333:oidc-provider/id.example/a';

function statement(choice: Partial<TrustChoice>) {
  const text = trustDocument({ ...CHOICE, ...choice }, 'https://iam.example/');
  assert.deepEqual(validatePolicy(text, 'trust').ok, true, text);
  return JSON.parse(text).Statement[0];
}

describe('trust policies of the form', () => {
  it('accounts, with an external ID and MFA where they are asked for', () => {
    assert.equal(statement({}).Condition, undefined);
    assert.deepEqual(statement({ externalId: 'x', mfa: true }).Condition, {
      StringEquals: { 'sts:ExternalId': 'x' },
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    });
  });

  it('SAML providers, for this server as the audience', () => {
    const provider = 'arn:aws:iam::111122223333:saml-provider/Example';
    assert.deepEqual(statement({ kind: 'saml', provider }).Condition, {
      StringLike: { 'SAML:aud': 'https://iam.example/saml*' },
    });
  });

  it('web identities, by audience and subject', () => {
    const choice = { kind: 'oidc', provider: OIDC, audience: 'app' } as const;
    assert.deepEqual(statement({ ...choice, subject: 'me' }).Condition, {
      StringEquals: { 'id.example/a:aud': 'app', 'id.example/a:sub': 'me' },
    });
    assert.deepEqual(statement({ ...choice, subject: 'repo:*' }).Condition, {
      StringEquals: { 'id.example/a:aud': 'app' },
      StringLike: { 'id.example/a:sub': 'repo:*' },
    });
  });
});

it('the policy that revokes sessions can be stored', () => {
  assert.ok(validatePolicy(revocationPolicy(new Date(0)), 'identity').ok);
});

it('the principals of a trust policy are listed once', () => {
  const text = JSON.stringify({
    Statement: [{ Principal: { AWS: ['a', 'b'] } }, { Principal: { Service: 'a' } }, {}],
  });
  assert.deepEqual(trustedOf(encodeURIComponent(text)), ['a', 'b']);
  assert.deepEqual(trustedOf('{"Statement":{"Principal":"*"}}'), ['*']);
  assert.deepEqual(trustedOf('%'), []);
});
