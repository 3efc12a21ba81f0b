import { failure } from '../../../failures/catalogue.ts';
import type { FederationRequest, RatedSession, Tried } from '../../federation/tried.ts';
import type { AccountState } from '../../iam/state.ts';
import { firstPage, keyOfToken, type Page } from '../../page.ts';
import { accessIndexOf } from '../assignments/access-index.ts';
import { type PortalRefusal, runPortal } from './portal-operations.ts';
import type { SsoParts } from './sso-parts.ts';

/** What both listings take. */
export interface PortalPage {
  readonly token: string | undefined;
  readonly nextToken?: string | undefined;
  /** 1 to 100. */
  readonly maxResults?: number | undefined;
}

const MOST = 100;
/** Both listings begin their tokens alike; none goes on behind a longer key. */
const LISTING = 'after';
const LONGEST_KEY = 128;

/** ListAccounts' output. */
export interface AccountList {
  readonly accountList: {
    readonly accountId: string;
    readonly accountName: string;
    readonly emailAddress: string;
  }[];
  readonly nextToken?: string;
}

/** The accounts that somebody may enter, by their ids; those that are not active are left out. */
export function listAccounts(
  parts: SsoParts,
  request: FederationRequest,
  asked: PortalPage,
): Promise<Tried<AccountList, RatedSession>> {
  const name = 'ListAccounts';
  const parameters = pageParameters(asked);
  return runPortal(parts, request, { name, token: asked.token, parameters }, async ({ user }) => {
    const start = readToken(asked.nextToken);
    if (start === undefined) return invalidToken();
    const { accounts } = await accessIndexOf(parts.workforce, user);
    const size = asked.maxResults ?? MOST;
    const found: AccountState[] = [];
    let at = firstAfter(accounts, start);
    while (found.length <= size && at < accounts.length) {
      const chunk = accounts.slice(at, at + MOST);
      at += chunk.length;
      found.push(...(await activeOf(parts, chunk)));
    }
    const page = firstPage(found, size, LISTING, ({ account }) => account);
    const accountList = page.items.map(({ account, name: accountName, email }) => ({
      accountId: account,
      accountName,
      emailAddress: email,
    }));
    return {
      answer: { accountList, ...next(page) },
      told: { name, readOnly: true, parameters },
    };
  });
}

async function activeOf({ state }: SsoParts, accounts: readonly string[]): Promise<AccountState[]> {
  await state.fresh(accounts);
  const active: AccountState[] = [];
  for (const account of accounts) {
    const found = await state.account(account);
    if (found?.state === 'ACTIVE') active.push(found);
  }
  return active;
}

/** ListAccountRoles' output. */
export interface RoleList {
  readonly roleList: { readonly roleName: string; readonly accountId: string }[];
  readonly nextToken?: string;
}

/** The permission sets that somebody has in an account, by their names. */
export function listAccountRoles(
  parts: SsoParts,
  request: FederationRequest,
  asked: PortalPage & { readonly accountId: string },
): Promise<Tried<RoleList, RatedSession>> {
  const { accountId, token } = asked;
  const name = 'ListAccountRoles';
  const parameters = { account_id: accountId, ...pageParameters(asked) };
  return runPortal(parts, request, { name, token, parameters }, async ({ user }) => {
    const start = readToken(asked.nextToken);
    if (start === undefined) return invalidToken();
    const { permissionSets } = await accessIndexOf(parts.workforce, user);
    const ids = permissionSets.get(accountId);
    if (!ids || (await activeOf(parts, [accountId])).length === 0) {
      const why = { account: accountId, roleName: 'any', userName: user.userName };
      return { failure: ids ? failure('SSO-010', why) : failure('SSO-011', why), traces: [] };
    }
    const names: string[] = [];
    for (const id of ids) {
      const set = await parts.workforce.permissionSet(user.account, id);
      if (set) names.push(set.name);
    }
    names.sort();
    const rest = names.slice(firstAfter(names, start));
    const page = firstPage(rest, asked.maxResults ?? MOST, LISTING, (roleName) => roleName);
    return {
      answer: {
        roleList: page.items.map((roleName) => ({ roleName, accountId })),
        ...next(page),
      },
      told: { name, readOnly: true, parameters },
    };
  });
}

function pageParameters({ nextToken, maxResults }: PortalPage): Record<string, unknown> {
  return { max_result: maxResults, next_token: nextToken };
}

function invalidToken(): PortalRefusal {
  return { failure: failure('SSO-015', {}), traces: [] };
}

/** Tokens are the last item of the page before; the empty text begins a listing. */
function readToken(token: string | undefined): string | undefined {
  if (token === undefined) return '';
  const key = keyOfToken(token, LISTING);
  return key !== undefined && key.length <= LONGEST_KEY ? key : undefined;
}

function next({ nextToken }: Page<unknown>): { readonly nextToken?: string } {
  return nextToken === undefined ? {} : { nextToken };
}

function firstAfter(sorted: readonly string[], start: string): number {
  if (start === '') return 0;
  const at = sorted.findIndex((item) => item > start);
  return at < 0 ? sorted.length : at;
}
