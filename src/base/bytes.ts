import { randomFillSync, timingSafeEqual } from 'node:crypto';

/** A source of `size` unpredictable bytes. Everything that needs randomness receives one. */
export type RandomBytes = (size: number) => Buffer;

const POOL_SIZE = 8192;
let pool: Buffer = Buffer.alloc(0);
let used = 0;

/** The system's randomness, drawn in blocks of 8 KiB: a call into the kernel for each id is slow. */
export const systemRandom: RandomBytes = (size) => {
  if (size > POOL_SIZE / 8) return randomFillSync(Buffer.allocUnsafe(size));
  if (used + size > pool.length) {
    pool = randomFillSync(Buffer.allocUnsafe(POOL_SIZE));
    used = 0;
  }
  const bytes = Buffer.from(pool.subarray(used, used + size));
  pool.fill(0, used, used + size);
  used += size;
  return bytes;
};

/** Compares two secrets without telling by time where they differ; lengths may be told. */
export function equalSecrets(left: string | Buffer, right: string | Buffer): boolean {
  const a = typeof left === 'string' ? Buffer.from(left) : left;
  const b = typeof right === 'string' ? Buffer.from(right) : right;
  return a.length === b.length && timingSafeEqual(a, b);
}
