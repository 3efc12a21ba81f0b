import type { Socket } from 'node:net';
import { connectTo, connectToAny } from './connect.ts';
import type { HopRecord } from './hop.ts';
import type { Resolve } from './resolve.ts';
import { hostOf, portOf } from './urls.ts';

/** A connection to a judged address, before any handshake. */
export interface Reached {
  readonly host: string;
  readonly address: string;
  readonly socket: Socket;
  /** Opens one more connection to the same address. */
  readonly dial: () => Promise<Socket>;
}

/** Resolves the host of a URL and connects. Throws RequestProblem, or the signal's reason. */
export async function reach(
  resolve: Resolve,
  url: URL,
  record: HopRecord,
  signal: AbortSignal,
): Promise<Reached> {
  const host = hostOf(url);
  const port = portOf(url);
  record.begin('dns');
  const addresses = await resolve(host, signal);
  record.begin('connect');
  const { socket, address } = await connectToAny({ host, addresses, port }, signal);
  record.note({ address });
  return { host, address, socket, dial: () => connectTo(address, port, signal) };
}
