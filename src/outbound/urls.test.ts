import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hostOf, portOf, readUrl, toldUrl } from './urls.ts';

const fault = (text: string) => {
  const read = readUrl(text);
  return read.ok ? undefined : read.fault;
};

describe('URLs that a request may go to', () => {
  it('are https, with a path and a query', () => {
    for (const text of [
      'https://idp.example.com/.well-known/openid-configuration',
      'https://idp.example.com/keys?p=policy',
      'HTTPS://IDP.example.com',
      'https://idp.example.com:443/keys',
      'https://idp.example.com:8443/keys',
      'https://idp.example.com:1024/',
      'https://[2606:4700::1111]:8443/',
    ]) {
      assert.equal(fault(text), undefined, text);
    }
  });

  it('name their fault', () => {
    const faults: readonly (readonly [text: string, fault: string])[] = [
      ['', 'unreadable'],
      ['idp.example.com', 'unreadable'],
      ['https://', 'unreadable'],
      ['https://a b/', 'unreadable'],
      ['https://[fe80::1%25eth0]/', 'unreadable'],
      ['https://256.256.256.256/', 'unreadable'],
      ['https://idp.example.com:99999/', 'unreadable'],
      ['http://idp.example.com/', 'not-https'],
      ['file:///etc/passwd', 'not-https'],
      ['data:application/json,{}', 'not-https'],
      ['javascript:alert(1)', 'not-https'],
      ['ftp://idp.example.com/', 'not-https'],
      ['wss://idp.example.com/', 'not-https'],
      ['https://user@idp.example.com/', 'user'],
      ['https://:secret@idp.example.com/', 'user'],
      ['https://idp.example.com@127.0.0.1/', 'user'],
      ['https://idp.example.com/keys#k', 'fragment'],
      ['https://idp.example.com/keys#', 'fragment'],
      ['https://idp.example.com:22/', 'port'],
      ['https://idp.example.com:80/', 'port'],
      ['https://idp.example.com:0/', 'port'],
      ['https://idp.example.com:1023/', 'port'],
      ['https://idp.example.com:6667/', 'port'],
      [`https://idp.example.com/${'a'.repeat(2048)}`, 'too-long'],
      [`https://idp.example.com/${'é'.repeat(400)}`, 'too-long'],
    ];
    for (const [text, expected] of faults) assert.equal(fault(text), expected, text);
    assert.equal(fault(`https://idp.example.com/${'a'.repeat(2024)}`), undefined);
  });

  it('are told without their query, and give host and port as sockets take them', () => {
    const read = readUrl('https://[2606:4700::1111]:8443/keys?token=secret');
    assert.ok(read.ok);
    assert.equal(toldUrl(read.url), 'https://[2606:4700::1111]:8443/keys');
    assert.equal(hostOf(read.url), '2606:4700::1111');
    assert.equal(portOf(read.url), 8443);
    const plain = readUrl('https://idp.example.com');
    assert.equal(plain.ok && portOf(plain.url), 443);
  });

  it('never come out with another scheme, a user, or a character that ends a header line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (rest) => {
        const read = readUrl(`https://${rest}`);
        if (!read.ok) return;
        assert.equal(read.url.protocol, 'https:');
        assert.equal(read.url.username + read.url.password, '');
        assert.match(read.url.href, /^[\x21-\x7e]+$/);
      }),
      { numRuns: 1_000 },
    );
  });
});
