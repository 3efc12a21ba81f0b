/** What xmlsec1 takes to read and verify a response, as a library: without the start of its process. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pemOf } from '../test/support/saml/certificates.ts';
import type { SigningPair } from '../test/support/saml/keys.ts';
import { NS } from '../test/support/saml/names.ts';
import { ASSERTION_PATH } from '../test/support/saml/xmlsec1.ts';
import { findProgram } from '../tools/programs.ts';
import type { Contender } from './together.ts';

const FEW = 50;
const MANY = 1550;

/**
 * xmlsec1 with the response and the key in files, or undefined when it is not installed. It reads
 * and verifies the file again as often as it is told, so the price is the slope between two numbers.
 * Keys and certificates inside of the response are left aside, as here.
 */
export function xmlsec1(folder: string, xml: string, pair: SigningPair): Contender | undefined {
  const program = findProgram('xmlsec1');
  if (!program) return undefined;
  const file = join(folder, 'response.xml');
  const certificate = join(folder, 'certificate.pem');
  writeFileSync(file, xml);
  writeFileSync(certificate, pemOf(pair.certificate));
  const parameters = [
    ...['--pubkey-cert-pem', certificate],
    ...['--enabled-key-data', 'key-name'],
    ...['--id-attr:ID', `${NS.protocol}:Response`],
    ...['--id-attr:ID', `${NS.assertion}:Assertion`],
    ...['--node-xpath', `${ASSERTION_PATH}/*[local-name()='Signature']`],
    file,
  ];
  const timed = (times: number) =>
    processorTimeOfRun(program, ['--verify', '--repeat', String(times), ...parameters]);
  return { name: 'xmlsec1', round: () => (timed(MANY) - timed(FEW)) / (MANY - FEW) };
}

/** Processor time of a program that has ended, in microseconds, as the shell tells it. */
function processorTimeOfRun(program: string, parameters: readonly string[]): number {
  const script = '"$0" "$@" >/dev/null 2>&1 && times';
  const { stdout } = spawnSync('sh', ['-c', script, program, ...parameters], { encoding: 'utf8' });
  const seconds = [...(stdout.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  if (seconds.length !== 2) throw new Error(`${program} does not verify the response`);
  return ((seconds[0] ?? 0) + (seconds[1] ?? 0)) * 1e6;
}
