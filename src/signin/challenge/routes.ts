import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { equalSecrets } from '../../base/bytes.ts';
import { sha256 } from '../../base/digest.ts';
import { addressKey } from '../../calls/throttle.ts';
import { openPuzzle, type Puzzle } from '../../domain/sign-in/challenge/puzzle.ts';
import { chooseLanguage } from '../../http/language.ts';
import { parameter, visitOf } from '../context.ts';
import { knownBrowser } from '../csrf.ts';
import type { ChallengeParts } from './parts.ts';
import { drawPicture } from './picture.ts';
import { mixSound } from './sound.ts';
import { WORK_SCRIPT } from './work-script.ts';

/** The script of a security check, and picture and sound of a puzzle for the browser that has it. */
export function mountChallenge(app: FastifyInstance, parts: ChallengeParts): void {
  WORK_SCRIPT.mount(app);
  app.get('/signin/challenge/picture', (request, reply) =>
    answer(parts, request, reply, 'image/png', ({ code, seed }) => drawPicture(code, seed)),
  );
  app.get('/signin/challenge/sound', (request, reply) =>
    answer(parts, request, reply, 'audio/wav', ({ code, seed }) => {
      const language = chooseLanguage(parameter(request, 'lang'), undefined);
      return mixSound(code, seed, parts.voice(language));
    }),
  );
}

/** Seconds after which an address that asked for too many pictures has a new one. */
const RETRY_AFTER = '2';

function answer(
  parts: ChallengeParts,
  request: FastifyRequest,
  reply: FastifyReply,
  type: string,
  make: (puzzle: Puzzle) => Buffer,
): FastifyReply {
  const puzzle = puzzleOf(parts, request);
  if (!puzzle) return tell(reply, 404);
  if (!mayDraw(parts, request)) return tell(reply.header('retry-after', RETRY_AFTER), 429);
  return reply.type(type).send(make(puzzle));
}

function tell(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${status}\n`);
}

/** The puzzle that is asked for, while it may be answered and only in its own browser. */
function puzzleOf(parts: ChallengeParts, request: FastifyRequest): Puzzle | undefined {
  const puzzle = openPuzzle(parts.puzzles, parameter(request, 'puzzle') ?? '');
  const browser = knownBrowser(request);
  if (!puzzle || browser === undefined || parts.clock() >= puzzle.expiresAt) return undefined;
  return equalSecrets(puzzle.browser, sha256(browser)) ? puzzle : undefined;
}

function mayDraw({ drawings, clock }: ChallengeParts, request: FastifyRequest): boolean {
  const now = clock();
  return (
    drawings.byAddress.take(addressKey(visitOf(request).address), now) &&
    drawings.all.take('all', now)
  );
}
