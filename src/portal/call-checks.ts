import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';

/** A call by a portal's cookie, as far as it is known before its body is read. */
export interface PortalCallSubject {
  readonly hasLiveSession: boolean;
  /** The header Origin; undefined without one. */
  readonly origin: string | undefined;
  /** The origin of GATEHOUSE_PUBLIC_URL. */
  readonly ownOrigin: string;
  /** Whether the header x-gatehouse-csrf is the token of the cookie's session. */
  readonly hasToken: boolean;
  readonly contentType: string | undefined;
}

const NONE = 'none';

/** What makes a call by cookie one of the portal's own page. Browsers send Origin with each post. */
export const portalCallChecks: readonly Check<PortalCallSubject>[] = [
  {
    name: 'portalSessionIsLive',
    code: 'PORT-001',
    run: ({ hasLiveSession }) => (hasLiveSession ? undefined : failure('PORT-001', {})),
    describe: ({ hasLiveSession }) => ({
      expected: 'the cookie of a live session of this portal',
      received: hasLiveSession ? 'the same' : NONE,
    }),
  },
  {
    name: 'portalOriginIsOwn',
    code: 'PORT-002',
    run: ({ origin = NONE, ownOrigin }) =>
      origin === ownOrigin
        ? undefined
        : failure('PORT-002', { received: origin, expected: ownOrigin }),
    describe: ({ origin = NONE, ownOrigin }) => ({ expected: ownOrigin, received: origin }),
  },
  {
    name: 'portalTokenIsOfSession',
    code: 'PORT-003',
    run: ({ hasToken }) => (hasToken ? undefined : failure('PORT-003', {})),
    describe: ({ hasToken }) => ({
      expected: 'the token of the session',
      received: hasToken ? 'the same' : 'another one, or none',
    }),
  },
  {
    name: 'portalBodyIsJson',
    code: 'PORT-004',
    run: ({ contentType = NONE }) =>
      /^application\/json(?:;\s*charset=utf-8)?$/i.test(contentType)
        ? undefined
        : failure('PORT-004', { received: contentType }),
    describe: ({ contentType = NONE }) => ({ expected: 'application/json', received: contentType }),
  },
];
