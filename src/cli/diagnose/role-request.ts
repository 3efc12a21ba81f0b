import type { RoleInput } from '../../domain/federation/role-subject.ts';
import type { RoleOptions } from './role-options.ts';

/** What a request for a role tells besides who asks. */
export type RoleRequest = Pick<RoleInput, 'circumstances' | 'durationSeconds' | 'sessionPolicies'>;

/** A request at that time as the options describe it, over TLS. */
export function roleRequest(
  { regions, sourceIp, duration }: RoleOptions,
  now: number,
  sessionPolicies: RoleRequest['sessionPolicies'],
): RoleRequest {
  const [region = ''] = regions;
  const sourceAddress = sourceIp ?? '';
  return {
    circumstances: { now, region, sourceAddress, userAgent: '', secure: true },
    durationSeconds: duration,
    sessionPolicies,
  };
}
