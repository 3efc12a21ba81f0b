/**
 * Judges each hostile input of the file that its parameter names, as a call does, and writes what it
 * cost as JSON. A process of its own, whose young generation no input fills: nothing is collected
 * while an input is judged, so what was allocated is at least the peak.
 */
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { attemptChecks } from '../src/failures/attempt.ts';
import { type Check, firstFailure, traceChecks } from '../src/failures/check.ts';
import { examineToken, tokenChecks } from '../src/oidc/index.ts';
import { fetchedKeys, NOW, SKEW, testProvider } from '../src/oidc/testing.ts';
import { examineResponse, readMetadata, responseChecks } from '../src/saml/index.ts';
import type { HostileFile, HostileInput, HostilePrice } from './hostile.ts';

const RUNS = 5;
const WARM_UP = 300;

const file: HostileFile = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const metadata = readMetadata(file.metadata, { now: file.now });
if (!metadata.ok) throw new Error(metadata.failure.message);
const receiver = createPrivateKey(file.receiver);
const keys = fetchedKeys(file.keySet);
const provider = testProvider();

/** Up to the first failure, then everything again for the attempt; answers the failure's code. */
function judged<Subject>(table: readonly Check<Subject>[], subject: Subject): string | undefined {
  const failed = firstFailure(table, subject);
  attemptChecks(traceChecks(table, subject));
  return failed?.code;
}

function judge({ kind, text, sealed }: HostileInput): string | undefined {
  if (kind === 'token') {
    const evidence = { provider, keys, now: NOW, skewMilliseconds: SKEW };
    return judged(tokenChecks, examineToken({ token: text, ...evidence }));
  }
  const subject = examineResponse({
    response: text,
    metadata: metadata.ok ? metadata.metadata : undefined,
    recipients: [file.destination.recipient],
    audiences: [file.destination.audience],
    awsNames: false,
    now: file.now,
    skewMilliseconds: 60_000,
    allowSha1: false,
    pair: file.destination,
    decryption: sealed ? { mode: 'Allowed', keys: [receiver] } : undefined,
    requestId: '4a1c2ae0-1111-4222-8333-444455556666',
  });
  return judged(responseChecks, subject);
}

function collect(): void {
  if (!globalThis.gc) throw new Error('run with --expose-gc');
  globalThis.gc();
}

function allocated(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function priceOf(input: HostileInput): HostilePrice {
  let first = 0;
  let most = 0;
  let code: string | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    collect();
    const memory = allocated();
    const before = process.cpuUsage();
    code = judge(input);
    const { user, system } = process.cpuUsage(before);
    most = Math.max(most, allocated() - memory);
    if (run === 0) first = user + system;
  }
  return { name: input.name, code, milliseconds: first / 1000, megabytes: most / 2 ** 20 };
}

for (let run = 0; run < WARM_UP; run += 1) for (const input of file.warmUp) judge(input);
writeFileSync(process.argv[3] ?? '', JSON.stringify(file.inputs.map(priceOf)));
