/**
 * Whether the time of a refused sign-in tells if the person exists: tries of every kind, interleaved
 * in a random order, compared by a rank test, which sees any shift and does not mind outliers.
 */
import { randomInt } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { CreateLoginProfileCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { ACCOUNT, administrator, startGatehouse } from './gatehouse.ts';
import { median } from './load.ts';

const ROOT = 'root@example.com';
const ROOT_PASSWORD = 'The-root-password-of-the-bench-1';

/** Tries alike from outside; the first of each group is what the others are compared with. */
const GROUPS = {
  'IAM users': {
    'wrong password': { account: ACCOUNT, username: 'with-password' },
    'user without password': { account: ACCOUNT, username: 'without-one' },
    'unknown user': { account: ACCOUNT, username: 'unknown-user' },
    'unknown account': { account: '999988887777', username: 'with-password' },
    'unknown alias': { account: 'no-such-alias', username: 'with-password' },
  },
  'root users': {
    'wrong password': { email: ROOT },
    'root user without password': { email: 'member@example.com' },
    'unknown address': { email: 'nobody@example.com' },
  },
} as const;

/** One kind of try compared with the first of its group. */
export interface TimingComparison {
  readonly group: string;
  readonly kind: string;
  /** Milliseconds. */
  readonly median: number;
  /** Two-sided, of the hypothesis that both kinds take equally long; undefined for the first. */
  readonly p: number | undefined;
}

/** Tries each kind so many times on a server of its own in `folder`. */
export async function benchSignInTiming(
  folder: string,
  tries: number,
): Promise<TimingComparison[]> {
  const server = await startGatehouse(folder, {
    GATEHOUSE_CHALLENGE: 'never',
    // Each round comes from another address; a person has four times as many tries from all of them.
    GATEHOUSE_SIGNIN_TRIES: '100',
    GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
    GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: ROOT,
    GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: ROOT_PASSWORD,
  });
  try {
    await preparePeople(server.port);
    const visitor = await openVisitor(server.port);
    return await compare(visitor, tries);
  } finally {
    await server.stop();
  }
}

async function preparePeople(port: number): Promise<void> {
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: administrator,
  };
  const iam = new IAMClient(settings);
  for (const UserName of ['with-password', 'without-one']) {
    await iam.send(new CreateUserCommand({ UserName }));
  }
  const Password = 'The-right-password-of-the-bench-1';
  await iam.send(new CreateLoginProfileCommand({ UserName: 'with-password', Password }));
  const organizations = new OrganizationsClient(settings);
  await organizations.send(new CreateOrganizationCommand({}));
  const member = { AccountName: 'member', Email: 'member@example.com' };
  await organizations.send(new CreateAccountCommand(member));
  iam.destroy();
  organizations.destroy();
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A browser of which only the address changes. */
interface TestVisitor {
  readonly csrf: string;
  readonly post: (path: string, fields: Record<string, string>, from: string) => Promise<Answer>;
}

async function openVisitor(port: number): Promise<TestVisitor> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body = '',
  ): Promise<Answer> =>
    await new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', agent, method, path, headers }, (answer) => {
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
  const page = await ask('GET', '/signin/iam', {});
  const cookie = page.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  return {
    csrf,
    post: async (path, fields, from) => {
      const body = new URLSearchParams({ ...fields, csrf }).toString();
      const headers = {
        cookie,
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        'x-forwarded-for': from,
      };
      return await ask('POST', path, headers, body);
    },
  };
}

/** One refused try; answers the milliseconds of the form that carries the password. */
async function tryOnce(
  visitor: TestVisitor,
  fields: Readonly<Record<string, string>>,
  from: string,
): Promise<number> {
  const typed = { ...fields, password: 'a password that nobody has' };
  if (fields.email === undefined) return await timed(visitor, '/signin/iam', typed, from);
  const begun = await visitor.post('/signin', { type: 'root', email: fields.email }, from);
  const flow = new URL(begun.headers.location ?? '', 'http://here').searchParams.get('flow') ?? '';
  const step = { flow, step: 'password', password: typed.password };
  return await timed(visitor, '/signin/step', step, from);
}

async function timed(
  visitor: TestVisitor,
  path: string,
  fields: Record<string, string>,
  from: string,
): Promise<number> {
  const began = performance.now();
  const { status } = await visitor.post(path, fields, from);
  const took = performance.now() - began;
  if (status !== 303) throw new Error(`a refused sign-in was answered with ${status}`);
  return took;
}

async function compare(visitor: TestVisitor, tries: number): Promise<TimingComparison[]> {
  const kinds = Object.entries(GROUPS).flatMap(([group, members]) =>
    Object.entries<Readonly<Record<string, string>>>(members).map(([kind, fields]) => ({
      group,
      kind,
      fields,
      times: [] as number[],
    })),
  );
  const address = (round: number) => `10.0.${round >> 8}.${round & 255}`;
  for (let round = 0; round < 10; round += 1) {
    await tryOnce(visitor, { account: ACCOUNT, username: `warm-up-${round}` }, '10.255.0.1');
  }
  for (let round = 0; round < tries; round += 1) {
    for (const kind of shuffled(kinds)) {
      kind.times.push(await tryOnce(visitor, kind.fields, address(round)));
    }
  }
  return kinds.map(({ group, kind, times }) => {
    const first = kinds.find((each) => each.group === group)?.times ?? times;
    const p = first === times ? undefined : mannWhitney(first, times);
    return { group, kind, median: median(times), p };
  });
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: randomInt(2 ** 32) }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

/**
 * The Mann–Whitney U test: how likely values as far apart in rank are when both lists come from the
 * same distribution (two-sided, normal approximation, which holds for more than some twenty values).
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): number {
  const all = [
    ...one.map((value) => ({ value, isFirst: true })),
    ...other.map((value) => ({ value, isFirst: false })),
  ].sort((left, right) => left.value - right.value);
  let rankSum = 0;
  let ties = 0;
  for (let from = 0; from < all.length; ) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const equal = to - from;
    // Equal values share the mean of their ranks.
    const rank = (from + 1 + to) / 2;
    rankSum += rank * all.slice(from, to).filter(({ isFirst }) => isFirst).length;
    ties += equal ** 3 - equal;
    from = to;
  }
  const [n, m] = [one.length, other.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
  return variance === 0 ? 1 : erfc(Math.abs(u - (n * m) / 2) / Math.sqrt(2 * variance));
}

/** The complementary error function (Abramowitz and Stegun, 7.1.26; error below 2e-7). */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  return factors.reduce((sum, factor) => sum * t + factor, 0) * t * Math.exp(-x * x);
}
