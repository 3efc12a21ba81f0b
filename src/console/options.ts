import type { LiveSession } from '../calls/browser-session.ts';
import type { ConsoleCalls } from '../calls/run-console.ts';
import type { MovedSession, WantedRole } from '../calls/switch-role.ts';
import type { VisitFacts } from '../domain/sessions/events.ts';
import type { AppFiles } from '../http/app-files.ts';

/** What the console is served with. */
export interface ConsoleOptions {
  readonly calls: ConsoleCalls;
  readonly files: AppFiles;
  /** The live session of a cookie's secret. */
  readonly findSession: (secret: string | undefined) => Promise<LiveSession | undefined>;
  /** The token that calls and forms of a session's pages carry. */
  readonly csrfToken: (secret: string) => string;
  readonly isCsrfToken: (token: string | undefined, secret: string) => boolean;
  readonly switchRole: (
    live: LiveSession,
    wanted: WantedRole,
    visit: VisitFacts,
  ) => Promise<MovedSession>;
  readonly exitRole: (
    live: LiveSession,
    destination: string,
    visit: VisitFacts,
  ) => Promise<MovedSession | undefined>;
  readonly publicUrl: () => string;
  /** The home region. */
  readonly region: string;
  readonly clock: () => number;
}
