/** What password hashing costs, and what it does to other calls meanwhile. */
import { argon2, randomBytes } from 'node:crypto';
import { CreateLoginProfileCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { defaultArgon2 } from '../src/crypto/password.ts';
import { administrator, type Cast, identityCall } from './gatehouse.ts';
import { load, median, quantile } from './load.ts';
import type { ServerProcess } from './processes.ts';
import { signedMany } from './signed.ts';

/** Medians over interleaved rounds. */
export interface PasswordResult {
  /** Hashes a second of argon2id alone, two at a time. */
  readonly raw: number;
  /** Calls a second that set a password, several callers. */
  readonly calls: number;
  /** The ratio of the two, of each round. */
  readonly ratios: readonly number[];
  /** Milliseconds of GetCallerIdentity at a light, steady rate: idle, and while passwords are set. */
  readonly idleP99: number;
  readonly busyP99: number;
  /** The second divided by the first, of each round. */
  readonly delays: readonly number[];
}

const CALLERS = 4;
/** More than callers, so that no two change the same user at once. */
const USERS = 12;
/** Ten connections that rest 20 ms between two requests: some 450 calls a second. */
const LIGHT = { connections: 10, pause: 20 };

/** Each round measures for a second each: the raw rate, calls that hash, an idle server, both. */
export async function benchPasswords(
  server: ServerProcess,
  { user }: Cast,
  rounds: number,
): Promise<PasswordResult> {
  const { port } = server;
  await prepareLoginProfiles(port);
  const light = await signedMany(20, port, user, () => identityCall);
  const set = await signedMany(USERS, port, administrator, (number) => ({
    service: 'iam',
    parameters: {
      Action: 'UpdateLoginProfile',
      UserName: `person-${number}`,
      Password: `A-password-of-the-bench-${number}`,
    },
  }));
  const change = () => load(port, set, { connections: CALLERS, seconds: 1 });
  const ask = () => load(port, light, { ...LIGHT, seconds: 1 });
  await change();
  const [raw, calls, idle, busy]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < rounds; round += 1) {
    raw.push(await rawRate(1));
    const { answers, seconds } = await change();
    calls.push(answers / seconds);
    idle.push(quantile((await ask()).latencies, 0.99));
    const [asked] = await Promise.all([ask(), change()]);
    busy.push(quantile(asked.latencies, 0.99));
  }
  return {
    raw: median(raw),
    calls: median(calls),
    ratios: calls.map((rate, round) => rate / (raw[round] ?? 0)),
    idleP99: median(idle),
    busyP99: median(busy),
    delays: busy.map((p99, round) => p99 / (idle[round] ?? 0)),
  };
}

async function prepareLoginProfiles(port: number): Promise<void> {
  const endpoint = `http://127.0.0.1:${port}`;
  const iam = new IAMClient({ endpoint, region: 'us-east-1', credentials: administrator });
  const Password = 'A-first-password-of-the-bench-0';
  for (let number = 0; number < USERS; number += 1) {
    const UserName = `person-${number}`;
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new CreateLoginProfileCommand({ UserName, Password }));
  }
  iam.destroy();
}

function hashOnce(): Promise<void> {
  const { memory, passes, parallelism } = defaultArgon2;
  const nonce = randomBytes(16);
  const message = 'A-password-of-the-bench';
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength: 32 }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

async function rawRate(seconds: number): Promise<number> {
  const start = performance.now();
  let hashes = 0;
  const one = async () => {
    while (performance.now() - start < seconds * 1000) {
      await hashOnce();
      hashes += 1;
    }
  };
  await Promise.all([one(), one()]);
  return (hashes * 1000) / (performance.now() - start);
}
