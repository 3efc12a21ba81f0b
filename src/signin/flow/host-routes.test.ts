import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountOfHost } from './host-routes.ts';

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
