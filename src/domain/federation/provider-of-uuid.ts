import type { Kysely } from 'kysely';
import type { Tables } from '../../store/index.ts';
import { samlProviderArn } from '../iam/saml-providers.ts';

/** The ARN of the SAML provider whose consumer URL ends in `uuid`; undefined when there is none. */
export async function providerOfUuid(
  read: Kysely<Tables>,
  uuid: string,
): Promise<string | undefined> {
  const row = await read
    .selectFrom('saml_providers')
    .select(['account_id', 'name'])
    .where('provider_id', '=', uuid)
    .executeTakeFirst();
  return row && samlProviderArn(row.account_id, row.name);
}
