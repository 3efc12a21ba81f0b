import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { signingPair } from '../../test/support/saml/keys.ts';
import { NAME_ID_FORMATS } from './names.ts';
import { serviceProviderMetadata } from './service-provider-metadata.ts';
import {
  attribute,
  childElements,
  descendantElements,
  readXml,
  type XmlElement,
} from './xml/index.ts';

const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
const SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';
const SERVER = {
  entityId: 'https://gate.example.test/static/saml-metadata.xml',
  consumerUrls: ['https://gate.example.test/saml', 'https://gate.example.test/us-east-1/saml'],
};

function rootOf(text: string): XmlElement {
  const reading = readXml(text);
  assert.ok(reading.ok, reading.ok ? '' : reading.problem.detail);
  return reading.document.root;
}

function found(root: XmlElement, name: string): XmlElement[] {
  return descendantElements(root, METADATA, name);
}

describe('the metadata of this service provider', () => {
  it('tells entity ID, consumer URLs, formats and attributes', () => {
    const root = rootOf(serviceProviderMetadata(SERVER));
    assert.equal(attribute(root, 'entityID'), SERVER.entityId);
    const services = found(root, 'AssertionConsumerService').map((service) =>
      ['Location', 'index', 'isDefault'].map((name) => attribute(service, name)),
    );
    assert.deepEqual(services, [
      ['https://gate.example.test/saml', '1', 'true'],
      ['https://gate.example.test/us-east-1/saml', '2', 'false'],
    ]);
    assert.equal(found(root, 'NameIDFormat').length, NAME_ID_FORMATS.length);
    const required = found(root, 'RequestedAttribute')
      .filter((each) => attribute(each, 'isRequired') === 'true')
      .map((each) => attribute(each, 'Name'));
    assert.deepEqual(required, [
      'https://aws.amazon.com/SAML/Attributes/Role',
      'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
    ]);
    assert.equal(found(root, 'KeyDescriptor').length, 0);
  });

  it('tells the public half of the keys that one provider decrypts with', () => {
    const { privateKey, publicKey } = signingPair('rsa-2048', 'receiver');
    const text = serviceProviderMetadata({ ...SERVER, encryptionKeys: [privateKey, publicKey] });
    const root = rootOf(text);
    const [first, second] = found(root, 'KeyDescriptor');
    assert.ok(first && second);
    assert.equal(attribute(first, 'use'), 'encryption');
    const jwk = publicKey.export({ format: 'jwk' });
    const [modulus] = descendantElements(first, SIGNATURE, 'Modulus');
    const [child] = modulus?.children ?? [];
    assert.ok(child?.kind === 'text');
    assert.equal(Buffer.from(child.value, 'base64').toString('base64url'), jwk.n);
    for (const secret of [privateKey.export({ format: 'jwk' }).d ?? '', 'PRIVATE']) {
      assert.equal(text.includes(secret), false);
    }
  });

  it('takes only RSA keys', () => {
    const { publicKey } = signingPair('p256');
    assert.throws(() => serviceProviderMetadata({ ...SERVER, encryptionKeys: [publicKey] }));
  });

  it('escapes what it is told', () => {
    const entityId = 'https://gate.example.test/?a=1&b="<\u0000\ud800\n>';
    const root = rootOf(serviceProviderMetadata({ ...SERVER, entityId }));
    assert.equal(attribute(root, 'entityID'), 'https://gate.example.test/?a=1&b="<\ufffd\ufffd\n>');
  });

  it('has its elements in the order of the schema', () => {
    const [descriptor] = childElements(
      rootOf(
        serviceProviderMetadata({
          ...SERVER,
          encryptionKeys: [signingPair('rsa-2048', 'receiver').publicKey],
        }),
      ),
    );
    assert.ok(descriptor);
    const names = childElements(descriptor).map(({ localName }) => localName);
    assert.deepEqual(
      [...new Set(names)],
      ['KeyDescriptor', 'NameIDFormat', 'AssertionConsumerService', 'AttributeConsumingService'],
    );
    assert.equal(names.filter((name, index) => name !== names[index - 1]).length, 4);
  });
});
