/** xmlsec1 as an identity provider's encryption: another implementation than the test's own. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../tools/programs.ts';
import { pemOf } from './certificates.ts';
import type { SigningPair } from './keys.ts';
import { NS } from './names.ts';

const SECONDS = 20;

/** EncryptedAssertion around the text of an assertion, encrypted by xmlsec1 with AES-256-GCM. */
export function encryptedByXmlsec(assertion: string, receiver: SigningPair): string {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-xmlsec-'));
  try {
    const path = (name: string, content: string): string => {
      const file = join(folder, name);
      writeFileSync(file, content);
      return file;
    };
    const output = join(folder, 'encrypted.xml');
    const { status, stderr } = spawnSync(
      findProgram('xmlsec1') ?? 'xmlsec1',
      [
        '--encrypt',
        ...['--pubkey-cert-pem', path('certificate.pem', pemOf(receiver.certificate))],
        ...['--session-key', 'aes-256'],
        ...['--xml-data', path('assertion.xml', assertion)],
        ...['--output', output],
        path('template.xml', TEMPLATE),
      ],
      { encoding: 'utf8', timeout: SECONDS * 1000 },
    );
    if (status !== 0) throw new Error(`xmlsec1 does not encrypt: ${stderr}`);
    const data = readFileSync(output, 'utf8').replace(/^<\?xml[^>]*\?>\s*/, '');
    return `<saml:EncryptedAssertion xmlns:saml="${NS.assertion}">${data}</saml:EncryptedAssertion>`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const TEMPLATE = `<?xml version="1.0"?>
<xenc:EncryptedData xmlns:xenc="${NS.encryption}" Type="${NS.encryption}Element">
  <xenc:EncryptionMethod Algorithm="${NS.encryption11}aes256-gcm"/>
  <ds:KeyInfo xmlns:ds="${NS.signature}">
    <xenc:EncryptedKey>
      <xenc:EncryptionMethod Algorithm="${NS.encryption}rsa-oaep-mgf1p"/>
      <xenc:CipherData><xenc:CipherValue/></xenc:CipherData>
    </xenc:EncryptedKey>
  </ds:KeyInfo>
  <xenc:CipherData><xenc:CipherValue/></xenc:CipherData>
</xenc:EncryptedData>
`;
