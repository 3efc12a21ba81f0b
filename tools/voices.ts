/**
 * Makes the voices of the security check's recordings: locales/voices/en.wav and ko.wav, each
 * character said once by espeak-ng (Debian package espeak-ng), 8 kHz, G.711 mu-law, with a cue where each begins.
 * They are committed; run this again only when CODE_CHARACTERS or the words below change.
 *
 *   node tools/voices.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CODE_CHARACTERS } from '../src/domain/sign-in/challenge/puzzle.ts';
import { encodeMuLaw, VOICE_RATE } from '../src/signin/challenge/mu-law.ts';
import { ROOT } from './tree.ts';

/** What is said: each character, and a word by which it cannot be taken for another. */
const WORDS: Readonly<Record<'en' | 'ko', Readonly<Record<string, string>>>> = {
  en: {
    C: 'C. Charlie',
    F: 'F. Foxtrot',
    H: 'H. Hotel',
    K: 'K. Kilo',
    L: 'L. Lima',
    M: 'M. Mike',
    R: 'R. Romeo',
    T: 'T. Tango',
    U: 'U. Uniform',
    W: 'W. Whiskey',
    X: 'X. X-ray',
    Y: 'Y. Yankee',
    3: 'number three',
    4: 'number four',
    6: 'number six',
    7: 'number seven',
    9: 'number nine',
  },
  ko: {
    C: '씨. 찰리',
    F: '에프. 폭스트롯',
    H: '에이치. 호텔',
    K: '케이. 킬로',
    L: '엘. 리마',
    M: '엠. 마이크',
    R: '알. 로미오',
    T: '티. 탱고',
    U: '유. 유니폼',
    W: '더블유. 위스키',
    X: '엑스. 엑스레이',
    Y: '와이. 양키',
    3: '숫자 삼, 셋',
    4: '숫자 사, 넷',
    6: '숫자 육, 여섯',
    7: '숫자 칠, 일곱',
    9: '숫자 구, 아홉',
  },
};

const SPEED: Readonly<Record<'en' | 'ko', string>> = { en: '150', ko: '150' };
/** Quieter than this is silence, of full loudness. */
const SILENCE = 0.015;
/** The longest silence within a character, in seconds: a full stop is a long one. */
const LONGEST_PAUSE = 0.15;

/** Samples from -1 to 1 of what espeak-ng says. */
function speak(language: 'en' | 'ko', text: string): Float64Array {
  const wav = execFileSync('espeak-ng', ['-v', language, '-s', SPEED[language], '--stdout', text]);
  const rate = wav.readUInt32LE(24);
  const data = wav.subarray(wav.indexOf('data') + 8);
  const samples = Float64Array.from(
    { length: Math.floor(data.length / 2) },
    (_, at) => data.readInt16LE(at * 2) / 32_768,
  );
  return normalise(shortenPauses(resample(samples, rate)));
}

/** To 8 kHz, each sample a windowed sinc over its neighbours, so that nothing folds back. */
function resample(samples: Float64Array, rate: number): Float64Array {
  const ratio = rate / VOICE_RATE;
  const reach = Math.ceil(16 * ratio);
  return Float64Array.from({ length: Math.floor(samples.length / ratio) }, (_, at) => {
    const centre = at * ratio;
    let sum = 0;
    for (let near = Math.ceil(centre - reach); near <= centre + reach; near++) {
      const distance = (near - centre) / ratio;
      const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
      const window = 0.5 + 0.5 * Math.cos((Math.PI * (near - centre)) / reach);
      sum += ((samples[near] ?? 0) * sinc * window) / ratio;
    }
    return sum;
  });
}

function shortenPauses(samples: Float64Array): Float64Array {
  const most = LONGEST_PAUSE * VOICE_RATE;
  let quiet = most;
  const kept = samples.filter((sample) => {
    quiet = Math.abs(sample) < SILENCE ? quiet + 1 : 0;
    return quiet <= most;
  });
  let end = kept.length;
  while (end > 0 && Math.abs(kept[end - 1] ?? 0) < SILENCE) end--;
  return kept.subarray(0, end);
}

function normalise(samples: Float64Array): Float64Array {
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return samples.map((sample) => (sample / loudest) * 0.9);
}

function chunk(name: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

/** WAVE_FORMAT_MULAW, one channel. */
function format(): Buffer {
  const data = Buffer.alloc(18);
  data.writeUInt16LE(7, 0);
  data.writeUInt16LE(1, 2);
  data.writeUInt32LE(VOICE_RATE, 4);
  data.writeUInt32LE(VOICE_RATE, 8);
  data.writeUInt16LE(1, 12);
  data.writeUInt16LE(8, 14);
  return data;
}

/** A recording of all characters with a cue for each, named by its character. */
function recordingOf(parts: readonly { character: string; data: Buffer }[]): Buffer {
  const cues = Buffer.alloc(4 + parts.length * 24);
  cues.writeUInt32LE(parts.length);
  let start = 0;
  parts.forEach(({ character, data }, index) => {
    const at = 4 + index * 24;
    cues.writeUInt32LE(character.charCodeAt(0), at);
    cues.write('data', at + 8, 'latin1');
    cues.writeUInt32LE(start, at + 20);
    start += data.length;
  });
  const chunks = [
    chunk('fmt ', format()),
    chunk('cue ', cues),
    chunk('data', Buffer.concat(parts.map(({ data }) => data))),
  ];
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE', 'latin1'), ...chunks]));
}

const folder = path.join(ROOT, 'locales', 'voices');
mkdirSync(folder, { recursive: true });
for (const language of ['en', 'ko'] as const) {
  const parts = [...CODE_CHARACTERS].map((character) => {
    const words = WORDS[language][character];
    if (words === undefined) throw new Error(`no words for ${character}`);
    return { character, data: encodeMuLaw(speak(language, words)) };
  });
  const file = path.join(folder, `${language}.wav`);
  const recording = recordingOf(parts);
  writeFileSync(file, recording);
  process.stdout.write(`${file}: ${recording.length} bytes\n`);
  for (const { character, data } of parts) {
    process.stdout.write(`  ${character} ${(data.length / VOICE_RATE).toFixed(2)} s\n`);
  }
}
