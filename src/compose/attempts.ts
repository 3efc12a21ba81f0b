import { systemRandom } from '../base/bytes.ts';
import { addressKey } from '../calls/throttle.ts';
import { createAttemptRecorder, type RecordAttempt } from '../domain/attempts/index.ts';
import { findManagementAccount } from '../domain/installation/first-start.ts';
import { readLocally } from './local.ts';
import type { Parts } from './parts.ts';

/** The recorder of attempts over the parts of this installation. */
export function buildAttemptRecorder(parts: Parts): RecordAttempt {
  const { store, state, bodies, config } = parts;
  return createAttemptRecorder({
    store,
    state,
    bodies,
    random: systemRandom,
    addressKey,
    managementAccount: managementAccountOf(parts),
    quota: { sourceBytes: config.attemptSourceBytes, accountBytes: config.attemptAccountBytes },
  });
}

/** The management account never changes, so it is read once. */
function managementAccountOf(parts: Parts): () => Promise<string> {
  let known: string | undefined;
  return async () => {
    known ??= await readLocally(parts, '', findManagementAccount);
    if (known === undefined) throw new Error('the installation has no management account');
    return known;
  };
}
