import { createPublicKey, type KeyObject } from 'node:crypto';
import {
  HTTP_POST,
  METADATA,
  NAME_ID_FORMATS,
  PROTOCOL,
  ROLE,
  ROLE_SESSION_NAME,
  SESSION_DURATION,
  SOURCE_IDENTITY,
  TRANSITIVE_TAG_KEYS,
  XML_SIGNATURE,
} from './names.ts';
import { element, type WrittenElement, writeDocument } from './xml-writer.ts';

/** This server as identity providers see it, for all SAML providers or for one. */
export interface ServiceProvider {
  readonly entityId: string;
  /** Where responses are posted to; the first is the default. At least one. */
  readonly consumerUrls: readonly string[];
  /**
   * For one SAML provider the RSA keys that assertions may be encrypted for, private or public. The
   * document tells them as bare keys: IAM is given a private key and no certificate. An identity
   * provider that wants a certificate is given the one that was made together with the key.
   */
  readonly encryptionKeys?: readonly KeyObject[];
}

/** What may be used to encrypt assertions, the best first (XML Encryption 1.1, RFC 9231). */
const ENCRYPTION_METHODS: readonly string[] = [
  'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
];

/** Attributes that can be asked for by name; PrincipalTag has as many names as there are tags. */
const REQUESTED: readonly { readonly name: string; readonly isRequired: boolean }[] = [
  { name: ROLE, isRequired: true },
  { name: ROLE_SESSION_NAME, isRequired: true },
  { name: SESSION_DURATION, isRequired: false },
  { name: SOURCE_IDENTITY, isRequired: false },
  { name: TRANSITIVE_TAG_KEYS, isRequired: false },
];

/**
 * The metadata document that identity providers are given, in the order of elements that the schema
 * of SAML 2.0 metadata asks for. It is not signed: it is fetched from this server by TLS.
 */
export function serviceProviderMetadata(provider: ServiceProvider): string {
  const { entityId, consumerUrls, encryptionKeys = [] } = provider;
  const descriptor = element(
    'md:SPSSODescriptor',
    {
      AuthnRequestsSigned: 'false',
      WantAssertionsSigned: 'true',
      protocolSupportEnumeration: PROTOCOL,
    },
    [
      ...encryptionKeys.map(keyDescriptor),
      ...NAME_ID_FORMATS.map((format) => element('md:NameIDFormat', {}, format)),
      ...consumerUrls.map(consumerService),
      attributeService(),
    ],
  );
  const namespaces = { 'xmlns:md': METADATA, 'xmlns:ds': XML_SIGNATURE };
  return writeDocument(
    element('md:EntityDescriptor', { ...namespaces, entityID: entityId }, [descriptor]),
  );
}

function keyDescriptor(key: KeyObject): WrittenElement {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const { n, e } = publicKey.export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new Error('not an RSA key');
  const value = element('ds:RSAKeyValue', {}, [
    element('ds:Modulus', {}, base64Of(n)),
    element('ds:Exponent', {}, base64Of(e)),
  ]);
  return element('md:KeyDescriptor', { use: 'encryption' }, [
    element('ds:KeyInfo', {}, [element('ds:KeyValue', {}, [value])]),
    ...ENCRYPTION_METHODS.map((Algorithm) => element('md:EncryptionMethod', { Algorithm })),
  ]);
}

function base64Of(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('base64');
}

function consumerService(location: string, index: number): WrittenElement {
  return element('md:AssertionConsumerService', {
    Binding: HTTP_POST,
    Location: location,
    index: String(index + 1),
    isDefault: String(index === 0),
  });
}

function attributeService(): WrittenElement {
  return element('md:AttributeConsumingService', { index: '1', isDefault: 'true' }, [
    element('md:ServiceName', { 'xml:lang': 'en' }, 'Console and temporary credentials'),
    ...REQUESTED.map(({ name, isRequired }) =>
      element('md:RequestedAttribute', {
        Name: name,
        NameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
        FriendlyName: name.slice(name.lastIndexOf('/') + 1),
        isRequired: String(isRequired),
      }),
    ),
  ]);
}
