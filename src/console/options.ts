import type { LiveSession } from '../calls/browser-session.ts';
import type { ConsoleCalls } from '../calls/run-console.ts';
import type { AppFiles } from '../http/app-files.ts';

/** What the console is served with. */
export interface ConsoleOptions {
  readonly calls: ConsoleCalls;
  readonly files: AppFiles;
  /** The live session of a cookie's secret. */
  readonly findSession: (secret: string | undefined) => Promise<LiveSession | undefined>;
  /** The token that calls of a session's pages carry. */
  readonly csrfToken: (secret: string) => string;
}
