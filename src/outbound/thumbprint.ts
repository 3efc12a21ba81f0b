import type { Budget } from '../base/budget.ts';
import type { ThumbprintOutcome } from '../base/fetch.ts';
import { sentChain, toldChain } from './chain.ts';
import type { Client } from './client.ts';
import { takeHop } from './hop.ts';
import { travel } from './journey.ts';
import { RequestProblem } from './problem.ts';
import { reach } from './reach.ts';
import { shakeHands } from './secure.ts';
import { readableUrl } from './urls.ts';

/**
 * Connects to the server of an https URL only to see its certificates, and says nothing to it. The
 * rules for URLs and addresses are those of every request.
 */
export async function readThumbprint(
  client: Client,
  text: string,
  budget: Budget,
): Promise<ThumbprintOutcome> {
  const seen = await travel(client, budget, async (journey) => {
    const url = readableUrl(text);
    return takeHop(journey, url, async (record) => {
      const { signal } = journey;
      const { host, socket: plain } = await reach(client.resolve, url, record, signal);
      record.begin('tls');
      const { socket, reason } = await shakeHands(plain, host, client.authorities(), signal);
      const chain = toldChain(sentChain(socket));
      socket.destroy();
      const thumbprint = chain.at(-1)?.thumbprint;
      if (thumbprint === undefined) {
        throw new RequestProblem({ kind: 'tls', host, code: 'NO_CERTIFICATE' });
      }
      return { chain, thumbprint, fault: reason };
    });
  });
  const { hops } = seen;
  return seen.ok ? { ok: true, ...seen.value, hops } : { ok: false, problem: seen.problem, hops };
}
