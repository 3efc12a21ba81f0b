import type { OutputOf } from '../../api/operations.ts';

/** What the directory knows of somebody besides the profile. */
export type WorkforceUser = OutputOf<'gatehouse', 'DescribeWorkforceUser'>['User'];

/** An MFA device of somebody. */
export type Device = OutputOf<'gatehouse', 'ListWorkforceUserMFADevices'>['Devices'][number];
