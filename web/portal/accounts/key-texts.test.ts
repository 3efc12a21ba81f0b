import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environmentText, profileText, ssoText } from './key-texts.ts';

const keys = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'secret+/=',
  SessionToken: 'token',
  Expiration: 1,
};
const address = {
  Name: 'acme',
  Region: 'eu-west-1',
  StartUrl: 'https://gate.test/portal/acme/start',
  AwsStartUrl: 'https://acme.awsapps.com/start',
  Endpoint: 'https://gate.test',
};
const role = { AccountId: '111122223333', RoleName: 'Admin' };

describe('R169: access keys as texts', () => {
  it('are environment variables of a shell', () => {
    assert.equal(
      environmentText('unix', keys, address),
      [
        'export AWS_ACCESS_KEY_ID="ASIAEXAMPLE"',
        'export AWS_SECRET_ACCESS_KEY="secret+/="',
        'export AWS_SESSION_TOKEN="token"',
        'export AWS_REGION="eu-west-1"',
        'export AWS_ENDPOINT_URL="https://gate.test"',
      ].join('\n'),
    );
    assert.match(
      environmentText('powershell', keys, address),
      /^\$Env:AWS_ACCESS_KEY_ID="ASIAEXAMPLE"\n/,
    );
  });

  it('are a profile', () => {
    const [name, id] = profileText(role, keys, address).split('\n');
    assert.equal(name, '[111122223333_Admin]');
    assert.equal(id, 'aws_access_key_id=ASIAEXAMPLE');
  });

  it('are a profile that signs in by itself, over https with our own start URL', () => {
    const text = ssoText(role, address);
    assert.match(text, /^\[profile Admin-111122223333\]\nsso_session = acme\n/);
    assert.match(
      text,
      /\n\[sso-session acme\]\nsso_start_url = https:\/\/gate\.test\/portal\/acme/,
    );
    const local = { ...address, StartUrl: 'http://localhost:1/portal/acme/start' };
    assert.match(ssoText(role, local), /sso_start_url = https:\/\/acme\.awsapps\.com\/start/);
  });
});
