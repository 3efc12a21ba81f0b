import { makeCertifiedKey } from '../../../crypto/index.ts';
import { compilePlanStatement, type Store, UniqueViolation } from '../../../store/index.ts';
import type { Work } from '../../work.ts';
import type { InstanceRow } from '../instances.ts';

/** What keys of instances are made and kept with. */
export interface InstanceKeyParts {
  readonly store: Store;
  readonly secrets: { readonly seal: (plaintext: string, context: string) => string };
}

type Of = Pick<InstanceRow, 'account_id' | 'instance_id'>;

/** How long the certificate is valid, in years (aws-facts E4). */
const YEARS = 100;

/**
 * The certificate of the instance's own key, X.509 in DER, base64. The key is made when it is asked
 * for first; of several nodes that make one at the same time one is kept.
 */
export async function instanceCertificate(
  parts: InstanceKeyParts,
  instance: Of,
  { now, random }: Pick<Work, 'now' | 'random'>,
): Promise<string> {
  const found = await readCertificate(parts.store, instance);
  if (found !== undefined) return found;
  const end = new Date(now);
  end.setUTCFullYear(end.getUTCFullYear() + YEARS);
  const validity = { from: now, until: end.getTime() };
  const { account_id, instance_id } = instance;
  const made = await makeCertifiedKey({ commonName: instance_id, ...validity }, random);

  const query = parts.store.read.insertInto('sso_instance_keys').values({
    account_id,
    instance_id,
    private_key: parts.secrets.seal(made.privateKey, instance_id),
    certificate: made.certificate,
    created_at: now,
  });
  try {
    await parts.store.commit({ statements: [compilePlanStatement(query, 1)], changes: [] });
    return made.certificate;
  } catch (error) {
    const first = await readCertificate(parts.store, instance);
    if (first === undefined || !(error instanceof UniqueViolation)) throw error;
    return first;
  }
}

async function readCertificate(store: Store, instance: Of): Promise<string | undefined> {
  const row = await store.read
    .selectFrom('sso_instance_keys')
    .select('certificate')
    .where('account_id', '=', instance.account_id)
    .where('instance_id', '=', instance.instance_id)
    .executeTakeFirst();
  return row?.certificate;
}
