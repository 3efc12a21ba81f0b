/**
 * console/: the console's app and its calls. Owns: the page that the app starts from with its content
 * security policy, the app's files, the JSON form of calls over HTTP, switching roles. Does not own:
 * what a call means (calls/), how one signs in and out (signin/), the app itself (web/console).
 * Neighbours: compose brings calls, sessions and files.
 */
import type { PageSet } from '../http/page-set.ts';
import { mountCalls } from './api-routes.ts';
import { mountApp } from './app-routes.ts';
import type { ConsoleOptions } from './options.ts';
import { mountSwitching } from './switch-routes.ts';

export type { ConsoleOptions } from './options.ts';

/** Everything below `/console`, and the files of the app. */
export function consolePages(options: ConsoleOptions): PageSet {
  return {
    segments: ['console', 'switchrole', 'assets'],
    mount: (app) => {
      mountCalls(app, options);
      mountApp(app, options);
      mountSwitching(app, options);
    },
  };
}
