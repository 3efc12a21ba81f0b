import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Pages that own what paths begin with, such as `healthz` and `setup`. */
export interface PageSet {
  /**
   * First segments of paths, or several of them (`v1/authorize`) where the rest below the first is the
   * AWS calls'; everything below them belongs to this set.
   */
  readonly segments: readonly string[];
  /** Paths below them that are AWS calls' all the same, such as `federation/credentials`. */
  readonly except?: readonly string[];
  /** Adds the routes. */
  readonly mount: (app: FastifyInstance) => void;
}

/** Fastify with the routes of every set. */
export interface PageServer {
  route(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** What the listener knows of the request behind a page. */
export interface PageMeta {
  readonly address: string;
  readonly secure: boolean;
  readonly requestId: string;
}

const metas = new WeakMap<IncomingMessage, PageMeta>();

/** Attaches what the listener knows to a request before it is routed. */
export function tellPage(request: IncomingMessage, meta: PageMeta): void {
  metas.set(request, meta);
}

/** What the listener knows of a request that reached a page. */
export function pageMeta(request: { readonly raw: IncomingMessage }): PageMeta {
  return metas.get(request.raw) ?? { address: '', secure: false, requestId: '' };
}
