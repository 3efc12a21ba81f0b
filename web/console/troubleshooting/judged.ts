import type { OutputOf } from '../api/operations.ts';

/** What an attempt and the judgement of a pasted response have in common. */
export type Judged = Pick<
  OutputOf<'gatehouse', 'GetAttempt'>['Attempt'],
  'Checks' | 'Failure' | 'Answered' | 'Decision'
>;
