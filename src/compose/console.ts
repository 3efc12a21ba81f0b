import {
  consoleCsrfToken,
  createSessionUse,
  findLiveSession,
  isConsoleCsrfToken,
} from '../calls/browser-session.ts';
import type { PipelineParts } from '../calls/pipeline.ts';
import { createConsoleCalls } from '../calls/run-console.ts';
import { exitRole, switchRole } from '../calls/switch-role.ts';
import { consolePages } from '../console/index.ts';
import { appFiles } from '../http/app-files.ts';
import type { PageSet } from '../http/page-set.ts';

/** The console over the parts that calls are served with. */
export function buildConsolePages(calls: PipelineParts): PageSet {
  const { clock, ring, store, publicUrl, regions } = calls;
  const parts = { ...calls, sessionUse: createSessionUse(store) };
  return consolePages({
    calls: createConsoleCalls(parts),
    files: appFiles('console'),
    findSession: async (secret) => await findLiveSession(parts, secret, clock()),
    csrfToken: (secret) => consoleCsrfToken(secret, ring()),
    isCsrfToken: (token, secret) => isConsoleCsrfToken(token, secret, ring()),
    switchRole: async (live, wanted, visit) => await switchRole(parts, live, wanted, visit),
    exitRole: async (live, destination, visit) => await exitRole(parts, live, destination, visit),
    publicUrl,
    region: regions[0] ?? '',
    clock,
  });
}
