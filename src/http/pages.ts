import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from './log.ts';
import type { PageServer, PageSet } from './page-set.ts';

/** The pages of a server, ready to be asked. */
export interface Pages {
  owns(path: string): boolean;
  /** Whether a browser's visit to `/` is led on by a page. */
  readonly ownsRoot: boolean;
  /** The first segment, for metrics: a name from a table of ours. */
  nameOf(path: string): string;
  route(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

function firstSegment(path: string): string {
  const end = path.indexOf('/', 1);
  return end < 0 ? path.slice(1) : path.slice(1, end);
}

/**
 * The pages of every set. Their server is loaded and built when somebody asks for the first page: a
 * start that only has AWS calls to answer does not wait for it.
 */
export function createPages(sets: readonly PageSet[], logger: Logger): Pages {
  const owned = sets.flatMap((set) => set.segments);
  const segments = new Set(owned.filter((path) => !path.includes('/')));
  const longer = owned.filter((path) => path.includes('/'));
  const except = new Set(sets.flatMap((set) => set.except ?? []).map((path) => `/${path}`));
  let building: Promise<PageServer> | undefined;
  const build = async (): Promise<PageServer> => {
    const { buildPageServer } = await import('./page-server.ts');
    return await buildPageServer(sets, logger);
  };
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    building ??= build();
    const server = await building.catch((error: unknown) => {
      building = undefined;
      logger.error({ err: error }, 'the pages could not be built');
      response.writeHead(500).end();
    });
    server?.route(request, response);
  };
  return {
    owns: (path) =>
      path.length > 1 &&
      !except.has(path) &&
      (segments.has(firstSegment(path)) ||
        longer.some((own) => path === `/${own}` || path.startsWith(`/${own}/`))),
    ownsRoot: segments.has(''),
    nameOf: (path) => firstSegment(path) || 'root',
    route: (request, response) => void route(request, response),
    close: async () => await (await building)?.close(),
  };
}
