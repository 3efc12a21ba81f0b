import { readFileSync } from 'node:fs';
import path from 'node:path';
import { systemRandom } from '../base/bytes.ts';
import { addressKey, createThrottle } from '../calls/throttle.ts';
import type { Config } from '../config.ts';
import { keyedHash, openMessage, sealMessage } from '../crypto/index.ts';
import { createJudge } from '../domain/sign-in/challenge/judge.ts';
import { createSignInThrottle, type SignInThrottle } from '../domain/sign-in/throttle.ts';
import type { Language } from '../http/language.ts';
import type { ChallengeParts } from '../signin/challenge/index.ts';
import { readVoice, type Voice } from '../signin/challenge/sound.ts';
import type { Parts } from './parts.ts';

/** Pictures and sounds of one address, and answers to them: twenty at once, then slowly. */
const DRAWINGS_OF_ADDRESS = { rate: 0.5, burst: 20 };
/** Of the process: drawing or mixing one takes some milliseconds, so this is a fifth of a core. */
const DRAWINGS = { rate: 30, burst: 60 };

/** What it is built from. */
export interface ChallengeGround extends Pick<Parts, 'clock' | 'store' | 'ring'> {
  readonly config: Pick<
    Config,
    'signinTries' | 'signinLongestWait' | 'challenge' | 'challengeKind'
  >;
}

/** What throttles and checks whoever signs in, over the parts of this installation. */
export function buildChallenge({ config, clock, store, ring }: ChallengeGround): ChallengeParts {
  const sealFor = (context: string) => ({
    seal: (text: string) => sealMessage(text, context, ring(), systemRandom),
    open: (sealed: string) => openMessage(sealed, context, ring()),
  });
  const puzzles = sealFor('security-check');
  const answers = createThrottle(DRAWINGS_OF_ADDRESS.rate, DRAWINGS_OF_ADDRESS.burst);
  return {
    clock,
    throttle: buildSignInThrottle({ config, store, ring }),
    judge: createJudge(store, puzzles, (address, now) => answers.take(addressKey(address), now)),
    settings: { when: config.challenge, kind: config.challengeKind },
    puzzles,
    browsers: sealFor('known-browser'),
    drawings: {
      byAddress: createThrottle(DRAWINGS_OF_ADDRESS.rate, DRAWINGS_OF_ADDRESS.burst),
      all: createThrottle(DRAWINGS.rate, DRAWINGS.burst),
    },
    voice: loadVoices(),
  };
}

/** What counts tries to sign in, in the store: as many as are built count together. */
export function buildSignInThrottle({
  config,
  store,
  ring,
}: Omit<ChallengeGround, 'clock'>): SignInThrottle {
  const hash = (text: string) => keyedHash(text, 'sign-in-failures', ring());
  return createSignInThrottle(store, hash, {
    tries: config.signinTries,
    longestWait: config.signinLongestWait,
  });
}

/** Voices are read when somebody first listens: most installations never need them. */
function loadVoices(): (language: Language) => Voice {
  const read = new Map<Language, Voice>();
  return (language) => {
    const known = read.get(language);
    if (known) return known;
    const folder = path.join(import.meta.dirname, '..', '..', 'locales', 'voices');
    const voice = readVoice(readFileSync(path.join(folder, `${language}.wav`)));
    read.set(language, voice);
    return voice;
  };
}
