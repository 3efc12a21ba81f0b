import { createSessionUse } from '../calls/browser-session.ts';
import type { PipelineParts } from '../calls/pipeline.ts';
import { isPortalCsrfToken, portalCsrfToken } from '../calls/portal-session.ts';
import { createThrottle } from '../calls/throttle.ts';
import { appFiles } from '../http/app-files.ts';
import type { PageSet } from '../http/page-set.ts';
import { portalPages } from '../portal/index.ts';
import type { Parts } from './parts.ts';

/**
 * Calls of one portal session a second: a person clicks, and a page asks for no more than it shows.
 * Twice as many at once: the page of a device asks some at the same moment.
 */
const SESSION_RATE = 10;

/** The access portal over the parts of this installation. */
export function buildPortalPages(parts: Parts, calls: PipelineParts): PageSet {
  const { ring } = parts;
  const { publicUrl, addressThrottle, signInThrottle, report, random } = calls;
  return portalPages({
    ...parts,
    random,
    files: appFiles('portal'),
    csrfToken: (secret) => portalCsrfToken(secret, ring()),
    isCsrfToken: (token, secret) => isPortalCsrfToken(token, secret, ring()),
    publicUrl,
    region: parts.config.region,
    addressThrottle,
    callThrottle: createThrottle(SESSION_RATE),
    signInThrottle,
    sessionUse: createSessionUse(parts.store),
    report,
  });
}
