/** xmlsec1 as oracle of decryption: we open what it encrypts, and it opens what our tests encrypt. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { findProgram, needs } from '../../../../tools/programs.ts';
import { canonicalize } from '../c14n/canonicalize.ts';
import { DSIG, XMLENC } from '../names.ts';
import { childElement } from '../navigate.ts';
import { documentOf } from '../testing.ts';
import { contentMethods, RSA_OAEP_MGF1P } from './algorithms.ts';
import { decryptElement } from './decrypt-element.ts';
import { encryptElement } from './testing.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const options = { ...needs('xmlsec1'), timeout: 60_000 };

const ASSERTION =
  '<a:Assertion xmlns:x="urn:x" x:b="1">이름 &amp; <a:c xmlns="urn:d"/></a:Assertion>';
const DOCUMENT = `<r xmlns="urn:r"><e xmlns:a="urn:a">${ASSERTION}</e></r>`;

function xmlsec1(files: Readonly<Record<string, string>>, ...command: readonly string[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-xmlsec1-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    const program = findProgram('xmlsec1') ?? 'xmlsec1';
    const { status, stdout, stderr } = spawnSync(program, command, {
      cwd: folder,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function template(method: string): string {
  const empty = '<xenc:CipherData><xenc:CipherValue/></xenc:CipherData>';
  return (
    `<xenc:EncryptedData xmlns:xenc="${XMLENC}" Type="${XMLENC}Element">` +
    `<xenc:EncryptionMethod Algorithm="${method}"/><ds:KeyInfo xmlns:ds="${DSIG}">` +
    `<xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${RSA_OAEP_MGF1P}"/>${empty}` +
    `</xenc:EncryptedKey></ds:KeyInfo>${empty}</xenc:EncryptedData>`
  );
}

function canonicalOfE(text: string): string {
  const { root } = documentOf(text);
  return canonicalize(childElement(root, 'urn:r', 'e') ?? root);
}

for (const [method, { keyBytes }] of contentMethods) {
  test(`${method.replace(/.*#/, '')} goes both ways between xmlsec1 and here`, options, () => {
    const encrypted = xmlsec1(
      {
        'key.pem': publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        'data.xml': DOCUMENT,
        'template.xml': template(method),
      },
      ...['--encrypt', '--pubkey-pem', 'key.pem', '--session-key', `aes-${keyBytes * 8}`],
      ...['--xml-data', 'data.xml', '--node-name', 'urn:a:Assertion', 'template.xml'],
    );
    const { root } = documentOf(encrypted);
    const opened = decryptElement(childElement(root, 'urn:r', 'e') ?? root, [privateKey]);
    assert.ok(opened.ok);
    assert.equal(
      canonicalize(opened.document),
      '<a:Assertion xmlns:a="urn:a" xmlns:x="urn:x" x:b="1">이름 &amp; <a:c></a:c></a:Assertion>',
    );
    const content = encryptElement(ASSERTION, { contentMethod: method, recipients: [publicKey] });
    const decrypted = xmlsec1(
      {
        'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        'data.xml': `<r xmlns="urn:r"><e xmlns:a="urn:a">${content}</e></r>`,
      },
      ...['--decrypt', '--privkey-pem', 'key.pem', 'data.xml'],
    );
    assert.equal(canonicalOfE(decrypted), canonicalOfE(DOCUMENT));
  });
}
