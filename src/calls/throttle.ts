import type { Principal } from '../domain/principal.ts';

/** A bounded set of token buckets, one a key: a principal or an address. */
export interface Throttle {
  /** Takes one token of `key` at `now` (milliseconds); false when the bucket is empty. */
  readonly take: (key: string, now: number) => boolean;
  /** Whether a token is there, without taking it. */
  readonly permits: (key: string, now: number) => boolean;
  /**
   * Takes tokens for work that is done already, also such that are not there: of many calls that
   * were permitted at the same moment each is paid for, if later. Default: one.
   */
  readonly charge: (key: string, now: number, tokens?: number) => void;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const MOST_BUCKETS = 50_000;
/** How many times what it holds a bucket can owe, so that nobody is shut out for long. */
const MOST_OWED = 10;

/**
 * Buckets that refill at `rate` tokens a second and hold `capacity`, two seconds' worth unless told
 * otherwise. The oldest buckets are
 * forgotten when there are too many: a forgotten bucket is a full one, so an attacker who makes
 * many keys gains nothing over one who waits.
 */
export function createThrottle(rate: number, capacity = rate * 2): Throttle {
  const buckets = new Map<string, Bucket>();

  function refill(bucket: Bucket, now: number): Bucket {
    const elapsed = Math.max(0, now - bucket.filledAt);
    bucket.tokens = Math.min(capacity, bucket.tokens + (elapsed * rate) / 1000);
    bucket.filledAt = now;
    return bucket;
  }

  function bucketOf(key: string, now: number): Bucket {
    const known = buckets.get(key);
    if (known) return refill(known, now);
    if (buckets.size >= MOST_BUCKETS) {
      const oldest = buckets.keys().next().value;
      if (oldest !== undefined) buckets.delete(oldest);
    }
    const bucket = { tokens: capacity, filledAt: now };
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    take: (key, now) => {
      const bucket = bucketOf(key, now);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
    permits: (key, now) => {
      const known = buckets.get(key);
      return known === undefined || refill(known, now).tokens >= 1;
    },
    charge: (key, now, tokens = 1) => {
      const bucket = bucketOf(key, now);
      bucket.tokens = Math.max(bucket.tokens - tokens, -MOST_OWED * capacity);
    },
  };
}

/** What is read and verified before it is refused costs a further token for each of so many bytes. */
const BYTES_OF_TOKEN = 4096;

/** The tokens for a refused request without signature: judging a large one takes much longer. */
export function tokensOf(bytes: number): number {
  return 1 + Math.floor(bytes / BYTES_OF_TOKEN);
}

/**
 * Whose bucket a caller draws from: that of the user, role or account behind its credentials. Names
 * of sessions are the caller's to choose, and would make a fresh bucket each.
 */
export function principalKey(principal: Principal): string {
  const { account } = principal;
  switch (principal.kind) {
    case 'root':
      return account;
    case 'user':
      return `${account}/${principal.userId}`;
    case 'assumed-role':
      return roleKey(account, principal.roleId);
    case 'federated-user':
      return principal.issuerUserId === undefined
        ? account
        : `${account}/${principal.issuerUserId}`;
  }
}

/** The bucket of a role: its sessions draw from it, and the making of new ones without signature. */
export function roleKey(account: string, roleId: string): string {
  return `${account}/${roleId}`;
}

/**
 * Which addresses share a bucket: an IPv6 client has the 64 bits of its network to itself, and could
 * send every request from another address of it.
 */
export function addressKey(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail ? tail.split(':') : [];
  while (tail !== undefined && groups.length + behind.length < 8) groups.push('0');
  return `${[...groups, ...behind].slice(0, 4).join(':')}::/64`;
}
