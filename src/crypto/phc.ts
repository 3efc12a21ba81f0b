/** How an argon2id hash was made (RFC 9106). */
export interface Argon2Parameters {
  /** Memory in KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** An argon2id hash with all that is needed to make it again. */
export interface PasswordHash extends Argon2Parameters {
  readonly salt: Buffer;
  readonly tag: Buffer;
}

const PHC =
  /^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/;

/** Above these a stored string would let one sign-in occupy the machine. */
const MAX_MEMORY = 262_144;
const MAX_PASSES = 16;
const MAX_PARALLELISM = 4;

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/** The PHC string of a hash: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export function formatPhc({ memory, passes, parallelism, salt, tag }: PasswordHash): string {
  const parameters = `m=${memory},t=${passes},p=${parallelism}`;
  return `$argon2id$v=19$${parameters}$${unpadded(salt)}$${unpadded(tag)}`;
}

/** Reads a PHC string of argon2id; undefined when it is another's or asks for too much work. */
export function parsePhc(text: string): PasswordHash | undefined {
  const [, m = '', t = '', p = '', salt64 = '', tag64 = ''] = PHC.exec(text) ?? [];
  const [memory, passes, parallelism] = [Number(m), Number(t), Number(p)];
  const [salt, tag] = [Buffer.from(salt64, 'base64'), Buffer.from(tag64, 'base64')];
  if (memory < 8 * parallelism || memory > MAX_MEMORY) return undefined;
  if (passes < 1 || passes > MAX_PASSES || parallelism > MAX_PARALLELISM) return undefined;
  if (unpadded(salt) !== salt64 || unpadded(tag) !== tag64) return undefined;
  return { memory, passes, parallelism, salt, tag };
}
