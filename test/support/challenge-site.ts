/** A site that asks for a security check and says what came of it, over the real parts. */

import { systemRandom } from '../../src/base/bytes.ts';
import { buildChallenge } from '../../src/compose/challenge.ts';
import { createKeyRing } from '../../src/crypto/index.ts';
import { openTestStore } from '../../src/domain/iam/test-support.ts';
import { openPuzzle, type Puzzle } from '../../src/domain/sign-in/challenge/puzzle.ts';
import type { DueCheck } from '../../src/domain/sign-in/risk.ts';
import { html } from '../../src/http/html.ts';
import { languageLink, layout } from '../../src/http/layout.ts';
import { STYLE_SOURCE } from '../../src/http/style.ts';
import { startListener } from '../../src/http/testing.ts';
import {
  askForCheck,
  type ChallengeParts,
  challengeSection,
  mountChallenge,
  readAnswer,
  sendWait,
} from '../../src/signin/challenge/index.ts';
import { createContext, field, parameter, send, visitOf } from '../../src/signin/context.ts';
import { browserOf, isOwnBrowserForm } from '../../src/signin/csrf.ts';
import { csrfField } from '../../src/signin/pages/frame.ts';
import type { SignInService } from '../../src/signin/service.ts';

export interface ChallengeSite {
  readonly origin: string;
  readonly parts: ChallengeParts;
  /** What only the server sees of the sealed puzzle in a page. */
  readonly opened: (page: string) => Puzzle;
  /** Moves the clock, in milliseconds. */
  readonly wait: (milliseconds: number) => void;
  readonly stop: () => Promise<void>;
}

const FLOW = 'the-flow-of-the-test';
/** As pages with a script answer it. */
const POLICY = `default-src 'none';style-src ${STYLE_SOURCE};img-src 'self';media-src 'self';script-src 'self';form-action 'self'`;

/** Starts it: `/signin/check?lang=` shows a check, and its form answers `passed` or the failure. */
export async function startChallengeSite(due: () => DueCheck): Promise<ChallengeSite> {
  const opened = await openTestStore();
  let now = Date.UTC(2026, 0, 15, 8);
  const ring = createKeyRing(0, systemRandom);
  const parts = buildChallenge({
    clock: () => now,
    store: opened.store,
    ring: () => ring,
    config: { signinTries: 5, signinLongestWait: 900, challenge: 'always', challengeKind: 'work' },
  });
  let origin = '';
  const service = {} as SignInService;
  const context = createContext({ service, publicUrl: () => origin, regions: [] });
  const { listener, port } = await startListener(() => ({ status: 404, headers: {}, body: '' }), {
    limits: { maxHeaderBytes: 16_384, maxBodyBytes: 100_000, requestTimeoutSeconds: 20 },
    pages: [
      {
        segments: ['signin'],
        mount: (app) => {
          mountChallenge(app, parts);
          app.get('/signin/wait', (request, reply) => {
            const seconds = Number(parameter(request, 'seconds'));
            const wait = { seconds, next: '/signin', requestId: request.id };
            return sendWait(reply, context.frame(request, reply), wait);
          });
          app.route({
            method: ['GET', 'POST'],
            url: '/signin/check',
            handler: async (request, reply) => {
              const frame = {
                ...context.frame(request, reply),
                otherLanguage: (language: 'en' | 'ko', name: string) =>
                  languageLink(language, name, `/signin/check?lang=${language}`),
              };
              const browser = browserOf(request, reply);
              let failed: string | undefined;
              if (request.method === 'POST') {
                if (!isOwnBrowserForm(request, origin)) return send(reply, 403, 'a foreign form');
                const answer = readAnswer((name) => field(request, name));
                if (!answer.refresh) {
                  const { address } = visitOf(request);
                  const judged = await parts.judge(answer, { flow: FLOW, browser }, now, address);
                  failed = judged.failed?.code;
                  if (failed === undefined) {
                    return send(reply, 200, layout(frame, 'Passed', html`<h1>passed</h1>`));
                  }
                }
              }
              const section = challengeSection(frame, {
                ...askForCheck(parts, { flow: FLOW, browser }, due()),
                action: '/signin/check',
                fields: csrfField(frame),
                failed,
              });
              const title = frame.texts('challenge.title');
              reply.header('content-security-policy', POLICY);
              return send(reply, 200, layout(frame, title, html`<h1>${title}</h1>${section}`));
            },
          });
        },
      },
    ],
  });
  origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    parts,
    opened: (page) => {
      const sealed = /name="puzzle" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const puzzle = openPuzzle(parts.puzzles, sealed);
      if (!puzzle) throw new Error('the page has no puzzle');
      return puzzle;
    },
    wait: (milliseconds) => {
      now += milliseconds;
    },
    stop: async () => {
      await listener.stop(100);
      await opened.close();
    },
  };
}
