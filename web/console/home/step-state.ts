import type { Query } from '../../shared/api/use-query.ts';

/** How a step of the checklist stands, from what was asked about it. */
export function stepStateOf({ value, failure, loading }: Query<boolean>) {
  if (loading && value === undefined)
    return { type: 'loading', text: 'home.step.loading' } as const;
  if (failure?.isDenied) return { type: 'info', text: 'home.step.denied' } as const;
  if (failure) return { type: 'warning', text: 'home.step.unknown' } as const;
  return value
    ? ({ type: 'success', text: 'home.step.done' } as const)
    : ({ type: 'pending', text: 'home.step.open' } as const);
}
