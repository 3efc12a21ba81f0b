import type { FastifyInstance } from 'fastify';
import { addressKey } from '../../../calls/throttle.ts';
import { qrCode, reopenAuthenticator } from '../../../domain/mfa/index.ts';
import { findFlow, personOfFlow } from '../../../domain/sign-in/index.ts';
import { beginWork } from '../../../domain/work.ts';
import { parameter, visitOf } from '../../context.ts';
import { knownBrowser } from '../../csrf.ts';
import type { FlowParts } from '../../flow/parts.ts';
import { instanceWork, ownerOf, readEnrolment, secretsOf } from './enrolment.ts';
import { PICTURE_PATH } from './pages.ts';

/** The picture of the authenticator app that a flow registers, for the browser of that flow alone. */
export function mountPicture(app: FastifyInstance, parts: FlowParts): void {
  const { drawings } = parts.challenge;
  app.get(PICTURE_PATH, async (request, reply) => {
    const uri = await uriOf(parts, parameter(request, 'flow') ?? '', knownBrowser(request));
    if (uri === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('404\n');
    const now = parts.clock();
    if (!drawings.byAddress.take(addressKey(visitOf(request).address), now)) {
      return reply.code(429).header('retry-after', '2').type('text/plain; charset=utf-8').send('');
    }
    return reply
      .header('cache-control', 'no-store')
      .type('image/png')
      .send(await qrCode(uri));
  });
}

async function uriOf(
  parts: FlowParts,
  flowId: string,
  browser: string | undefined,
): Promise<string | undefined> {
  if (browser === undefined) return undefined;
  const { clock, random, redeem } = parts;
  const work = beginWork({ account: '', now: clock(), random, read: redeem.store.read });
  const flow = await findFlow(work, flowId, browser);
  const enrolment = readEnrolment(flow?.state.enrolment);
  const person = flow && (await personOfFlow(work, flow.state));
  if (!person || enrolment?.kind !== 'authenticator') return undefined;
  const inAccount = instanceWork(work, person);
  return reopenAuthenticator(inAccount, ownerOf(person), enrolment.token, secretsOf(parts))?.uri;
}
