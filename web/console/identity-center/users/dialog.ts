import type { User } from '../shared/people.ts';

/** What every question about a person is given. */
export interface UserDialog {
  readonly user: User;
  readonly onClose: () => void;
  /** Called after success, when the person is to be read again. */
  readonly onDone: () => void;
}

/** The person as the operations of the directory name it. */
export function personOf({ IdentityStoreId, UserId }: User) {
  return { IdentityStoreId, UserId };
}
