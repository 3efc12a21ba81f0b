import type { Kysely } from 'kysely';
import type { Tables } from '../../store/index.ts';
import { samlProviderArn } from '../iam/saml-providers.ts';

/** What the uuids of providers are made of; PostgreSQL has no place for every text of a path. */
const UUID = /^[\w-]{1,64}$/;

/** The ARN of the SAML provider whose consumer URL ends in `uuid`; undefined when there is none. */
export async function providerOfUuid(
  read: Kysely<Tables>,
  uuid: string,
): Promise<string | undefined> {
  if (!UUID.test(uuid)) return undefined;
  const row = await read
    .selectFrom('saml_providers')
    .select(['account_id', 'name'])
    .where('provider_id', '=', uuid)
    .executeTakeFirst();
  return row && samlProviderArn(row.account_id, row.name);
}
