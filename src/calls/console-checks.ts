import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';

/** A call by cookie, as far as it is known before its body is read. */
export interface ConsoleSubject {
  readonly hasLiveSession: boolean;
  /** The header Origin; undefined without one. */
  readonly origin: string | undefined;
  /** The origin of GATEHOUSE_PUBLIC_URL. */
  readonly ownOrigin: string;
  /** Whether the header x-gatehouse-csrf is the token of the cookie's session. */
  readonly hasToken: boolean;
  readonly contentType: string | undefined;
  readonly region: string;
  readonly regions: readonly string[];
}

const NONE = 'none';

/**
 * What makes a call by cookie one of our own pages. Exact where forms are lenient (http/own-form.ts):
 * only scripts call here, and browsers send Origin with each of their posts.
 */
export const consoleCallChecks: readonly Check<ConsoleSubject>[] = [
  {
    name: 'sessionIsLive',
    code: 'CONS-001',
    run: ({ hasLiveSession }) => (hasLiveSession ? undefined : failure('CONS-001', {})),
    describe: ({ hasLiveSession }) => ({
      expected: 'the cookie of a live session',
      received: hasLiveSession ? 'the same' : NONE,
    }),
  },
  {
    name: 'originIsOwn',
    code: 'CONS-002',
    run: ({ origin = NONE, ownOrigin }) =>
      origin === ownOrigin
        ? undefined
        : failure('CONS-002', { received: origin, expected: ownOrigin }),
    describe: ({ origin = NONE, ownOrigin }) => ({ expected: ownOrigin, received: origin }),
  },
  {
    name: 'tokenIsOfSession',
    code: 'CONS-003',
    run: ({ hasToken }) => (hasToken ? undefined : failure('CONS-003', {})),
    describe: ({ hasToken }) => ({
      expected: 'the token of the session',
      received: hasToken ? 'the same' : 'another one, or none',
    }),
  },
  {
    name: 'bodyIsJson',
    code: 'CONS-004',
    run: ({ contentType = NONE }) =>
      isJson(contentType) ? undefined : failure('CONS-004', { received: contentType }),
    describe: ({ contentType = NONE }) => ({
      expected: 'application/json',
      received: contentType,
    }),
  },
  {
    name: 'regionIsServed',
    code: 'CONS-005',
    run: ({ region, regions }) =>
      regions.includes(region) ? undefined : failure('CONS-005', { region }),
    describe: ({ region, regions }) => ({ expected: regions.join(', '), received: region }),
  },
];

function isJson(contentType: string): boolean {
  return /^application\/json(?:;\s*charset=utf-8)?$/i.test(contentType);
}
