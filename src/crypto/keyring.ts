import { createSecretKey, type KeyObject } from 'node:crypto';
import type { RandomBytes } from '../base/bytes.ts';
import { deriveKey } from './aead.ts';

/**
 * `decrypt-only`: opens what it sealed, or will seal once every node knows it. `active`: seals new
 * things. `retired`: opens nothing any more.
 */
export type RingKeyState = 'decrypt-only' | 'active' | 'retired';

/** One key of the ring. The key itself never leaves its KeyObject except to be wrapped. */
export interface RingKey {
  /** 1, 2, 3 … in the order of making; never used again. */
  readonly id: number;
  readonly state: RingKeyState;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly root: KeyObject;
  /** A key for each purpose, so that what one leaks says nothing of the others. */
  readonly sealing: KeyObject;
  readonly secretDerivation: KeyObject;
  readonly secretsAtRest: KeyObject;
}

/** The installation's keys; exactly one is active. Immutable: each change gives a new ring. */
export interface KeyRing {
  readonly active: RingKey;
  readonly keys: readonly RingKey[];
}

const NO_SALT = Buffer.alloc(0);

/** Makes a ring key from its 32 secret bytes. */
export function ringKey(
  id: number,
  state: RingKeyState,
  createdAt: number,
  bytes: Buffer,
): RingKey {
  const root = createSecretKey(bytes);
  return {
    id,
    state,
    createdAt,
    root,
    sealing: deriveKey(root, NO_SALT, 'gatehouse v1 session tokens'),
    secretDerivation: deriveKey(root, NO_SALT, 'gatehouse v1 secret access keys'),
    secretsAtRest: deriveKey(root, NO_SALT, 'gatehouse v1 secrets at rest'),
  };
}

/** The ring of these keys; undefined unless exactly one of them is active and ids differ. */
export function ringOf(keys: readonly RingKey[]): KeyRing | undefined {
  const [active, ...others] = keys.filter(({ state }) => state === 'active');
  if (!active || others.length > 0) return undefined;
  return new Set(keys.map(({ id }) => id)).size === keys.length ? { active, keys } : undefined;
}

/** A new installation's ring: one active key. */
export function createKeyRing(now: number, random: RandomBytes): KeyRing {
  const active = ringKey(1, 'active', now, random(32));
  return { active, keys: [active] };
}

/** First step of a rotation: a new key that every node can learn before anything is sealed with it. */
export function addRingKey(ring: KeyRing, now: number, random: RandomBytes): KeyRing {
  const id = Math.max(...ring.keys.map((key) => key.id)) + 1;
  const added = ringKey(id, 'decrypt-only', now, random(32));
  return { active: ring.active, keys: [...ring.keys, added] };
}

/**
 * Second step: the key seals from now on, and the one before it only opens. Undefined when the ring
 * has no such key waiting.
 */
export function promoteRingKey(ring: KeyRing, id: number): KeyRing | undefined {
  if (ring.keys.find((key) => key.id === id)?.state !== 'decrypt-only') return undefined;
  return ringOf(
    ring.keys.map((key) => {
      if (key.id === id) return { ...key, state: 'active' };
      return key.state === 'active' ? { ...key, state: 'decrypt-only' } : key;
    }),
  );
}

/**
 * Last step: what the key sealed is refused from now on, so sessions must have expired and secrets
 * at rest must have been sealed again. Undefined for the active key and for unknown ones.
 */
export function retireRingKey(ring: KeyRing, id: number): KeyRing | undefined {
  if (ring.keys.find((key) => key.id === id)?.state !== 'decrypt-only') return undefined;
  return ringOf(ring.keys.map((key) => (key.id === id ? { ...key, state: 'retired' } : key)));
}

/** The key that may open what `id` sealed; undefined when unknown or retired. */
export function openingKey(ring: KeyRing, id: number): RingKey | undefined {
  const key = ring.keys.find((candidate) => candidate.id === id);
  return key?.state === 'retired' ? undefined : key;
}
