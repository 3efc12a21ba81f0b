import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountOfHost, portalOfHost } from './host-routes.ts';

const PUBLIC = 'https://gate.example.com:8443';

describe('accountOfHost', () => {
  it('R140, R230: reads the account ID or alias before `.signin.` of the public host', () => {
    for (const [host, account] of [
      ['111122223333.signin.gate.example.com', '111122223333'],
      ['1111-2222-3333.signin.gate.example.com:8443', '111122223333'],
      ['The-Company.SIGNIN.gate.example.com', 'the-company'],
    ] as const) {
      assert.equal(accountOfHost(host, PUBLIC), account, host);
    }
  });

  it('takes nothing from other hosts', () => {
    for (const host of [
      undefined,
      '',
      'gate.example.com',
      'signin.gate.example.com',
      '.signin.gate.example.com',
      'a.b.signin.gate.example.com',
      'main.signin.gate.example.com.evil.test',
      'main.signin.evil.test',
      'main.notsignin.gate.example.com',
    ]) {
      assert.equal(accountOfHost(host, PUBLIC), undefined, host);
    }
  });
});

describe('portalOfHost', () => {
  it('R137, R138: reads the portal before `.awsapps.com` and before `.portal.` of the public host', () => {
    for (const [host, portal] of [
      ['d-1234567890.awsapps.com', 'd-1234567890'],
      ['My-Company.AWSAPPS.com:443', 'my-company'],
      ['my-company.portal.gate.example.com:8443', 'my-company'],
    ] as const) {
      assert.equal(portalOfHost(host, PUBLIC), portal, host);
    }
  });

  it('takes nothing from other hosts', () => {
    for (const host of [
      undefined,
      'awsapps.com',
      '.awsapps.com',
      'a.b.awsapps.com',
      'acme.awsapps.com.evil.test',
      'acme.portal.evil.test',
      'portal.gate.example.com',
    ]) {
      assert.equal(portalOfHost(host, PUBLIC), undefined, host);
    }
  });
});
