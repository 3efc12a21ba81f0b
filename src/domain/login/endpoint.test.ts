import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenUrls } from './endpoint.ts';

const parts = {
  publicUrl: () => 'https://gate.example.test',
  origins: ['https://signin.corp.test', 'https://gate.example.test'],
};
const OWN = ['https://gate.example.test/v1/token', 'https://signin.corp.test/v1/token'];

describe('the URLs of the token endpoint', () => {
  it('are the public one and those that the operator names, each once', () => {
    assert.deepEqual(tokenUrls(parts, undefined), OWN);
  });

  it('are those of the own computer as well, as the client calls it', () => {
    for (const host of ['localhost:8400', '127.0.0.1', '[::1]:8400', 'LOCALHOST:1']) {
      const local = [`http://${host}/v1/token`, `https://${host}/v1/token`];
      assert.deepEqual(tokenUrls(parts, host), [...OWN, ...local]);
    }
  });

  it('are not what another Host header says: a proof for another server stays one', () => {
    for (const host of [
      '',
      'evil.test',
      'localhost.evil.test',
      'evil.test:127.0.0.1',
      '127.0.0.1.evil.test',
      'localhost@evil.test',
      'localhost:8400/evil',
      '10.0.0.7',
    ]) {
      assert.deepEqual(tokenUrls(parts, host), OWN, host);
    }
  });
});
