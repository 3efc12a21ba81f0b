import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { DSIG, XMLENC, XMLENC11 } from '../names.ts';
import { textOf } from '../navigate.ts';
import { documentOf } from '../testing.ts';
import { contentMethods, oaepDigests, oaepMasks, RSA_OAEP } from './algorithms.ts';
import { decryptElement } from './decrypt-element.ts';
import {
  type EncryptOptions,
  encryptCbcBlocks,
  encryptElement,
  encryptedElement,
} from './testing.ts';

const mine = generateKeyPairSync('rsa', { modulusLength: 2048 });
const second = generateKeyPairSync('rsa', { modulusLength: 2048 });
const recipients = [mine.publicKey];

function decrypt(content: string, keys: readonly KeyObject[] = [mine.privateKey]) {
  return decryptElement(documentOf(`<e xmlns:out="urn:out">${content}</e>`).root, keys);
}

/** The text of the decrypted element, or the kind of the problem. */
function outcome(content: string, keys?: readonly KeyObject[]): string {
  const result = decrypt(content, keys);
  return result.ok ? textOf(result.document.root) : result.problem.kind;
}

const encrypt = (options: Partial<EncryptOptions> = {}, text = '<a>secret</a>'): string =>
  encryptElement(text, { recipients, ...options });

for (const [uri, { mode }] of contentMethods) {
  test(`content in ${uri.replace(/.*#/, '')} is decrypted`, () => {
    const result = decrypt(encrypt({ contentMethod: uri }));
    assert.ok(result.ok);
    assert.equal(textOf(result.document.root), 'secret');
    assert.equal(result.authenticated, mode === 'gcm');
  });
}

test('other content methods are named and refused', () => {
  const contentMethod = `${XMLENC}tripledes-cbc`;
  const result = decrypt(encrypt({ contentMethod }));
  assert.deepEqual(result, {
    ok: false,
    problem: {
      kind: 'content-method-not-allowed',
      detail: `the content method \`${contentMethod}\``,
    },
  });
});

test('keys by RSA-OAEP are decrypted with every digest and mask generation function', () => {
  for (const digest of [undefined, ...oaepDigests.keys()]) {
    for (const mask of [undefined, ...oaepMasks.keys()]) {
      const options = {
        keyTransport: RSA_OAEP,
        ...(digest && { digest }),
        ...(mask && { mask }),
      };
      assert.equal(outcome(encrypt(options)), 'secret', `${digest} ${mask}`);
    }
    assert.equal(outcome(encrypt(digest ? { digest } : {})), 'secret', digest);
  }
});

test('the label of OAEP counts, whichever way it is undone', () => {
  const label = Buffer.from('label');
  for (const digest of [`${DSIG}sha1`, `${XMLENC}sha256`]) {
    const content = encrypt({ label, digest });
    assert.equal(outcome(content), 'secret');
    const other = content.replace(
      label.toString('base64'),
      Buffer.from('other').toString('base64'),
    );
    assert.equal(outcome(other), 'undecryptable');
  }
});

test('RSA PKCS#1 v1.5 is refused, as is every key transport but RSA-OAEP', () => {
  for (const keyTransport of [`${XMLENC}rsa-1_5`, `${XMLENC}kw-aes128`, '']) {
    assert.equal(outcome(encrypt({ keyTransport })), 'key-transport-not-allowed');
  }
});

test('unknown digests and mask generation functions of OAEP are refused', () => {
  assert.equal(outcome(encrypt({ digest: `${DSIG}md5` })), 'key-transport-not-allowed');
  const options = { keyTransport: RSA_OAEP, mask: `${XMLENC11}mgf1md5` };
  assert.equal(outcome(encrypt(options)), 'key-transport-not-allowed');
});

test('a key that is no RSA-OAEP is passed over when another one is', () => {
  const both = encrypt({ recipients: [second.publicKey, mine.publicKey] });
  assert.equal(outcome(both.replace('rsa-oaep-mgf1p', 'rsa-1_5')), 'secret');
});

test('the key may stand inside the KeyInfo, beside the data, or beside it and be referenced', () => {
  for (const placement of ['inside', 'beside', 'referenced'] as const) {
    assert.equal(outcome(encrypt({ placement })), 'secret', placement);
  }
  const dangling = encrypt({ placement: 'referenced' }).replace('URI="#_key0"', 'URI="#_other"');
  assert.equal(outcome(dangling), 'encryption-malformed');
});

test('each of two private keys and each of several recipients is tried', () => {
  const keys = [mine.privateKey, second.privateKey];
  const forSecond = encrypt({ recipients: [second.publicKey] });
  assert.equal(outcome(forSecond, keys), 'secret');
  assert.equal(outcome(forSecond, keys.toReversed()), 'secret');
  assert.equal(outcome(forSecond), 'undecryptable');
  const forBoth = encrypt({ recipients: [second.publicKey, mine.publicKey] });
  assert.equal(outcome(forBoth), 'secret');
});

test('what trying the encrypted keys costs is limited by the lengths of the private keys', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 4096 });
  const content = encrypt({ recipients: Array(4).fill(publicKey) });
  assert.equal(outcome(content, Array(4).fill(privateKey)), 'secret');
  assert.deepEqual(decrypt(content, Array(5).fill(privateKey)), {
    ok: false,
    problem: {
      kind: 'encryption-malformed',
      detail: 'too many encrypted keys for private keys of this length',
    },
  });
});

test('more than four encrypted keys are refused, four are tried', () => {
  const others = Array.from({ length: 3 }, () => second.publicKey);
  assert.equal(outcome(encrypt({ recipients: [...others, mine.publicKey] })), 'secret');
  const five = encrypt({ recipients: [...others, second.publicKey, mine.publicKey] });
  assert.equal(outcome(five), 'encryption-malformed');
});

test('without an RSA private key nothing is tried', () => {
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  for (const keys of [[], [elliptic], [mine.publicKey]]) {
    assert.equal(outcome(encrypt(), keys), 'no-private-key');
  }
});

/** The last CipherValue: the content's, with its bytes replaced. */
function withContent(text: string, change: (value: string) => string): string {
  const start = text.lastIndexOf('<xenc:CipherValue>') + '<xenc:CipherValue>'.length;
  const end = text.indexOf('<', start);
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

test('the form of the encrypted data is checked', () => {
  const good = encrypt({ contentMethod: `${XMLENC}aes128-cbc` });
  const malformed: Record<string, string> = {
    'no data': '',
    'data twice': good + good,
    'no method': good.replace(/<xenc:EncryptionMethod[^>]*cbc"\/>/, ''),
    'method twice': good.replace(/<xenc:EncryptionMethod[^>]*cbc"\/>/, '$&$&'),
    'no key': good.replace(/<ds:KeyInfo.*<\/ds:KeyInfo>/s, ''),
    'no cipher data': good.replaceAll('xenc:CipherData>', 'xenc:Other>'),
    'no base64 text': withContent(good, (value) => `!${value}`),
    'a comment in the value': withContent(good, (value) => `<!-- -->${value}`),
    'half a block': withContent(good, (value) => Buffer.from(value).toString('base64')),
    'one block': withContent(good, () => Buffer.alloc(16).toString('base64')),
    'no room for a tag': withContent(encrypt(), () => Buffer.alloc(27).toString('base64')),
    'type of content': good.replace('xmlenc#Element', 'xmlenc#Content'),
  };
  assert.equal(outcome(good), 'secret');
  assert.equal(outcome(good.replace(/ Type="[^"]*"/, '')), 'secret');
  for (const [name, text] of Object.entries(malformed)) {
    assert.equal(outcome(text), 'encryption-malformed', name);
  }
});

test('everything that depends on a secret ends in one outcome', () => {
  const key = randomBytes(16);
  const contentMethod = `${XMLENC}aes128-cbc`;
  const options = { recipients, contentMethod };
  const block = (text: string, padding: number): Buffer =>
    encryptCbcBlocks('aes-128-cbc', key, Buffer.concat([Buffer.from(text), Buffer.of(padding)]));
  const cases: Record<string, string> = {
    'padding of no byte': encryptedElement(block('<a>123456789</a>'.slice(0, 15), 0), key, options),
    'padding longer than a block': encryptedElement(block('<a>abcdefgh</a>', 17), key, options),
    'text that is no XML': encrypt({ contentMethod }, 'no element'),
    'text that is no UTF-8': encryptElement(Buffer.of(0xff, 0xfe), options),
    'document type': encrypt({ contentMethod }, '<!DOCTYPE a><a/>'),
    'unbound prefix': encrypt({ contentMethod }, '<b:a/>'),
    'no text': encrypt({ contentMethod }, ''),
    'key of another size': encryptedElement(block('<a>abcdefgh</a>', 1), randomBytes(32), options),
    'key of another recipient': encrypt({ contentMethod, recipients: [second.publicKey] }),
    'tag of GCM': withContent(encrypt(), (value) =>
      value.startsWith('A') ? `B${value.slice(1)}` : `A${value.slice(1)}`,
    ),
  };
  for (const [name, content] of Object.entries(cases)) {
    const result = decrypt(content);
    assert.ok(!result.ok, name);
    assert.deepEqual(result.problem, {
      kind: 'undecryptable',
      detail: 'none of the private keys gives an element',
    });
  }
  assert.equal(outcome(encryptedElement(block('<a>abcdefgh</a>', 1), key, options)), 'abcdefgh');
});

test('namespaces that the content does not declare are those around the encrypted data', () => {
  const result = decrypt(encrypt({}, '<out:a/>'));
  assert.ok(result.ok);
  assert.equal(result.document.root.namespace, 'urn:out');
  const alone = decrypt(encrypt({}, '<a/>'));
  assert.ok(alone.ok);
  assert.deepEqual(alone.document.root.declarations, []);
});

test('whatever is changed in a ciphertext, nothing else than these outcomes happens', () => {
  const texts = [encrypt(), encrypt({ contentMethod: `${XMLENC}aes256-cbc`, placement: 'beside' })];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.string({ maxLength: 3 }),
      (text, at, put) => {
        const index = at % text.length;
        const changed = `<e>${text.slice(0, index)}${put}${text.slice(index + put.length)}</e>`;
        try {
          documentOf(changed);
        } catch {
          return;
        }
        const result = decryptElement(documentOf(changed).root, [mine.privateKey]);
        if (result.ok) assert.equal(typeof textOf(result.document.root), 'string');
        else assert.ok(result.problem.detail.length > 0);
      },
    ),
    { numRuns: 150 },
  );
});
