/**
 * What it costs to refuse each hostile response and token of the generators: the goal is at most
 * 100 ms of processor time and 64 MB, whatever is sent.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileTokens } from '../src/oidc/hostile.test-support.ts';
import { keySetOf, signedToken } from '../src/oidc/testing.ts';
import {
  encryptedCases,
  goLive,
  type HostileCase,
  plainCases,
  RECEIVER,
} from '../test/support/saml/hostile/index.ts';
import { type Destination, openIdp } from '../test/support/saml/identity-provider.ts';
import { signingPair } from '../test/support/saml/keys.ts';
import { toFormField } from '../test/support/saml/response.ts';
import { temporaryFolder } from './processes.ts';

/** Goals for one input. */
export const MOST_MILLISECONDS = 100;
export const MOST_MEGABYTES = 64;

/** Something to be refused, as a client sends it. */
export interface HostileInput {
  readonly kind: 'response' | 'token';
  readonly name: string;
  readonly text: string;
  /** The code of the check that has to refuse it. */
  readonly expected?: string;
  /** True when the provider has a private key. */
  readonly sealed?: boolean;
}

/** Everything the judging process needs. */
export interface HostileFile {
  readonly now: number;
  readonly destination: Destination;
  readonly metadata: string;
  /** A private key in PEM. */
  readonly receiver: string;
  readonly keySet: ReturnType<typeof keySetOf>;
  /** Sound inputs, which let Node compile what it judges with. */
  readonly warmUp: readonly HostileInput[];
  readonly inputs: readonly HostileInput[];
}

/** What one input cost. */
export interface HostilePrice {
  readonly name: string;
  readonly code: string | undefined;
  /** Processor time when it was judged for the first time. */
  readonly milliseconds: number;
  /** All that was allocated while it was judged: no less than the peak. */
  readonly megabytes: number;
}

const DESTINATION: Destination = {
  recipient: 'https://gate.example.test/saml',
  audience: 'https://gate.example.test/static/saml-metadata.xml',
  roleArn: 'arn:aws:iam::111122223333:role/team/Developer',
  providerArn: 'arn:aws:iam::111122223333:saml-provider/Corp',
};

/** Makes every hostile input here and judges them in a process that does nothing else. */
export function benchHostile(): HostilePrice[] {
  const folder = temporaryFolder();
  const [given, found] = [join(folder, 'inputs.json'), join(folder, 'prices.json')];
  const file = inputs();
  writeFileSync(given, JSON.stringify(file));
  const program = join(import.meta.dirname, 'hostile-process.ts');
  const young = ['--min-semi-space-size=256', '--max-semi-space-size=256'];
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--expose-gc', ...young, program, given, found],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const prices: HostilePrice[] = JSON.parse(readFileSync(found, 'utf8'));
  for (const [at, { name, code }] of prices.entries()) {
    const { expected } = file.inputs[at] ?? {};
    if (code !== expected) throw new Error(`${name}: ${code} instead of ${expected}`);
  }
  return prices;
}

function inputs(): HostileFile {
  const now = Date.now();
  const idp = openIdp(DESTINATION);
  const live = goLive(idp, now);
  const { privateKey } = signingPair('rsa-2048', RECEIVER);
  const inputOf = ({ name, make, code: expected }: HostileCase, sealed: boolean): HostileInput => {
    return { kind: 'response', name, text: toFormField(make(live)), expected, sealed };
  };
  const sound = [toFormField(live.assertionSigned), toFormField(live.bothSigned)];
  return {
    now,
    destination: DESTINATION,
    metadata: idp.metadata,
    receiver: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    keySet: keySetOf(),
    warmUp: [
      ...sound.map((text): HostileInput => ({ kind: 'response', name: 'sound', text })),
      { kind: 'token', name: 'sound', text: signedToken() },
    ],
    inputs: [
      ...plainCases.map((each) => inputOf(each, false)),
      ...encryptedCases.map((each) => inputOf(each, true)),
      ...hostileTokens().map(
        ({ name, code: expected, token: text }): HostileInput => ({
          kind: 'token',
          name: `token: ${name}`,
          text,
          expected,
        }),
      ),
    ],
  };
}
