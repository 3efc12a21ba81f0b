import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signingPair, withCertificate } from '../../test/support/saml/keys.ts';
import { metadataOfSeveral, signedMetadataOf } from '../../test/support/saml/metadata.ts';
import { traceChecks } from '../failures/check.ts';
import { one, pair, several } from './metadata-cases.test-support.ts';
import { metadataChecks } from './metadata-table.ts';
import { examineMetadata, readMetadata } from './read-metadata.ts';
import { idp, NOW } from './response.test-support.ts';

describe('what metadata says', () => {
  function read(document: string | Uint8Array) {
    const reading = readMetadata(document, { now: NOW });
    assert.ok(reading.ok, reading.ok ? '' : reading.failure.message);
    return reading.metadata;
  }

  it('is entity, keys and where to sign in', () => {
    const { entities, validUntil } = read(one());
    assert.equal(validUntil, undefined);
    assert.equal(entities.length, 1);
    const [entity] = entities;
    assert.equal(entity?.entityId, idp.entityId);
    assert.equal(entity?.ssoUrl, 'https://idp.example.test/sso');
    const [signing] = entity?.signingKeys ?? [];
    assert.ok(signing);
    assert.ok(signing.key.equals(pair.publicKey));
    assert.match(signing.certificate.fingerprint, /^[0-9a-f]{64}$/);
    assert.equal(signing.certificate.subject, 'CN=idp.example.test');
    assert.equal(signing.certificate.notBefore, Date.UTC(2020, 0));
    assert.equal(signing.certificate.notAfter, Date.UTC(2049, 0));
  });

  it('R083: an expired certificate counts like any other', () => {
    const expired = withCertificate(pair, { notAfter: Date.UTC(2021, 0) });
    const [entity] = read(one({ keys: [expired] })).entities;
    assert.equal(entity?.signingKeys.length, 1);
    assert.ok(entity.signingKeys[0]?.key.equals(pair.publicKey));
  });

  it('holds several certificates of several identity providers', () => {
    const keys = [pair, signingPair('rsa-2048', 'next'), signingPair('p384')];
    const { entities } = read(several(3, keys));
    assert.deepEqual(
      entities.map(({ entityId, signingKeys }) => [entityId, signingKeys.length]),
      [0, 1, 2].map((index) => [`https://idp${index}.example.test`, 3]),
    );
  });

  it('is valid until the earliest of its times, groups and roles included', () => {
    const entities = [
      { entityId: 'a', keys: [pair], validUntil: '2027-01-01T00:00:00Z' },
      { entityId: 'b', keys: [pair] },
    ];
    const metadata = read(metadataOfSeveral(entities, '2028-01-01T00:00:00Z'));
    assert.deepEqual(
      metadata.entities.map(({ validUntil }) => validUntil),
      [Date.UTC(2027, 0), Date.UTC(2028, 0)],
    );
    assert.equal(metadata.validUntil, Date.UTC(2027, 0));
    const role = one().replace(
      'WantAuthnRequestsSigned',
      'validUntil="2026-06-01T00:00:00Z" WantAuthnRequestsSigned',
    );
    assert.equal(read(role).validUntil, Date.UTC(2026, 5));
  });

  it('finds entities in groups of groups, and leaves other entities alone', () => {
    const group = metadataOfSeveral([
      { entityId: 'a', keys: [pair] },
      { entityId: 'b', keys: [] },
    ])
      .replace(/<\?xml.*?\?>/, '')
      .replace(
        /(entityID="b".*?)IDPSSODescriptor(.*)IDPSSODescriptor/s,
        '$1SPSSODescriptor$2SPSSODescriptor',
      );
    const nested = `<e:EntitiesDescriptor xmlns:e="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${group}</e:EntitiesDescriptor>`;
    assert.deepEqual(
      read(nested).entities.map(({ entityId }) => entityId),
      ['a'],
    );
  });

  it('has no use for keys of the authorities of a chain', () => {
    const authority = withCertificate(signingPair('rsa-2048', 'authority'), {
      commonName: 'ca1.example.test',
    });
    // The first name in a certificate is its issuer's; nobody verifies the signature.
    const leaf = Buffer.from(
      pair.certificate.toString('latin1').replace('idp.example.test', 'ca1.example.test'),
      'latin1',
    );
    const chain = [leaf, authority.certificate].map((each) => each.toString('base64'));
    const document = one({ certificates: ['@'] }).replace(
      /(<ds:X509Certificate>)@(<\/ds:X509Certificate>)/,
      chain.map((each) => `$1${each}$2`).join(''),
    );
    const [entity] = read(document).entities;
    assert.equal(entity?.signingKeys.length, 1);
    assert.ok(entity.signingKeys[0]?.key.equals(pair.publicKey));
  });

  it('SAML-060: costs no more when it lists thousands of certificates', () => {
    const text = `<ds:X509Certificate>${pair.certificate.toString('base64')}</ds:X509Certificate>`;
    const document = one().replace(
      /<ds:X509Certificate>.*?<\/ds:X509Certificate>/s,
      text.repeat(5_000),
    );
    const reading = readMetadata(document, { now: NOW });
    assert.ok(!reading.ok);
    assert.equal(reading.failure.message, 'the metadata document has 5000 signing keys');
    const subject = examineMetadata({ document, now: NOW });
    const skipped = traceChecks(metadataChecks, subject).filter(
      ({ outcome }) => outcome === 'skipped',
    );
    assert.equal(skipped[0]?.name, 'certificatesAreReadable');
  });

  it('may be signed by anybody: who uploads it vouches for it', () => {
    const signed = signedMetadataOf(
      { entityId: idp.entityId, keys: [pair] },
      { pair: signingPair('rsa-2048', 'somebody') },
    );
    assert.equal(read(signed).entities.length, 1);
    assert.equal(read(signed.replace(idp.entityId, 'https://changed')).entities.length, 1);
  });

  it('gives no link but http and https', () => {
    for (const ssoUrl of ['javascript:alert(1)', 'data:text/html,x', '//idp.example.test', '']) {
      assert.equal(read(one({ ssoUrl })).entities[0]?.ssoUrl, undefined, ssoUrl);
    }
    assert.equal(
      read(one({ ssoUrl: 'http://idp:8080/sso' })).entities[0]?.ssoUrl,
      'http://idp:8080/sso',
    );
  });

  it('is not given while any check fails', () => {
    const subject = examineMetadata({ document: one({ use: 'encryption' }), now: NOW });
    assert.throws(() => subject.metadata);
  });

  it('says in its description that an expiry has passed', () => {
    const document = one({ validUntil: '2026-01-31T09:30:00Z' });
    const traces = traceChecks(metadataChecks, examineMetadata({ document, now: NOW }));
    const row = traces.find(({ name }) => name === 'expiryIsReadable');
    assert.equal(row?.received, '2026-01-31T09:30:00Z (has passed)');
  });
});
