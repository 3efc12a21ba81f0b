import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';
import { signingPair } from '../../test/support/saml/keys.ts';
import { needs } from '../../tools/programs.ts';
import { serviceProviderMetadata } from './service-provider-metadata.ts';

const SCHEMA = '/usr/share/simplesamlphp/schemas/saml-schema-metadata-2.0.xsd';

test(
  'the metadata of this service provider fulfils the schema of OASIS',
  needs('simplesamlphp'),
  () => {
    xmlRegisterFsInputProviders();
    const url = path.resolve(SCHEMA);
    const validator = XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(url), { url }));
    const text = serviceProviderMetadata({
      entityId: 'https://gate.example.test/static/saml-metadata.xml',
      consumerUrls: ['https://gate.example.test/saml', 'https://gate.example.test/saml/acs/ID'],
      encryptionKeys: [signingPair('rsa-2048', 'receiver').publicKey],
    });
    validator.validate(XmlDocument.fromString(text));
    const disordered = text.replace(
      '</md:SPSSODescriptor>',
      '<md:NameIDFormat>x</md:NameIDFormat>$&',
    );
    assert.throws(() => validator.validate(XmlDocument.fromString(disordered)), /NameIDFormat/);
  },
);
