import { decodeMuLaw, VOICE_RATE } from './mu-law.ts';
import { between, type Chance, chanceFrom } from './random.ts';

/** How each character is said: samples from -1 to 1, `VOICE_RATE` a second. */
export type Voice = ReadonlyMap<string, Float32Array>;

/** Reads a file of tools/voices.ts: its cues say where each character begins. */
export function readVoice(file: Buffer): Voice {
  const cues = chunkOf(file, 'cue ');
  const data = chunkOf(file, 'data');
  const count = cues.readUInt32LE(0);
  const starts = Array.from({ length: count }, (_, cue) => cues.readUInt32LE(4 + cue * 24 + 20));
  return new Map(
    starts.map((start, cue) => [
      String.fromCharCode(cues.readUInt32LE(4 + cue * 24)),
      decodeMuLaw(data.subarray(start, starts[cue + 1] ?? data.length)),
    ]),
  );
}

function chunkOf(file: Buffer, name: string): Buffer {
  let at = 12;
  while (at + 8 <= file.length) {
    const length = file.readUInt32LE(at + 4);
    if (file.toString('latin1', at, at + 4) === name) return file.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  throw new Error(`the recording has no chunk \`${name}\``);
}

/**
 * The recording of a puzzle's characters as WAV: each said at its own pitch and pace after a pause of
 * its own, over noise and over voices that say nothing (backwards), so that it cannot be matched
 * with the samples it is made of.
 */
export function mixSound(code: string, seed: string, voice: Voice): Buffer {
  const chance = chanceFrom(`sound ${seed}`);
  const said = [...code].map((character) => ({
    pause: Math.round(between(chance, 0.35, 0.9) * VOICE_RATE),
    samples: paced(voice.get(character) ?? new Float32Array(), between(chance, 0.88, 1.14)),
    gain: between(chance, 0.6, 0.85),
  }));
  const length = said.reduce((sum, { pause, samples }) => sum + pause + samples.length, 0);
  const mix = new Float32Array(length + VOICE_RATE / 2);
  addNoise(mix, chance);
  addMurmur(mix, [...voice.values()], chance);
  let at = 0;
  for (const { pause, samples, gain } of said) {
    add(mix, samples, at + pause, gain);
    at += pause + samples.length;
  }
  return wavOf(mix);
}

/** Faster and higher above 1, slower and deeper below. */
function paced(samples: Float32Array, pace: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / pace) }, (_, index) => {
    const at = index * pace;
    const before = samples[Math.floor(at)] ?? 0;
    const after = samples[Math.floor(at) + 1] ?? 0;
    return before + (after - before) * (at % 1);
  });
}

function add(mix: Float32Array, samples: Float32Array, from: number, gain: number): void {
  for (let at = 0; at < samples.length && from + at < mix.length; at++) {
    mix[from + at] = (mix[from + at] ?? 0) + (samples[at] ?? 0) * gain;
  }
}

/** Noise that is deeper than white, and swells. */
function addNoise(mix: Float32Array, chance: Chance): void {
  const depth = between(chance, 0.5, 0.85);
  const swell = between(chance, 0.5, 2) * VOICE_RATE;
  let last = 0;
  for (let at = 0; at < mix.length; at++) {
    last = last * depth + (chance() - 0.5) * (1 - depth);
    const loud = 0.12 + 0.05 * Math.sin((2 * Math.PI * at) / swell);
    mix[at] = (mix[at] ?? 0) + last * loud;
  }
}

function addMurmur(mix: Float32Array, voices: readonly Float32Array[], chance: Chance): void {
  for (let at = 0; at < mix.length; at += Math.round(between(chance, 0.3, 0.8) * VOICE_RATE)) {
    const samples = voices[Math.floor(chance() * voices.length)] ?? new Float32Array();
    add(mix, paced(samples, between(chance, 0.7, 1.5)).reverse(), at, between(chance, 0.07, 0.13));
  }
}

/** WAV of 16 bits, one channel. */
function wavOf(samples: Float32Array): Buffer {
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(VOICE_RATE, 24);
  wav.writeUInt32LE(VOICE_RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => {
    const level = Math.round(Math.min(1, Math.max(-1, sample)) * 32_767);
    wav.writeInt16LE(level, 44 + at * 2);
  });
  return wav;
}
