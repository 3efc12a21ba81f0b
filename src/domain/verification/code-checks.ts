import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';

/** Wrong codes that are borne with; then even the right one is refused. */
export const MOST_TRIES = 5;

/** What is judged when a code is typed in. */
export interface CodeSubject {
  /** Undefined when no code is waiting for this use. */
  readonly row: { readonly tries: number; readonly expires_at: number } | undefined;
  readonly now: number;
  /** Whether the code is the one that was sent. */
  readonly matches: boolean;
}

function rowOf({ row }: CodeSubject): NonNullable<CodeSubject['row']> {
  if (!row) throw new Error('no code is waiting');
  return row;
}

const codeWasIssued: Check<CodeSubject> = {
  name: 'codeWasIssued',
  code: 'CODE-001',
  run: ({ row }) => (row ? undefined : failure('CODE-001', {})),
  describe: ({ row }) => ({
    expected: 'a code that was sent and not used yet',
    received: row ? 'one is waiting' : 'none',
  }),
};

const codeIsInTime: Check<CodeSubject> = {
  name: 'codeIsInTime',
  code: 'CODE-002',
  run: (subject) => {
    const { expires_at: end } = rowOf(subject);
    if (subject.now < end) return undefined;
    return failure('CODE-002', { end: new Date(end).toISOString() });
  },
  describe: (subject) => ({
    expected: `before ${new Date(rowOf(subject).expires_at).toISOString()}`,
    received: new Date(subject.now).toISOString(),
  }),
};

const triesAreLeft: Check<CodeSubject> = {
  name: 'triesAreLeft',
  code: 'CODE-003',
  run: (subject) =>
    rowOf(subject).tries < MOST_TRIES ? undefined : failure('CODE-003', { most: `${MOST_TRIES}` }),
  describe: (subject) => ({
    expected: `fewer than ${MOST_TRIES} wrong codes before`,
    received: `${rowOf(subject).tries}`,
  }),
};

const codeMatches: Check<CodeSubject> = {
  name: 'codeMatches',
  code: 'CODE-004',
  run: (subject) => {
    const left = MOST_TRIES - 1 - rowOf(subject).tries;
    return subject.matches ? undefined : failure('CODE-004', { left: `${left}` });
  },
  describe: (subject) => ({
    expected: 'the code that was sent last',
    received: rowOf(subject) && subject.matches ? 'the same' : 'another',
  }),
};

/** What makes a code right, in this order; from outside they are one answer. */
export const codeChecks: readonly Check<CodeSubject>[] = [
  codeWasIssued,
  codeIsInTime,
  triesAreLeft,
  codeMatches,
];
