/** Samples a second of voices and recordings. */
export const VOICE_RATE = 8000;

const MU = 255;

/** G.711 mu-law of samples from -1 to 1, by its formula: a byte each, complemented as on the wire. */
export function encodeMuLaw(samples: ArrayLike<number>): Buffer {
  return Buffer.from(
    Array.from(samples, (sample) => {
      const level = Math.log1p(MU * Math.min(1, Math.abs(sample))) / Math.log1p(MU);
      return ~((sample < 0 ? 0x80 : 0) | Math.round(level * 127)) & 0xff;
    }),
  );
}

/** The samples of mu-law bytes. */
export function decodeMuLaw(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => {
    const value = ~byte & 0xff;
    const size = ((1 + MU) ** ((value & 0x7f) / 127) - 1) / MU;
    return value & 0x80 ? -size : size;
  });
}
