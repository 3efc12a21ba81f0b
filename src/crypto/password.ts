import { argon2 } from 'node:crypto';
import { equalSecrets, type RandomBytes } from '../base/bytes.ts';
import type { HashGate } from './hash-gate.ts';
import { type Argon2Parameters, formatPhc, type PasswordHash, parsePhc } from './phc.ts';

/** OWASP's argon2id setting: 19 MiB, two passes, one lane. */
export const defaultArgon2: Argon2Parameters = { memory: 19_456, passes: 2, parallelism: 1 };

const SALT_SIZE = 16;
const TAG_SIZE = 32;

/** Longer texts are no passwords of people (AWS: 128 characters); hashing them would be free work. */
const MAX_PASSWORD_BYTES = 4_096;

function hashed(
  password: string,
  parameters: Argon2Parameters,
  salt: Buffer,
  tagLength: number,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const { memory, passes, parallelism } = parameters;
    argon2(
      'argon2id',
      { message: password, nonce: salt, memory, passes, parallelism, tagLength },
      (error, tag) => (error ? reject(error) : resolve(tag)),
    );
  });
}

/**
 * Hashes a password off the event loop; the PHC string goes into the store. Throws RangeError for a
 * password over 4096 bytes and HashQueueFull when too many wait.
 */
export async function hashPassword(
  password: string,
  gate: HashGate,
  random: RandomBytes,
  parameters: Argon2Parameters = defaultArgon2,
): Promise<string> {
  if (Buffer.byteLength(password) > MAX_PASSWORD_BYTES) {
    throw new RangeError(`a password has at most ${MAX_PASSWORD_BYTES} bytes`);
  }
  const salt = random(SALT_SIZE);
  const tag = await gate.run(() => hashed(password, parameters, salt, TAG_SIZE));
  return formatPhc({ ...parameters, salt, tag });
}

/** What is hashed against when there is no such user; its tag matches nothing. */
function nobody(parameters: Argon2Parameters): PasswordHash {
  return { ...parameters, salt: Buffer.alloc(SALT_SIZE), tag: Buffer.alloc(TAG_SIZE) };
}

/**
 * Whether a password is the one that was hashed. Without a stored hash (unknown user, no password
 * set) or with one that cannot be read, the same work is done and the answer is false, so that time
 * does not tell who exists. Rejects with HashQueueFull when too many wait.
 */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
  gate: HashGate,
): Promise<boolean> {
  const known = stored === undefined ? undefined : parsePhc(stored);
  const usable = known !== undefined && Buffer.byteLength(password) <= MAX_PASSWORD_BYTES;
  const { salt, tag, ...parameters } = known ?? nobody(defaultArgon2);
  const message = usable ? password : '';
  const made = await gate.run(() => hashed(message, parameters, salt, tag.length));
  return equalSecrets(made, tag) && usable;
}

/** Whether a stored hash is weaker than today's parameters, or unreadable, and should be replaced. */
export function needsRehash(stored: string, wanted: Argon2Parameters = defaultArgon2): boolean {
  const known = parsePhc(stored);
  if (!known || known.salt.length < SALT_SIZE || known.tag.length < TAG_SIZE) return true;
  return known.memory < wanted.memory || known.passes < wanted.passes;
}
