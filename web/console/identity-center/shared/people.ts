import type { OutputOf } from '../../api/operations.ts';

/** A person of the directory. */
export type User = OutputOf<'identitystore', 'ListUsers'>['Users'][number];

/** A group of the directory. */
export type Group = OutputOf<'identitystore', 'ListGroups'>['Groups'][number];

/** A user or group that something is assigned to. */
export interface Principal {
  readonly kind: 'USER' | 'GROUP';
  readonly id: string;
}

/** The e-mail address that is registered for somebody. */
export function emailOf({ Emails }: Pick<User, 'Emails'>): string | undefined {
  return (Emails?.find(({ Primary }) => Primary) ?? Emails?.[0])?.Value;
}
