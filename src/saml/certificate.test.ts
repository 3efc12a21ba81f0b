import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { signingPair, withCertificate } from '../../test/support/saml/keys.ts';
import { extensionsOf, readCertificate, repeatedExtension } from './certificate.ts';
import { derObjectId, NotDer, readDer } from './der.ts';

const pair = signingPair('rsa-2048');

/** A value in DER. */
function der(tag: number, ...contents: Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, 0x80 | bytes.length, ...bytes]), content]);
}

/** The object identifier 2.5.29.`arc`, in DER. */
function oid(arc: number): Buffer {
  return der(0x06, Buffer.from([0x55, 0x1d, arc]));
}

/** Something built like a certificate, with the extensions of the given identifiers. */
function withExtensions(arcs: readonly number[]): Buffer {
  const list = arcs.map((arc) => der(0x30, oid(arc), der(0x04, Buffer.from('value'))));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const content = der(0x30, version, der(0x02, Buffer.from([1])), der(0xa3, der(0x30, ...list)));
  return der(0x30, content, der(0x30), der(0x03, Buffer.from([0])));
}

describe('the extensions of a certificate', () => {
  it('are found in real certificates', () => {
    assert.deepEqual(extensionsOf(pair.certificate), ['2.5.29.19']);
    const repeating = withCertificate(pair, { repeatsExtension: true });
    assert.deepEqual(extensionsOf(repeating.certificate), ['2.5.29.19', '2.5.29.19']);
  });

  it('R081: are found whatever they are, and the first repeated one is told', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(127), { maxLength: 12 }), (arcs) => {
        const found = extensionsOf(withExtensions(arcs));
        assert.deepEqual(
          found,
          arcs.map((arc) => `2.5.29.${arc}`),
        );
        const repeated = arcs.find((arc, index) => arcs.indexOf(arc) < index);
        const read = readCertificate(pair.certificate.toString('base64'));
        assert.ok(read.ok);
        assert.equal(
          repeatedExtension({ ...read.certificate, extensions: found }),
          repeated === undefined ? undefined : `2.5.29.${repeated}`,
        );
      }),
    );
  });

  it('are none where a certificate has none', () => {
    assert.deepEqual(extensionsOf(der(0x30, der(0x30, der(0x02, Buffer.from([1]))))), []);
  });

  it('are not looked for in what is no DER', () => {
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from([0x30]),
      Buffer.from([0x30, 0x80, 0, 0]),
      Buffer.from([0x30, 0x81, 0x01, 0]),
      Buffer.from([0x30, 0x82, 0x00, 0x80, ...Buffer.alloc(128)]),
      Buffer.from([0x30, 0x85, 0, 0, 0, 0, 1, 0]),
      Buffer.from([0x30, 0x02, 0x30, 0x05]),
      Buffer.concat([withExtensions([1]), Buffer.from([0])]),
      withExtensions([1]).subarray(0, -1),
      der(0x31, der(0x30)),
      der(0x30, der(0x31)),
      der(0x30, der(0x30, der(0xa3))),
      der(0x30, der(0x30, der(0xa3, der(0x30), der(0x30)))),
      der(0x30, der(0x30, der(0xa3, der(0x30, der(0x30))))),
      der(0x30, der(0x30, der(0xa3, der(0x30, der(0x30, der(0x04, Buffer.from('x'))))))),
      der(0x30, der(0x30, Buffer.from([0x1f, 0x01, 0]))),
    ]) {
      assert.throws(() => extensionsOf(bytes), NotDer, bytes.toString('hex'));
    }
  });

  it('never fail otherwise, whatever the bytes are', () => {
    const start = pair.certificate;
    fc.assert(
      fc.property(fc.nat(start.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(start);
        bytes[at] = byte;
        try {
          extensionsOf(bytes);
        } catch (error) {
          assert.ok(error instanceof NotDer);
        }
        const reading = readCertificate(bytes.toString('base64'));
        assert.ok(reading.ok || reading.detail !== '');
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        assert.throws(() => extensionsOf(bytes), NotDer);
      }),
    );
  });
});

describe('object identifiers', () => {
  const written = (...bytes: number[]): string => {
    const value = der(0x06, Buffer.from(bytes));
    return derObjectId(value, readDer(value, 0, value.length));
  };

  it('are told in dotted form', () => {
    assert.equal(
      written(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b),
      '1.2.840.113549.1.1.11',
    );
    assert.equal(written(0x88, 0x37, 0x03), '2.999.3');
    assert.equal(written(0x09, 0x92, 0x26), '0.9.2342');
  });

  it('have one form only', () => {
    for (const bytes of [[], [0x80, 0x01], [0x2a, 0x80, 0x01], [0x2a, 0x86]]) {
      assert.throws(() => written(...bytes), NotDer);
    }
    const integer = der(0x02, Buffer.from([1]));
    assert.throws(() => derObjectId(integer, readDer(integer, 0, integer.length)), NotDer);
  });
});
