import type { Kysely } from 'kysely';
import type { Tables } from '../../store/index.ts';

/** IAM's quota of OpenID Connect providers in an account. */
const MOST_PROVIDERS = 100;

/** The URLs of an account's OpenID Connect providers without scheme, for hints about spelling. */
export async function registeredUrls(read: Kysely<Tables>, account: string): Promise<string[]> {
  const rows = await read
    .selectFrom('oidc_providers')
    .select('url')
    .where('account_id', '=', account)
    .limit(MOST_PROVIDERS)
    .execute();
  return rows.map(({ url }) => url);
}
