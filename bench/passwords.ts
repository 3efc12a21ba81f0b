/** What password hashing costs, and what it does to other calls meanwhile. */
import { argon2, randomBytes } from 'node:crypto';
import { CreateLoginProfileCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { defaultArgon2 } from '../src/crypto/password.ts';
import { administrator, type Cast, identityCall } from './gatehouse.ts';
import { load, quantile } from './load.ts';
import type { ServerProcess } from './processes.ts';
import { signedMany } from './signed.ts';

/** Figures of one run; a round interleaves all of them. */
export interface PasswordResult {
  /** Hashes a second of argon2id alone, two at a time. */
  readonly raw: number;
  /** Calls a second that set a password, several callers. */
  readonly calls: number;
  /** Milliseconds of GetCallerIdentity at a light, steady rate: idle, and while passwords are set. */
  readonly idleP99: number;
  readonly busyP99: number;
}

const CALLERS = 4;
/** More than callers, so that no two change the same user at once. */
const USERS = 12;
/** Ten connections that rest 20 ms between two requests: some 450 calls a second. */
const LIGHT = { connections: 10, pause: 20 };

/** Measures for `seconds` each: the raw rate, the idle server, then passwords with calls beside. */
export async function benchPasswords(
  server: ServerProcess,
  { user }: Cast,
  seconds: number,
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
  await load(port, set, { connections: CALLERS, seconds: 1 });
  const raw = await rawRate(seconds);
  const idle = await load(port, light, { ...LIGHT, seconds });
  const calls = await load(port, set, { connections: CALLERS, seconds });
  const [busy] = await Promise.all([
    load(port, light, { ...LIGHT, seconds }),
    load(port, set, { connections: CALLERS, seconds }),
  ]);
  return {
    raw,
    calls: calls.answers / calls.seconds,
    idleP99: quantile(idle.latencies, 0.99),
    busyP99: quantile(busy.latencies, 0.99),
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
