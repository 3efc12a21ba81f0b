import { uuid } from '../../base/ids.ts';
import type { Work } from '../work.ts';

/**
 * A new id in an identity store: the ten digits of the store and a UUID. It is never given again, so
 * that what is made anew under an old name inherits nothing (R031).
 *
 * @param storeId `d-` and ten hexadecimal digits
 */
export function directoryId({ random }: Pick<Work, 'random'>, storeId: string): string {
  return `${storeId.slice(2)}-${uuid(random)}`;
}
