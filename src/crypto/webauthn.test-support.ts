import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A passkey for tests: everything that an authenticator and a browser would say, or less. */

type Cbor = number | string | Buffer | ReadonlyMap<Cbor, Cbor>;

/** As much of CBOR (RFC 8949) as attestation objects and COSE keys need. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') {
    return value < 0 ? head(1, -1 - value) : head(0, value);
  }
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(3, bytes.length), bytes]);
  }
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const parts = [...value].flatMap(([key, member]) => [cbor(key), cbor(member)]);
  return Buffer.concat([head(5, value.size), ...parts]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  if (count < 256) return Buffer.from([(major << 5) | 24, count]);
  return Buffer.from([(major << 5) | 25, count >> 8, count & 0xff]);
}

export type PasskeyAlgorithm = 'ES256' | 'RS256' | 'EdDSA';

interface Keys {
  readonly privateKey: KeyObject;
  readonly cose: Buffer;
}

function jwkBytes(text: string | undefined): Buffer {
  return Buffer.from(text ?? '', 'base64url');
}

function makeKeys(algorithm: PasskeyAlgorithm): Keys {
  if (algorithm === 'ES256') {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const members: [Cbor, Cbor][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, jwkBytes(x)],
      [-3, jwkBytes(y)],
    ];
    return { privateKey, cose: cbor(new Map(members)) };
  }
  if (algorithm === 'EdDSA') {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x } = publicKey.export({ format: 'jwk' });
    const members: [Cbor, Cbor][] = [
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, jwkBytes(x)],
    ];
    return { privateKey, cose: cbor(new Map(members)) };
  }
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  const members: [Cbor, Cbor][] = [
    [1, 3],
    [3, -257],
    [-1, jwkBytes(n)],
    [-2, jwkBytes(e)],
  ];
  return { privateKey, cose: cbor(new Map(members)) };
}

/** What one answer says; what is left out is as an honest browser would say it. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly type?: string;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly signCount?: number;
  /** Members of the client data besides, or instead. */
  readonly client?: Readonly<Record<string, unknown>>;
}

/** A passkey that says whatever a test wants it to say. */
export interface TestPasskey {
  readonly credentialId: string;
  readonly register: (ceremony: Ceremony) => Record<string, unknown>;
  readonly prove: (ceremony: Ceremony) => Record<string, unknown>;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

function authenticatorData(ceremony: Ceremony, flags = 0, rest = Buffer.alloc(0)): Buffer {
  const { rpId, userPresent = true, userVerified = true, signCount = 0 } = ceremony;
  const all = flags | (userPresent ? PRESENT : 0) | (userVerified ? VERIFIED : 0);
  const count = Buffer.alloc(4);
  count.writeUInt32BE(signCount);
  return Buffer.concat([sha256(rpId), Buffer.from([all]), count, rest]);
}

function clientData(ceremony: Ceremony, type: string): Buffer {
  const { challenge, origin, client } = ceremony;
  const said = { type: ceremony.type ?? type, challenge, origin, crossOrigin: false, ...client };
  return Buffer.from(JSON.stringify(said));
}

/** Makes a passkey; `id` is its credential id. */
export function testPasskey(
  algorithm: PasskeyAlgorithm = 'ES256',
  id: Buffer = randomBytes(16),
): TestPasskey {
  const { privateKey, cose } = makeKeys(algorithm);
  const credentialId = id.toString('base64url');
  const answer = (response: object) => ({
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  return {
    credentialId,
    register: (ceremony) => {
      const length = Buffer.from([id.length >> 8, id.length & 0xff]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const members: [Cbor, Cbor][] = [
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(ceremony, ATTESTED, attested)],
      ];
      return answer({
        clientDataJSON: clientData(ceremony, 'webauthn.create').toString('base64url'),
        attestationObject: cbor(new Map(members)).toString('base64url'),
        transports: ['internal', 'hybrid'],
      });
    },
    prove: (ceremony) => {
      const client = clientData(ceremony, 'webauthn.get');
      const data = authenticatorData(ceremony);
      const signed = Buffer.concat([data, sha256(client)]);
      const hash = algorithm === 'EdDSA' ? undefined : 'sha256';
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign(hash, signed, privateKey).toString('base64url'),
      });
    },
  };
}
