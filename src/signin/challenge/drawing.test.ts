import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { crc32, inflateSync } from 'node:zlib';
import { CODE_CHARACTERS } from '../../domain/sign-in/challenge/puzzle.ts';
import { GLYPHS } from './glyphs.ts';
import { decodeMuLaw, encodeMuLaw, VOICE_RATE } from './mu-law.ts';
import { drawPicture, PICTURE_SIZE } from './picture.ts';
import { chanceFrom } from './random.ts';
import { mixSound, readVoice } from './sound.ts';

/** The chunks of a PNG, each with its checksum proved. */
function chunksOf(png: Buffer): Map<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  let at = 8;
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    assert.equal(png.readUInt32BE(at + 8 + length), crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

/** Levels from 0 to 15, row by row. */
function levelsOf(png: Buffer): number[] {
  const { width, height } = PICTURE_SIZE;
  const rows = inflateSync(chunksOf(png).get('IDAT') ?? assert.fail('no pixels'));
  assert.equal(rows.length, (1 + width / 2) * height);
  return Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor(at / width) * (1 + width / 2);
    const byte = rows[row + 1 + ((at % width) >> 1)] ?? 0;
    return at % 2 === 0 ? byte >> 4 : byte & 15;
  });
}

/** How many pixels of two pictures are ink in one and paper in the other. */
function difference(one: readonly number[], other: readonly number[]): number {
  return one.filter((level, at) => level < 6 !== (other[at] ?? 0) < 6).length;
}

describe('the picture', () => {
  it('is a PNG of its size with ink on paper', () => {
    const png = drawPicture('K7R4C6', 'a seed');
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    const header = chunksOf(png).get('IHDR');
    assert.deepEqual(
      [header?.readUInt32BE(0), header?.readUInt32BE(4)],
      [PICTURE_SIZE.width, PICTURE_SIZE.height],
    );
    assert.ok(png.length < 20_000, `${png.length} bytes`);
    const levels = levelsOf(png);
    const ink = levels.filter((level) => level < 6).length / levels.length;
    assert.ok(ink > 0.06 && ink < 0.3, `${ink} is ink`);
  });

  it('has a form for every character, within its box', () => {
    for (const character of CODE_CHARACTERS) {
      const points = (GLYPHS[character] ?? assert.fail(character)).flat();
      for (const [x, y] of points) {
        assert.ok(x > -0.01 && x < 1.01 && y > -0.02 && y < 1.02, `${character} ${x} ${y}`);
      }
    }
    assert.equal(Object.keys(GLYPHS).length, CODE_CHARACTERS.length);
  });

  it('is the same each time, and other for another seed, also of the same characters', () => {
    const first = drawPicture('K7R4C6', 'one');
    assert.deepEqual(drawPicture('K7R4C6', 'one'), first);
    const other = levelsOf(drawPicture('K7R4C6', 'two'));
    assert.ok(difference(levelsOf(first), other) > 2000);
  });

  it('is not told by comparing: other seeds differ as much as other characters', () => {
    const drawn = (code: string, seed: string) => levelsOf(drawPicture(code, seed));
    const same: number[] = [];
    const others: number[] = [];
    for (let round = 0; round < 6; round++) {
      const one = drawn('K7R4C6', `one ${round}`);
      same.push(difference(one, drawn('K7R4C6', `other ${round}`)));
      others.push(difference(one, drawn('W3XH9F', `other ${round}`)));
    }
    const mean = (list: number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
    assert.ok(mean(same) > 0.75 * mean(others), `${mean(same)} of ${mean(others)}`);
  });

  it('takes few milliseconds', () => {
    const begun = process.cpuUsage();
    for (let round = 0; round < 20; round++) drawPicture('K7R4C6', `seed ${round}`);
    const { user, system } = process.cpuUsage(begun);
    const each = (user + system) / 1000 / 20;
    assert.ok(each < 60, `${each} ms of processor time`);
  });
});

describe('the recording', () => {
  const folder = path.join(import.meta.dirname, '..', '..', '..', 'locales', 'voices');
  const voices = ['en', 'ko'].map((language) =>
    readVoice(readFileSync(path.join(folder, `${language}.wav`))),
  );

  it('knows how to say every character, in half a second to two', () => {
    for (const voice of voices) {
      assert.deepEqual([...voice.keys()].join(''), CODE_CHARACTERS);
      for (const [character, samples] of voice) {
        const seconds = samples.length / VOICE_RATE;
        assert.ok(seconds > 0.4 && seconds < 2, `${character} ${seconds}`);
        assert.ok(
          samples.some((sample) => Math.abs(sample) > 0.8),
          `${character} is loud`,
        );
      }
    }
  });

  it('is a WAV with all six, other for another seed', () => {
    for (const voice of voices) {
      const wav = mixSound('K7R4C6', 'a seed', voice);
      assert.equal(wav.toString('latin1', 0, 4) + wav.toString('latin1', 8, 16), 'RIFFWAVEfmt ');
      assert.equal(wav.readUInt32LE(4), wav.length - 8);
      assert.equal(wav.readUInt32LE(40), wav.length - 44);
      const seconds = (wav.length - 44) / 2 / VOICE_RATE;
      const said = [...'K7R4C6'].reduce((sum, each) => sum + (voice.get(each)?.length ?? 0), 0);
      assert.ok(seconds > (0.85 * said) / VOICE_RATE + 2, `${seconds} seconds`);
      assert.deepEqual(mixSound('K7R4C6', 'a seed', voice), wav);
      assert.notDeepEqual(mixSound('K7R4C6', 'another', voice), wav);
    }
  });

  it('is loud where characters are said, and never silent between them', () => {
    const wav = mixSound('K7R4C6', 'a seed', voices[0] ?? assert.fail());
    const levels = Array.from({ length: Math.floor((wav.length - 44) / 800) }, (_, block) => {
      let most = 0;
      for (let at = 0; at < 400; at++) {
        most = Math.max(most, Math.abs(wav.readInt16LE(44 + block * 800 + at * 2)));
      }
      return most;
    });
    assert.ok(Math.min(...levels) > 100);
    assert.ok(Math.max(...levels) > 12_000);
  });

  it('decodes mu-law as it was encoded, within its steps', () => {
    const samples = Array.from({ length: 2001 }, (_, at) => at / 1000 - 1);
    const decoded = decodeMuLaw(encodeMuLaw(samples));
    samples.forEach((sample, at) => {
      const error = Math.abs((decoded[at] ?? 9) - sample);
      assert.ok(error <= 0.001 + Math.abs(sample) * 0.03, `${sample} ${decoded[at]}`);
    });
  });

  it('a broken recording is told', () => {
    assert.throws(() => readVoice(Buffer.from('RIFF....WAVE')), /has no chunk `cue `/);
  });
});

describe('chance', () => {
  it('is even, and the same for the same seed only', () => {
    const draw = (seed: string) => {
      const chance = chanceFrom(seed);
      return Array.from({ length: 10_000 }, chance);
    };
    const numbers = draw('one');
    assert.deepEqual(draw('one'), numbers);
    assert.notDeepEqual(draw('two'), numbers);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = numbers.filter((number) => Math.floor(number * 10) === tenth).length;
      assert.ok(share > 850 && share < 1150, `${tenth}: ${share}`);
    }
  });
});
