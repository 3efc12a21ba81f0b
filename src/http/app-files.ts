import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** The folder of built browser apps, seen from src/http/ and from dist/http/ alike. */
const BUILT = join(import.meta.dirname, '..', '..', 'dist', 'web');

/** Only files whose name holds a hash of their content: what is kept for a year must never change. */
const HASHED = /^\/[\w.-]+-[\w-]{8}\.(?:js|css|svg|png|ico|woff2|json)$/;

/** A browser app as Vite has built it. */
export interface AppFiles {
  /** The page that the app starts from; undefined when the app is not built. */
  readonly page: () => Promise<string | undefined>;
  /**
   * Serves the app's files below `prefix`, compressed beforehand in the best form that the browser
   * takes, to be kept for ever.
   */
  readonly mount: (app: FastifyInstance, prefix: string) => void;
}

/** The files of the app of that name. Nothing is read before somebody asks. */
export function appFiles(name: string, built: string = BUILT): AppFiles {
  const root = join(built, name);
  return {
    page: async () => await readFile(join(root, 'index.html'), 'utf8').catch(() => undefined),
    mount: (app, prefix) => {
      app.register(fastifyStatic, {
        root,
        prefix,
        index: false,
        decorateReply: false,
        redirect: false,
        dotfiles: 'ignore',
        preCompressed: true,
        immutable: true,
        maxAge: '365d',
        suppressWarning: true,
        allowedPath: (path) => HASHED.test(path),
        setHeaders: (reply) => {
          reply.header('vary', 'accept-encoding');
        },
      });
    },
  };
}
