/** An access portal whose people sign in with name and password, page by page. */
import assert from 'node:assert/strict';
import { findUser, type UserRow } from '../../src/domain/directory/users.ts';
import type { InstanceRow } from '../../src/domain/identity-center/instances.ts';
import {
  DEFAULT_SETTINGS,
  type InstanceSettings,
  type MfaSettings,
} from '../../src/domain/identity-center/settings.ts';
import { clientsOf } from './clients.ts';
import { type Change, changeOf, makeInstance, makePerson, WORKFORCE_PASSWORD } from './instance.ts';
import { type Page, type Visitor, visitorOf } from './page-visitor.ts';
import { startTestServer, type TestServer } from './server.ts';
import { submit } from './sign-in.ts';

export { WORKFORCE_PASSWORD } from './instance.ts';

/** What a portal's world begins with; a second factor is never asked for unless told. */
export interface WorkforceWish {
  readonly mfa?: Partial<MfaSettings>;
  readonly settings?: Partial<InstanceSettings>;
  readonly subdomain?: string;
}

/** What a user begins with. */
export interface WorkforceUserWish {
  /** `null` for a user without one. */
  readonly password?: string | null;
  readonly oneTime?: boolean;
  readonly email?: string | null;
  readonly disabled?: boolean;
}

/** Who signs in. */
export interface WorkforceLogin {
  readonly userName: string;
  readonly password?: string;
}

/** A server with one instance of Identity Center, and people in its directory. */
export interface WorkforceWorld {
  readonly server: TestServer;
  readonly clients: ReturnType<typeof clientsOf>;
  readonly instance: InstanceRow;
  /** `d-` and ten digits. */
  readonly portal: string;
  /** The path of a page of the portal. */
  readonly path: (page: string) => string;
  /** Changes the store as an operator does, in the instance's account. */
  readonly change: Change;
  readonly makeUser: (userName: string, wish?: WorkforceUserWish) => Promise<UserRow>;
  /** The user as the directory has them now. */
  readonly userOf: (userId: string) => Promise<UserRow>;
  /** Signs in in a new browser; answers it with the secret of its portal cookie. */
  readonly signIn: (login: WorkforceLogin) => Promise<{ visitor: Visitor; secret: string }>;
  readonly stop: () => Promise<void>;
}

/** Starts it; the security check is off unless the settings of the server say otherwise. */
export async function openWorkforceWorld(
  environment: Parameters<typeof startTestServer>[0] = {},
  wish: WorkforceWish = {},
  options: Parameters<typeof startTestServer>[1] = {},
): Promise<WorkforceWorld> {
  const server = await startTestServer({ GATEHOUSE_CHALLENGE: 'never', ...environment }, options);
  return { ...(await makeWorkforce(server, wish)), stop: server.stop };
}

/** Makes an instance of Identity Center in the server's first account. */
async function makeWorkforce(
  server: TestServer,
  { mfa, settings, subdomain }: WorkforceWish = {},
): Promise<Omit<WorkforceWorld, 'stop'>> {
  const change = changeOf(server);
  const withMfa = { ...settings, mfa: { ...DEFAULT_SETTINGS.mfa, mode: 'never', ...mfa } } as const;
  const wanted = { settings: withMfa, subdomain };
  const instance = await change((work) => makeInstance(work, server.region, wanted));
  const portal = instance.identity_store_id;
  return {
    server,
    clients: clientsOf(server),
    instance,
    portal,
    path: (page) => `/portal/${portal}/${page}`,
    change,
    makeUser: async (userName, more = {}) => await makeUser(server, change, portal, userName, more),
    userOf: async (userId) => {
      const user = await change(async (work) => await findUser(work, portal, userId));
      return user ?? assert.fail('the user is gone');
    },
    signIn: async (login) => await signInAtPortal(server, portal, login),
  };
}

async function makeUser(
  { parts }: TestServer,
  change: Change,
  portal: string,
  userName: string,
  { password, email, disabled = false, ...more }: WorkforceUserWish,
): Promise<UserRow> {
  const hash =
    password === null ? undefined : await parts.passwords.hash(password ?? WORKFORCE_PASSWORD);
  const address = email === undefined ? `${crypto.randomUUID()}@people.example.com` : email;
  return await change(async (work) => {
    const name = ['Mina', 'Kim'] as const;
    const user = await makePerson(work, portal, { userName, name, email: address, hash, ...more });
    if (disabled) {
      work.write(
        work.read
          .updateTable('directory_users')
          .set({ status: 'DISABLED' })
          .where('user_id', '=', user.user_id),
      );
    }
    return user;
  });
}

/** Types the user name; answers the page that follows. */
export async function enterUserName(
  visitor: Visitor,
  portal: string,
  fields: { readonly username: string; readonly remember?: string; readonly query?: string },
): Promise<Page> {
  const { query = '', ...typed } = fields;
  const page = await visitor.get(`/portal/${portal}/sign-in${query}`);
  return await visitor.follow(await submit(visitor, page, typed, 'name="username"'));
}

/** Types name and password; answers what came, without following. */
export async function enterPortal(
  visitor: Visitor,
  portal: string,
  login: WorkforceLogin & { readonly remember?: string; readonly query?: string },
): Promise<Page> {
  const { userName: username, password = WORKFORCE_PASSWORD, ...more } = login;
  const page = await enterUserName(visitor, portal, { username, ...more });
  return await submit(visitor, page, { password }, 'type="password"');
}

/** Goes on to the portal from a finished sign-in; answers where it leads, and the cookie's secret. */
export async function continueToPortal(
  visitor: Visitor,
  portal: string,
  finished: Page,
): Promise<{ page: Page; secret: string }> {
  assert.match(finished.location ?? '', new RegExp(`^/portal/${portal}/continue\\?code=`));
  const page = await visitor.get(finished.location ?? '');
  const secret = visitor.cookies.get(`gatehouse-portal-${portal}`);
  assert.ok(secret, `the browser has the portal's cookie: ${page.status}`);
  return { page, secret };
}

/** Signs in at a portal in a new browser. */
export async function signInAtPortal(
  server: Pick<TestServer, 'url'>,
  portal: string,
  login: WorkforceLogin,
): Promise<{ visitor: Visitor; secret: string }> {
  const visitor = visitorOf(server);
  const finished = await enterPortal(visitor, portal, login);
  const { secret } = await continueToPortal(visitor, portal, finished);
  return { visitor, secret };
}
