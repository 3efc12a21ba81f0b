/** Attacks on encrypted assertions; what goes wrong inside must look the same from outside. */
import type { ContentAlgorithm, Encrypting } from '../encryption.ts';
import { signingPair } from '../keys.ts';
import type { HostileCase } from './cases.ts';
import { forged, type Live } from './live.ts';
import { find, withContent } from './markup.ts';

/** The name of the key pair that encrypted assertions are made for. */
export const RECEIVER = 'receiver';

function encrypted(live: Live, change: Partial<Encrypting> = {}, signs = true): string {
  const { idp, now } = live;
  const { publicKey } = signingPair('rsa-2048', RECEIVER);
  return idp.respond(idp.content(now), {
    signAssertion: signs ? idp.signing() : undefined,
    encrypt: { publicKey, ...change },
  });
}

function flippedAt(place: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const changed = Buffer.from(bytes);
    const index = place < 0 ? changed.length + place : place;
    changed[index] = (changed[index] ?? 0) ^ 1;
    return changed;
  };
}

const tampered: readonly HostileCase[] = (
  [
    ['AES-GCM, its tag', 'aes256-gcm', -1],
    ['AES-GCM, its text', 'aes256-gcm', 100],
    ['AES-GCM, its vector', 'aes128-gcm', 0],
    ['AES-CBC, its padding', 'aes128-cbc', -17],
    // The last block alone may hold nothing but padding, which is anybody's to change.
    ['AES-CBC, a block at its end', 'aes256-cbc', -33],
    ['AES-CBC, a block in the middle', 'aes256-cbc', 200],
  ] as readonly [string, ContentAlgorithm, number][]
).map(([name, content, place]) => ({
  name: `changed ciphertext: ${name}`,
  make: (live) => encrypted(live, { content, tamper: flippedAt(place) }),
  code: 'SAML-012',
}));

const lengths: readonly HostileCase[] = (
  [
    ['no bytes', 0],
    ['a vector and nothing else', 16],
    ['no whole block', 33],
  ] as const
).map(([name, length]) => ({
  name: `ciphertext of ${name}`,
  make: (live) =>
    encrypted(live, { content: 'aes128-cbc', tamper: (bytes) => bytes.subarray(0, length) }),
  code: 'SAML-010',
}));

/** Every attack on encryption, for a provider that has a private key. */
export const encryptedCases: readonly HostileCase[] = [
  ...tampered,
  ...lengths,
  {
    name: 'a key wrapped with RSA PKCS#1 v1.5',
    make: (live) => encrypted(live, { transport: 'rsa-1_5' }),
    code: 'SAML-010',
  },
  {
    name: 'triple DES',
    make: (live) => encrypted(live, { content: 'tripledes-cbc' }),
    code: 'SAML-010',
  },
  {
    name: 'encrypted for somebody else',
    make: (live) => encrypted(live, { publicKey: live.attacker.publicKey }),
    code: 'SAML-012',
  },
  {
    name: 'encrypted and not signed',
    make: (live) => encrypted(live, {}, false),
    code: 'SAML-016',
  },
  {
    name: 'an assertion that the attacker signed and encrypted',
    make: (live) => {
      const { idp, now, attacker } = live;
      const { publicKey } = signingPair('rsa-2048', RECEIVER);
      const signAssertion = idp.signing({ pair: attacker });
      return idp.respond(idp.content(now), { signAssertion, encrypt: { publicKey } });
    },
    code: 'SAML-021',
  },
  {
    name: 'a wrapped key that is no key',
    make: (live) => {
      const xml = encrypted(live);
      const { text } = find(xml, 'EncryptedKey');
      const key = withContent(text, 'CipherValue', Buffer.alloc(256, 7).toString('base64'));
      return xml.replace(text, key);
    },
    code: 'SAML-012',
  },
  {
    name: 'an encrypted assertion and a forged plain one',
    make: (live) => {
      const plain = forged(live.assertionSigned);
      const { text } = find(plain, 'Assertion');
      return encrypted(live).replace('</samlp:Response>', `${text}</samlp:Response>`);
    },
    code: 'SAML-009',
  },
];
