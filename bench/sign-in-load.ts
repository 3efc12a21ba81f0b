/** What many sign-ins at the same moment do to signed calls meanwhile, and whether all succeed. */
import { Agent, type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { CreateLoginProfileCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { ACCOUNT, administrator, identityCall, prepareCast, startGatehouse } from './gatehouse.ts';
import { load, median } from './load.ts';
import { signedMany } from './signed.ts';

/** People who sign in at once. */
export const PEOPLE = 50;
const PASSWORD = 'A-password-of-the-bench-1';
/** Ten connections that rest 20 ms between two requests: some 450 calls a second. */
const LIGHT = { connections: 10, pause: 20 };

/** Medians of milliseconds over rounds. */
export interface SignInLoad {
  /** Signed calls while nobody signs in, and while everybody does. */
  readonly idle: number;
  readonly busy: number;
  /** The second divided by the first, of each round. */
  readonly delays: readonly number[];
  /** Until the last of the people was signed in. */
  readonly all: number;
  readonly failed: number;
}

/** Lets everybody sign in at once, so many times, on a server of its own in `folder`. */
export async function benchSignInLoad(folder: string, rounds: number): Promise<SignInLoad> {
  const server = await startGatehouse(folder, {
    GATEHOUSE_CHALLENGE: 'never',
    GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
  });
  const { port } = server;
  const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE });
  try {
    await preparePeople(port);
    const { user } = await prepareCast(port);
    const calls = await signedMany(20, port, user, () => identityCall);
    const everybody = async () =>
      await Promise.all(Array.from({ length: PEOPLE }, (_, person) => signIn(port, agent, person)));
    await everybody();
    const [idle, busy, all]: [number[], number[], number[]] = [[], [], []];
    let failed = 0;
    for (let round = 0; round < rounds; round += 1) {
      idle.push(median((await load(port, calls, { ...LIGHT, seconds: 1 })).latencies));
      const began = performance.now();
      const [asked, signedIn] = await Promise.all([
        load(port, calls, { ...LIGHT, seconds: 1 }),
        everybody().then((answers) => {
          all.push(performance.now() - began);
          return answers;
        }),
      ]);
      busy.push(median(asked.latencies));
      failed += signedIn.filter((worked) => !worked).length;
    }
    const delays = busy.map((time, round) => time / (idle[round] ?? 0));
    return { idle: median(idle), busy: median(busy), delays, all: median(all), failed };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

async function preparePeople(port: number): Promise<void> {
  const endpoint = `http://127.0.0.1:${port}`;
  const iam = new IAMClient({ endpoint, region: 'us-east-1', credentials: administrator });
  for (let person = 0; person < PEOPLE; person += 1) {
    const UserName = `person-${person}`;
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: PASSWORD }));
  }
  iam.destroy();
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Signs a person in from an address of their own, up to the session; false when it failed. */
async function signIn(port: number, agent: Agent, person: number): Promise<boolean> {
  const cookies = new Map<string, string>();
  const ask = async (method: string, path: string, body = ''): Promise<Answer> => {
    const headers = {
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(body)),
      'x-forwarded-for': `10.1.0.${person}`,
    };
    const answer = await send({ port, agent, method, path, headers }, body);
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const page = await ask('GET', '/signin/iam');
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const username = `person-${person}`;
  const form = new URLSearchParams({ csrf, account: ACCOUNT, username, password: PASSWORD });
  const entered = await ask('POST', '/signin/iam', form.toString());
  await ask('GET', entered.headers.location ?? '/');
  return (cookies.get('gatehouse-console') ?? '') !== '';
}

async function send(options: RequestOptions, body: string): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = request({ ...options, host: '127.0.0.1' }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
