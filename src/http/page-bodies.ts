import { Transform } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** What is answered while the bodies of pages take too much memory. */
class TooManyBodies extends Error {
  readonly statusCode = 503;
}

/**
 * Keeps the bodies of all pages together to `most` bytes, from their arrival to the answer: a form
 * is small, but a stranger can open many connections and leave each a byte short.
 */
export function limitPageBodies(app: FastifyInstance, most: number): void {
  let held = 0;
  app.addHook('preParsing', (request, reply, payload, done) => {
    if (request.method === 'GET' || request.method === 'HEAD') {
      done(null, payload);
      return;
    }
    let own = 0;
    const counting = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        if (held + chunk.length > most) {
          next(new TooManyBodies('the bodies of pages take too much memory'));
          return;
        }
        own += chunk.length;
        held += chunk.length;
        next(null, chunk);
      },
    });
    // Whoever reads the body listens as well, but not to its end.
    counting.on('error', () => {});
    payload.once('error', (error) => counting.destroy(error));
    reply.raw.once('close', () => {
      held -= own;
      own = 0;
      counting.destroy();
    });
    done(null, payload.pipe(counting));
  });
}
