import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { portalNameOf } from './start-urls.ts';

const HERE = 'https://gate.example.com:8443';

describe('portalNameOf', () => {
  for (const start of [
    'https://d-0123456789.awsapps.com/start',
    'https://d-0123456789.awsapps.com/start/',
    'https://d-0123456789.awsapps.com/start#/',
    'https://d-0123456789.awsapps.com/start/#/',
    `${HERE}/portal/d-0123456789/start`,
    `${HERE}/portal/d-0123456789/start/#/`,
    'https://d-0123456789.portal.gate.example.com:8443/start',
  ]) {
    it(`R137: knows the portal of ${start}`, () => {
      assert.equal(portalNameOf(start, HERE), 'd-0123456789');
    });
  }

  for (const other of [
    'http://d-0123456789.awsapps.com/start',
    'https://d-0123456789.awsapps.com/start?next=https://evil.example.com',
    'https://user@d-0123456789.awsapps.com/start',
    'https://d-0123456789.awsapps.com/start#/other',
    'https://d-0123456789.awsapps.com/other',
    'https://a.d-0123456789.awsapps.com/start',
    'https://d-0123456789.awsapps.com.evil.example.com/start',
    'http://d-0123456789.portal.gate.example.com:8443/start',
    'https://elsewhere.example.com/portal/d-0123456789/start',
    `${HERE}/portal/d-0123456789/device`,
    'nonsense',
    `https://${'d'.repeat(600)}.awsapps.com/start`,
  ]) {
    it(`knows none of ${other.slice(0, 80)}`, () => {
      assert.equal(portalNameOf(other, HERE), undefined);
    });
  }
});
