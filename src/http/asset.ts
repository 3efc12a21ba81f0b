import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

/** A file that pages refer to: its path changes with its text, so that it is kept for ever. */
export interface Asset {
  readonly path: string;
  readonly text: string;
  readonly mount: (app: FastifyInstance) => void;
}

/** A script of the pages below `folder`, such as `/signin`. */
export function scriptAsset(folder: string, name: string, text: string): Asset {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const path = `${folder}/${name}-${digest}.js`;
  return {
    path,
    text,
    mount: (app) => {
      app.get(path, (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .type('text/javascript; charset=utf-8')
          .send(text),
      );
    },
  };
}
