import { call } from '../../api/call.ts';
import { allPages } from '../../iam/shared/all-pages.ts';

/** An account that administers a service. */
export interface Delegation {
  readonly account: string;
  readonly name: string;
  readonly service: string;
  /** Seconds since 1970. */
  readonly since: number | undefined;
}

/** The delegated administrators of one service, or of every service. */
export async function listDelegations(
  service: string | undefined,
  signal: AbortSignal,
): Promise<Delegation[]> {
  const administrators = await allPages(async (NextToken) => {
    const filter = service === undefined ? {} : { ServicePrincipal: service };
    const input = { NextToken, ...filter };
    const answer = await call('organizations', 'ListDelegatedAdministrators', input, signal);
    return { items: answer.DelegatedAdministrators ?? [], next: answer.NextToken };
  });
  if (service !== undefined) {
    return administrators.map(({ Id = '', Name = '', DelegationEnabledDate: since }) => ({
      account: Id,
      name: Name,
      service,
      since,
    }));
  }
  const lists = await Promise.all(
    administrators.map(async ({ Id = '', Name = '' }) => {
      const input = { AccountId: Id };
      const answer = await call('organizations', 'ListDelegatedServicesForAccount', input, signal);
      return (answer.DelegatedServices ?? []).map((one) => ({
        account: Id,
        name: Name,
        service: one.ServicePrincipal ?? '',
        since: one.DelegationEnabledDate,
      }));
    }),
  );
  return lists.flat();
}
