import type { Store } from '../store/index.ts';

/** Removed in one transaction: few enough that other writes hardly wait for it. */
const REMOVAL_BATCH = 500;

/**
 * Removes the rows whose time was over `before` (milliseconds), in small transactions. It ends early,
 * between two of them, once `signal` is aborted. Rejects with the `StoreError` of the one that failed.
 */
export type ExpiredRemoval = (before: number, signal?: AbortSignal) => Promise<void>;

/** Tables whose rows say when their time is over, each with the column that names a row. */
const KEYS = {
  directory_links: 'token_hash',
  mfa_recoveries: 'account_id',
  password_resets: 'token_hash',
  registrations: 'registration_id',
  root_email_changes: 'account_id',
  browser_sessions: 'secret_hash',
  login_grants: 'grant_id',
  login_proofs: 'proof_key',
  outbox: 'message_id',
  passkey_registrations: 'challenge_hash',
  provisioning_jobs: 'request_id',
  challenge_uses: 'puzzle_id',
  saml_uses: 'assertion_key',
  sign_in_failures: 'lane_key',
  sign_in_flows: 'flow_id',
  sso_device_codes: 'device_hash',
  sso_grants: 'grant_id',
  verification_codes: 'code_key',
} as const;

/** Prepares the removal of a table's expired rows. */
export function createExpiredRemoval(
  store: Store,
  table: keyof typeof KEYS,
  batchSize: number = REMOVAL_BATCH,
): ExpiredRemoval {
  const key = KEYS[table];
  const oldest = store.prepare<{ expires_at: number | null }>(
    `select min(expires_at) as expires_at from ${table}`,
  );
  const remove = store.prepareStatement(
    `delete from ${table} where ${key} in
      (select ${key} from ${table} where expires_at < ? order by expires_at limit ?)`,
    'any',
  );
  return async (before, signal) => {
    while (!signal?.aborted) {
      const [row] = await oldest();
      const first = row?.expires_at ?? undefined;
      if (first === undefined || Number(first) >= before) return;
      await store.commit({ statements: [remove(before, batchSize)], changes: [] });
    }
  };
}
