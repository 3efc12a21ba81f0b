/**
 * Metadata documents in the shapes that widely used identity providers write, made from keys of the
 * test: other prefixes, other places of the namespaces, signed documents, roles that IAM has no use
 * for, one certificate for several uses, line breaks within certificates. One more shape is one more
 * entry of `metadataSamples`.
 */
import { signingPair } from './saml/keys.ts';

/** What a document is made for. */
export interface MetadataOptions {
  readonly entityId?: string;
  /** Certificates (DER) that the identity provider signs with. */
  readonly certificates?: readonly Buffer[];
  /** An xs:dateTime. */
  readonly validUntil?: string;
}

type Filled = Required<Omit<MetadataOptions, 'validUntil'>> & { readonly valid: string };

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const DS = 'http://www.w3.org/2000/09/xmldsig#';
const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const BINDINGS = 'urn:oasis:names:tc:SAML:2.0:bindings';
const NAME_ID = 'urn:oasis:names:tc:SAML:1.1:nameid-format';
const FEDERATION = 'http://docs.oasis-open.org/wsfed/federation/200706';

function folded(certificate: Buffer, width: number): string {
  return (certificate.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');
}

function flat(certificate: Buffer): string {
  return certificate.toString('base64');
}

/** A Signature as documents carry it that are signed; IAM does not look at it. */
function signature(certificate: Buffer): string {
  const digest = Buffer.alloc(32, 7).toString('base64');
  const value = Buffer.alloc(256, 9).toString('base64');
  return (
    `<ds:Signature xmlns:ds="${DS}"><ds:SignedInfo>` +
    '<ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>' +
    '<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>' +
    '<ds:Reference URI="#_d"><ds:Transforms>' +
    `<ds:Transform Algorithm="${DS}enveloped-signature"/>` +
    '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms>' +
    '<ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>' +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>` +
    `<ds:SignatureValue>${value}</ds:SignatureValue><KeyInfo xmlns="${DS}"><X509Data>` +
    `<X509Certificate>${flat(certificate)}</X509Certificate></X509Data></KeyInfo></ds:Signature>`
  );
}

function services(prefix: string, url: string, ...names: readonly string[]): string {
  return names
    .flatMap((name) =>
      ['HTTP-Redirect', 'HTTP-POST'].map(
        (binding) => `<${prefix}${name} Binding="${BINDINGS}:${binding}" Location="${url}"/>`,
      ),
    )
    .join('');
}

function claims(count: number): string {
  const kinds = Array.from({ length: count }, (_, index) => {
    const uri = `http://schemas.example.test/claims/kind-${index}`;
    return (
      `<auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="${uri}" Optional="true">` +
      `<auth:DisplayName>Kind ${index}</auth:DisplayName></auth:ClaimType>`
    );
  });
  return `<fed:ClaimTypesOffered>${kinds.join('')}</fed:ClaimTypesOffered>`;
}

function tokenService(type: string, certificate: Buffer, url: string): string {
  return (
    `<RoleDescriptor xsi:type="fed:${type}" protocolSupportEnumeration="${FEDERATION}" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:fed="${FEDERATION}">` +
    `<KeyDescriptor use="signing"><KeyInfo xmlns="${DS}"><X509Data><X509Certificate>` +
    `${flat(certificate)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>${claims(6)}` +
    '<fed:PassiveRequestorEndpoint><EndpointReference xmlns="http://www.w3.org/2005/08/addressing">' +
    `<Address>${url}</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor>`
  );
}

function plainKeys(certificates: readonly Buffer[], use: string): string {
  return certificates
    .map(
      (certificate) =>
        `<KeyDescriptor use="${use}"><KeyInfo xmlns="${DS}"><X509Data><X509Certificate>` +
        `${flat(certificate)}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
    )
    .join('');
}

function adFs({ entityId, certificates, valid }: Filled): string {
  const [first] = certificates as [Buffer];
  const url = 'https://adfs.example.test/adfs/ls/';
  return (
    `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_d" entityID="${entityId}"${valid} xmlns="${MD}">` +
    `${signature(first)}${tokenService('ApplicationServiceType', first, url)}` +
    `${tokenService('SecurityTokenServiceType', first, url)}` +
    `<SPSSODescriptor WantAssertionsSigned="true" protocolSupportEnumeration="${PROTOCOL}">` +
    `${plainKeys([first], 'encryption')}<AssertionConsumerService index="0" isDefault="true" ` +
    `Binding="${BINDINGS}:HTTP-POST" Location="${url}"/></SPSSODescriptor>` +
    `<IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${plainKeys([first], 'encryption')}` +
    `${plainKeys(certificates, 'signing')}${services('', url, 'SingleLogoutService')}` +
    `<NameIDFormat>${NAME_ID}:emailAddress</NameIDFormat>${services('', url, 'SingleSignOnService')}` +
    '<Attribute Name="http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" ' +
    'NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="E-Mail Address" ' +
    'xmlns="urn:oasis:names:tc:SAML:2.0:assertion"/></IDPSSODescriptor>' +
    '<ContactPerson contactType="support"><GivenName/><SurName/></ContactPerson></EntityDescriptor>'
  );
}

function entraId({ entityId, certificates, valid }: Filled): string {
  const [first] = certificates as [Buffer];
  const url = 'https://login.example.test/0e7a/saml2';
  return (
    `<?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_d" entityID="${entityId}"${valid} xmlns="${MD}">` +
    `${signature(first)}${tokenService('SecurityTokenServiceType', first, url)}` +
    `${tokenService('ApplicationServiceType', first, url)}` +
    `<IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">${plainKeys(certificates, 'signing')}` +
    `<SingleLogoutService Binding="${BINDINGS}:HTTP-Redirect" Location="${url}"/>` +
    `${services('', url, 'SingleSignOnService')}</IDPSSODescriptor></EntityDescriptor>`
  );
}

function okta({ entityId, certificates, valid }: Filled): string {
  const url = 'https://example.okta.test/app/amazon_aws/exk1/sso/saml';
  const keys = certificates.map(
    (certificate) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${DS}"><ds:X509Data>` +
      `<ds:X509Certificate>${folded(certificate, 64)}</ds:X509Certificate>` +
      '</ds:X509Data></ds:KeyInfo></md:KeyDescriptor>',
  );
  return (
    `<?xml version="1.0" encoding="UTF-8"?><md:EntityDescriptor entityID="${entityId}"${valid} xmlns:md="${MD}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="false" protocolSupportEnumeration="${PROTOCOL}">` +
    `${keys.join('')}<md:NameIDFormat>${NAME_ID}:unspecified</md:NameIDFormat>` +
    `<md:NameIDFormat>${NAME_ID}:emailAddress</md:NameIDFormat>` +
    `${services('md:', url, 'SingleSignOnService')}</md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}

function keycloak({ entityId, certificates, valid }: Filled): string {
  const url = 'https://keycloak.example.test/realms/staff/protocol/saml';
  const keys = certificates.map(
    (certificate, index) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:KeyName>key-${index}</ds:KeyName><ds:X509Data>` +
      `<ds:X509Certificate>${flat(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  return (
    `<md:EntityDescriptor xmlns="${MD}" xmlns:md="${MD}" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `xmlns:ds="${DS}" entityID="${entityId}"${valid}><md:IDPSSODescriptor WantAuthnRequestsSigned="true" ` +
    `protocolSupportEnumeration="${PROTOCOL}">${keys.join('')}<md:ArtifactResolutionService ` +
    `Binding="${BINDINGS}:SOAP" Location="${url}/resolve" index="0"></md:ArtifactResolutionService>` +
    `${services('md:', url, 'SingleLogoutService')}` +
    '<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>' +
    `<md:NameIDFormat>${NAME_ID}:unspecified</md:NameIDFormat>` +
    `${services('md:', url, 'SingleSignOnService')}</md:IDPSSODescriptor></md:EntityDescriptor>`
  );
}

function simpleSamlPhp({ entityId, certificates, valid }: Filled): string {
  const url = 'https://ssp.example.test/module.php/saml/idp/singleSignOnService';
  const keys = ['signing', 'encryption'].flatMap((use) =>
    certificates.map(
      (certificate) => `
    <md:KeyDescriptor use="${use}">
      <ds:KeyInfo xmlns:ds="${DS}">
        <ds:X509Data>
          <ds:X509Certificate>
${folded(certificate, 76)}
          </ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>`,
    ),
  );
  return `<?xml version="1.0"?>
<!-- written by hand and by machine -->
<md:EntityDescriptor xmlns:md="${MD}" xmlns:mdui="urn:oasis:names:tc:SAML:metadata:ui" entityID="${entityId}"${valid}>
  <md:IDPSSODescriptor protocolSupportEnumeration="${PROTOCOL}">
    <md:Extensions>
      <mdui:UIInfo><mdui:DisplayName xml:lang="ko">예시 대학교</mdui:DisplayName></mdui:UIInfo>
    </md:Extensions>${keys.join('')}
    <md:SingleLogoutService Binding="${BINDINGS}:HTTP-Redirect" Location="${url}/out"/>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</md:NameIDFormat>
    ${services('md:', url, 'SingleSignOnService')}
  </md:IDPSSODescriptor>
  <md:Organization>
    <md:OrganizationName xml:lang="en">Example &amp; Sons</md:OrganizationName>
    <md:OrganizationDisplayName xml:lang="en">Example &#38; Sons</md:OrganizationDisplayName>
    <md:OrganizationURL xml:lang="en">https://www.example.test/</md:OrganizationURL>
  </md:Organization>
  <md:ContactPerson contactType="technical">
    <md:GivenName>Administrator</md:GivenName>
    <md:EmailAddress>mailto:admin@example.test</md:EmailAddress>
  </md:ContactPerson>
</md:EntityDescriptor>
`;
}

const shapes = {
  'AD FS': adFs,
  'Entra ID': entraId,
  Okta: okta,
  Keycloak: keycloak,
  SimpleSAMLphp: simpleSamlPhp,
} as const;

/** A kind of identity provider by whose habits a document is written. */
export type MetadataShape = keyof typeof shapes;

/** Every shape by name. */
export const metadataShapes = Object.keys(shapes) as MetadataShape[];

/** A document of that shape: at least 1,000 characters, the least that IAM takes. */
export function metadataSample(shape: MetadataShape, options: MetadataOptions = {}): string {
  const { entityId = 'https://idp.example.test/metadata', validUntil } = options;
  return shapes[shape]({
    entityId,
    certificates: options.certificates ?? [signingPair().certificate],
    valid: validUntil === undefined ? '' : ` validUntil="${validUntil}"`,
  });
}
