import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../src/base/clock.ts';
import { randomAccountId } from '../../src/base/ids.ts';
import { buildAttemptRecorder } from '../../src/compose/attempts.ts';
import { changeLocally } from '../../src/compose/local.ts';
import type { Timers } from '../../src/compose/periodic.ts';
import { type RunningServer, startServer } from '../../src/compose.ts';
import { type Environment, readConfig } from '../../src/config.ts';
import { createAccessKey } from '../../src/domain/iam/access-keys.ts';
import { readAccount } from '../../src/domain/iam/account.ts';
import { openBrowserSession } from '../../src/domain/sessions/browser-sessions.ts';
import { browserSessionId } from '../../src/domain/sessions/session-id.ts';
import { issueSignInSession, type SignedIn } from '../../src/domain/sts/console-session.ts';
import type { NewAttempt } from '../../src/failures/attempt.ts';
import { createLogger } from '../../src/http/log.ts';

/** Long-term or temporary credentials, as the SDK takes them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A server of a test's own, with an administrator. */
export interface TestServer {
  readonly url: string;
  readonly account: string;
  readonly region: string;
  readonly folder: string;
  /** The access key of `bootstrap-admin`, who has AdministratorAccess. */
  readonly administrator: Credentials;
  /** Makes an access key of an account's root user, who otherwise begins with a browser. */
  readonly makeRootKey: (account?: string) => Promise<Credentials>;
  /** Opens a console session as signing in does; answers the secret of its cookie. */
  readonly openSession: (
    who: SignedIn['who'],
    more?: Pick<SignedIn, 'mfaAuthenticatedAt'>,
  ) => Promise<string>;
  /** Records an attempt as a call would, with what was posted. */
  readonly record: (attempt: NewAttempt, body?: string) => Promise<void>;
  /** What the server is made of, for tests that count its work or reach into its store. */
  readonly parts: RunningServer['parts'];
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server in this process on a free port with an empty store in a temporary folder, which
 * `stop` deletes. `environment` are further settings, such as GATEHOUSE_DATABASE_URL; `clock`
 * and `timers` replace the machine's.
 */
export async function startTestServer(
  environment: Environment = {},
  options: { readonly clock?: Clock; readonly timers?: Timers } = {},
): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'));
  const account = environment.GATEHOUSE_BOOTSTRAP_ACCOUNT_ID ?? randomAccountId();
  const administrator = {
    // Longer than the ids that name their account, so that no digits of it can be read as another.
    accessKeyId: `AKIATEST0${account}`,
    secretAccessKey: 'administrator-secret-of-a-test-server-01',
  };
  const reading = readConfig({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: '0',
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_LOOKUP_RATE: '100000',
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: account,
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    ...environment,
  });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const { config } = reading;
  const server = await startServer(config, createLogger(config.logLevel), options);
  const recordAttempt = buildAttemptRecorder(server.parts);
  return {
    url: `http://127.0.0.1:${server.port}`,
    account,
    region: config.region,
    folder,
    administrator,
    parts: server.parts,
    makeRootKey: async (of = account) => await makeRootKey(server, of),
    openSession: async (who, more = {}) => await openSession(server, account, who, more),
    record: async (attempt, body) => {
      const statements = [...(await recordAttempt(attempt, body))];
      await server.parts.store.commit({ statements, changes: [] });
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeRootKey({ parts }: RunningServer, account: string): Promise<Credentials> {
  const action = { account, name: 'CreateAccessKey', parameters: {} };
  return await changeLocally(parts, action, async (work) => {
    const root = { kind: 'root', id: account, account: await readAccount(work) } as const;
    const key = await createAccessKey(work, root, parts.secrets);
    return { accessKeyId: key.access_key_id, secretAccessKey: key.secret };
  });
}

async function openSession(
  { parts }: RunningServer,
  account: string,
  who: SignedIn['who'],
  more: Pick<SignedIn, 'mfaAuthenticatedAt'>,
): Promise<string> {
  const action = { account, name: 'OpenTestSession', parameters: {} };
  return await changeLocally(parts, action, (work) => {
    const sessionId = browserSessionId(account, work.random);
    const now = work.now;
    const region = parts.config.region;
    const issued = issueSignInSession(parts.seal, {
      account,
      who,
      ...more,
      browserSessionId: sessionId,
      now,
      region,
    });
    return openBrowserSession(work, {
      sessionId,
      audience: 'console',
      accessKeyId: issued.Credentials.AccessKeyId,
      sessionToken: issued.Credentials.SessionToken,
      expiresAt: issued.Credentials.Expiration.getTime(),
      ownerId: who.kind === 'root' ? account : who.userId,
      principalArn: `arn:aws:iam::${account}:${who.kind === 'root' ? 'root' : `user/${who.userName}`}`,
      kind: who.kind,
      destination: '/console/home',
      issuerUrl: undefined,
      provider: undefined,
      sourceAddress: '127.0.0.1',
      userAgent: 'a test',
    });
  });
}
