import { consoleCsrfToken, createSessionUse, findLiveSession } from '../calls/browser-session.ts';
import type { PipelineParts } from '../calls/pipeline.ts';
import { createConsoleCalls } from '../calls/run-console.ts';
import { consolePages } from '../console/index.ts';
import { appFiles } from '../http/app-files.ts';
import type { PageSet } from '../http/page-set.ts';

/** The console over the parts that calls are served with. */
export function buildConsolePages(calls: PipelineParts): PageSet {
  const { clock, ring, store } = calls;
  return consolePages({
    calls: createConsoleCalls({ ...calls, sessionUse: createSessionUse(store) }),
    files: appFiles('console'),
    findSession: async (secret) => await findLiveSession(calls, secret, clock()),
    csrfToken: (secret) => consoleCsrfToken(secret, ring()),
  });
}
