import { failure } from '../../failures/catalogue.ts';
import type { Check } from '../../failures/check.ts';

/** The password that goes with the link of a removal. */
export const removalPasswordChecks: readonly Check<{ readonly right: boolean }>[] = [
  {
    name: 'passwordIsRight',
    code: 'REC-012',
    run: ({ right }) => (right ? undefined : failure('REC-012', {})),
    describe: ({ right }) => ({
      expected: 'the password of the root user',
      received: right ? 'the same' : 'another',
    }),
  },
];
