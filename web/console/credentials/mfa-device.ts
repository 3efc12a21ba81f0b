import type { OutputOf } from '../api/operations.ts';
import type { Session } from '../api/session-shape.ts';

/** A device as ListMFADeviceDetails tells of it. */
export type Device = OutputOf<'gatehouse', 'ListMFADeviceDetails'>['Devices'][number];

/** How operations on MFA devices name the root user (aws-facts K3). */
const ROOT_USER_NAME = 'AWS ROOT USER';

/** Devices that a user or root user may have at most (aws-facts H6). */
export const MOST_DEVICES = 8;

/** The name under which operations on devices know the caller. */
export function deviceOwner({ kind, name }: Pick<Session, 'kind' | 'name'>): string {
  return kind === 'root' ? ROOT_USER_NAME : (name ?? '');
}

/** Whether a device is an authenticator app; otherwise it is a passkey or security key. */
export const isApp = ({ Kind }: Pick<Device, 'Kind'>): boolean => Kind === 'virtual';
