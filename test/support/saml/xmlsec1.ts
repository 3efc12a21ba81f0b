/** Debian's xmlsec1 as the judge of signatures. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../../tools/programs.ts';
import { pemOf } from './certificates.ts';
import type { SigningPair } from './keys.ts';
import { NS } from './names.ts';

const SECONDS = 20;

/**
 * Whether xmlsec1 verifies the signature of an element with the key of `pair`; answers its words
 * when it does not. `xpath` names the Signature by local names, such as `/*[local-name()="Response"]`.
 */
export function xmlsecProblem(xml: string, xpath: string, pair: SigningPair): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-xmlsec-'));
  try {
    const file = join(folder, 'document.xml');
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(file, xml);
    writeFileSync(certificate, pemOf(pair.certificate));
    const { status, stderr } = spawnSync(
      findProgram('xmlsec1') ?? 'xmlsec1',
      [
        '--verify',
        ...['--pubkey-cert-pem', certificate],
        ...['--id-attr:ID', `${NS.protocol}:Response`],
        ...['--id-attr:ID', `${NS.assertion}:Assertion`],
        ...['--node-xpath', `${xpath}/*[local-name()='Signature']`],
        file,
      ],
      { encoding: 'utf8', timeout: SECONDS * 1000 },
    );
    return status === 0 ? undefined : stderr;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** XPath of a response and of its assertion. */
export const RESPONSE_PATH = "/*[local-name()='Response']";
export const ASSERTION_PATH = `${RESPONSE_PATH}/*[local-name()='Assertion']`;
