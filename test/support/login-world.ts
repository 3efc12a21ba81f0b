/** A server for the tests of `aws login`: a user who may use it, and browsers that are signed in. */
import { type Clients, clientsOf, credentialsOf } from './clients.ts';
import { allow, type MadeUser, makeUser } from './entities.ts';
import { type Visitor, visitorOf } from './page-visitor.ts';
import { type Credentials, startTestServer, type TestServer } from './server.ts';

/** The AWS managed policy that lets people use `aws login`. */
export const LOGIN_POLICY = 'arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess';

const CONSOLE = 'https://console.aws.amazon.com/';

export interface LoginWorld {
  readonly server: TestServer;
  readonly admin: Clients;
  /** May use `aws login` and call IAM. */
  readonly alice: MadeUser;
  /** Where the server believes itself to be: `http://localhost:PORT`. */
  readonly publicUrl: string;
  /** A browser that is signed in as a user, the root user without one. */
  readonly browserOf: (user?: MadeUser) => Promise<Visitor>;
  /** A browser that is signed in with temporary credentials, by the federation endpoint. */
  readonly browserWith: (credentials: Credentials, seconds?: number) => Promise<Visitor>;
  /** Clients of the SDK with what the token endpoint answered. */
  readonly clientsWith: (token: { readonly accessToken: Credentials }) => Clients;
  /** Lets the server's time stand still, so that no rate recovers however long a test takes. */
  readonly stopClock: () => void;
  /** How far the server's clock is ahead of the machine's, in milliseconds. */
  ahead: number;
}

/** Starts the server. */
export async function openLoginWorld(
  environment: Readonly<Record<string, string>> = {},
): Promise<LoginWorld> {
  let ahead = 0;
  let stopped: number | undefined;
  const server = await startTestServer(environment, {
    clock: () => (stopped ?? Date.now()) + ahead,
  });
  const admin = clientsOf(server);
  const alice = await makeUser(admin, 'alice', { policy: allow('iam:GetUser') });
  await admin.iam.attachUserPolicy({ UserName: 'alice', PolicyArn: LOGIN_POLICY });

  async function browserOf(user?: MadeUser): Promise<Visitor> {
    const who = user
      ? ({ kind: 'user', userId: user.id, userName: user.name } as const)
      : ({ kind: 'root' } as const);
    const browser = visitorOf(server);
    browser.cookies.set('gatehouse-console', await server.openSession(who));
    return browser;
  }

  async function browserWith(credentials: Credentials, seconds?: number): Promise<Visitor> {
    const browser = visitorOf(server);
    await signInWith(browser, credentials, seconds);
    return browser;
  }

  return {
    server,
    admin,
    alice,
    publicUrl: `http://localhost:${new URL(server.url).port}`,
    browserOf,
    browserWith,
    clientsWith: ({ accessToken }) => clientsOf(server, accessToken),
    stopClock: () => {
      stopped = Date.now();
    },
    get ahead() {
      return ahead;
    },
    set ahead(milliseconds) {
      ahead = milliseconds;
    },
  };
}

/** Signs a browser in with temporary credentials, by the federation endpoint. */
export async function signInWith(
  browser: Visitor,
  { accessKeyId: sessionId, secretAccessKey: sessionKey, sessionToken }: Credentials,
  seconds?: number,
): Promise<void> {
  const Session = JSON.stringify({ sessionId, sessionKey, sessionToken });
  const duration = seconds === undefined ? {} : { SessionDuration: String(seconds) };
  const asked = new URLSearchParams({ Action: 'getSigninToken', Session, ...duration });
  const { SigninToken } = JSON.parse((await browser.get(`/federation?${asked}`)).html);
  const login = new URLSearchParams({ Action: 'login', Destination: CONSOLE, SigninToken });
  const begun = await browser.get(`/federation?${login}`);
  await browser.get(begun.location ?? '');
}

/** Credentials of a role for a browser or a client. */
export async function assumed({ sts }: Clients, arn: string, seconds = 900): Promise<Credentials> {
  const input = { RoleArn: arn, RoleSessionName: 'ann', DurationSeconds: seconds };
  return credentialsOf(await sts.assumeRole(input));
}
