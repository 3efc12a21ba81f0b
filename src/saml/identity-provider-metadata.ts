import { HTTP_POST, HTTP_REDIRECT, METADATA, PROTOCOL, XML_SIGNATURE } from './names.ts';
import { element, writeDocument } from './xml-writer.ts';

/** An identity provider of this server's own, as providers in accounts describe it. */
export interface IdentityProvider {
  readonly entityId: string;
  /** Where people sign in. */
  readonly signInUrl: string;
  /** X.509 in DER, base64: of the key that signs. */
  readonly certificate: string;
}

/** The metadata document that a SAML provider for this identity provider is made from. */
export function identityProviderMetadata(provider: IdentityProvider): string {
  const { entityId, signInUrl, certificate } = provider;
  const service = (Binding: string) =>
    element('md:SingleSignOnService', { Binding, Location: signInUrl });
  const descriptor = element(
    'md:IDPSSODescriptor',
    { WantAuthnRequestsSigned: 'false', protocolSupportEnumeration: PROTOCOL },
    [
      element('md:KeyDescriptor', { use: 'signing' }, [
        element('ds:KeyInfo', {}, [
          element('ds:X509Data', {}, [element('ds:X509Certificate', {}, certificate)]),
        ]),
      ]),
      service(HTTP_POST),
      service(HTTP_REDIRECT),
    ],
  );
  const namespaces = { 'xmlns:md': METADATA, 'xmlns:ds': XML_SIGNATURE };
  return writeDocument(
    element('md:EntityDescriptor', { ...namespaces, entityID: entityId }, [descriptor]),
  );
}
