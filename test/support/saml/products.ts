/**
 * The forms in which well-known identity providers write responses: prefixes, where namespaces are
 * declared, order of attributes, white space, algorithms, KeyInfo. Written after their documented
 * and published responses; the values in them are a test's own.
 */
import type { SamlAttribute } from './content.ts';
import type { KeyKind } from './keys.ts';
import { type Layout, PREFIXES, plainLayout } from './layout.ts';
import { C14N, ENVELOPED, NAME_ID, NS } from './names.ts';
import type { SignatureMethod } from './signature.ts';

/** An identity provider's habits. */
export interface Product {
  readonly name: string;
  readonly layout: Layout;
  readonly signs: 'response' | 'assertion' | 'both';
  readonly entityId: string;
  readonly nameIdFormat: string;
  readonly key?: KeyKind;
  readonly method?: SignatureMethod;
  readonly canonicalization?: string;
  readonly transforms?: readonly string[];
  readonly encrypts?: boolean;
  /** Attributes that it sends besides those for AWS. */
  readonly attributes: readonly SamlAttribute[];
}

const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';
const URI = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
const UNSPECIFIED = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';
const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/';
const MICROSOFT = 'http://schemas.microsoft.com/identity/claims/';

const defaultAssertion = { ...PREFIXES, [NS.assertion]: '' };
const saml2 = { ...PREFIXES, [NS.protocol]: 'saml2p', [NS.assertion]: 'saml2' };

/** The products of which samples must be accepted. */
export const products: readonly Product[] = [
  {
    name: 'AD FS',
    entityId: 'http://adfs.corp.example.test/adfs/services/trust',
    signs: 'assertion',
    nameIdFormat: NAME_ID.persistent,
    layout: {
      ...plainLayout,
      prefixes: defaultAssertion,
      declarationsFirst: false,
      responseAttributes: ['ID', 'Version', 'IssueInstant', 'Destination', 'Consent'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      milliseconds: true,
      keyInfoPrefix: '',
    },
    attributes: [
      { name: `${CLAIMS}upn`, values: ['alice@corp.example.test'] },
      {
        name: 'http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid',
        values: ['S-1-5-21-1004336348-1177238915-682003330-513'],
      },
    ],
  },
  {
    name: 'Entra ID',
    entityId: 'https://sts.windows.net/4b2f7a1e-6c1d-4c55-9a53-0d0ec6b1c0de/',
    signs: 'assertion',
    nameIdFormat: NAME_ID.emailAddress,
    layout: {
      ...plainLayout,
      prefixes: { ...defaultAssertion, [NS.signature]: '' },
      declarationsFirst: false,
      shortEmpty: true,
      responseAttributes: ['ID', 'Version', 'IssueInstant', 'Destination', 'InResponseTo'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      milliseconds: true,
    },
    attributes: [
      { name: `${MICROSOFT}tenantid`, values: ['4b2f7a1e-6c1d-4c55-9a53-0d0ec6b1c0de'] },
      { name: `${MICROSOFT}displayname`, values: ['앨리스 & Co <R&D>'] },
      { name: `${CLAIMS}name`, values: ['alice@corp.example.test'] },
    ],
  },
  {
    name: 'Okta',
    entityId: 'http://www.okta.com/exk1a2b3c4d5e6f7g8h9',
    signs: 'both',
    nameIdFormat: NAME_ID.unspecified,
    layout: {
      ...plainLayout,
      prefixes: saml2,
      declarationsFirst: false,
      declaration: '<?xml version="1.0" encoding="UTF-8"?>',
      responseAttributes: ['Destination', 'ID', 'IssueInstant', 'Version'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      rootDeclarations: { saml2p: NS.protocol, xs: NS.schema },
      assertionDeclarations: { saml2: NS.assertion, xs: NS.schema },
      issuerFormat: NAME_ID.entity,
      attributeNameFormat: UNSPECIFIED,
      valueType: 'xs:string',
      milliseconds: true,
      inclusivePrefixes: ['xs'],
      base64Line: 76,
    },
    attributes: [{ name: 'groups', values: ['Everyone', 'aws-developers'] }],
  },
  {
    name: 'Keycloak',
    entityId: 'https://keycloak.example.test/realms/corp',
    signs: 'response',
    nameIdFormat: NAME_ID.persistent,
    layout: {
      ...plainLayout,
      prefixes: { ...PREFIXES, [NS.signature]: 'dsig' },
      responseAttributes: ['Destination', 'ID', 'InResponseTo', 'IssueInstant', 'Version'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      rootDeclarations: { samlp: NS.protocol, saml: NS.assertion },
      assertionDeclarations: { '': NS.assertion },
      attributeNameFormat: BASIC,
      valueType: 'xs:string',
      milliseconds: true,
      keyInfo: 'certificate-and-key',
    },
    attributes: [
      { name: 'Role', friendlyName: 'roles', values: ['offline_access', 'uma_authorization'] },
    ],
  },
  {
    name: 'Google Workspace',
    entityId: 'https://accounts.google.com/o/saml2?idpid=C01abcdef&hl=ko',
    signs: 'response',
    nameIdFormat: NAME_ID.emailAddress,
    layout: {
      ...plainLayout,
      prefixes: saml2,
      declarationsFirst: true,
      declaration: '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
      responseAttributes: ['Destination', 'ID', 'InResponseTo', 'IssueInstant', 'Version'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      milliseconds: true,
      valueType: 'xs:anyType',
      keyInfo: 'certificate-and-subject',
      base64Line: 76,
    },
    attributes: [{ name: 'department', values: ['연구소'] }],
  },
  {
    name: 'PingFederate',
    entityId: 'PF-DEMO',
    signs: 'assertion',
    nameIdFormat: NAME_ID.unspecified,
    layout: {
      ...plainLayout,
      declarationsFirst: false,
      responseAttributes: ['Version', 'ID', 'IssueInstant', 'InResponseTo', 'Destination'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      attributeNameFormat: BASIC,
      valueType: 'xs:string',
      milliseconds: true,
      signatureSpace: '\n',
      base64Line: 76,
      keyInfo: 'none',
    },
    attributes: [],
  },
  {
    name: 'Shibboleth',
    entityId: 'https://idp.university.example.test/idp/shibboleth',
    signs: 'both',
    nameIdFormat: NAME_ID.transient,
    encrypts: true,
    layout: {
      ...plainLayout,
      prefixes: saml2,
      declaration: '<?xml version="1.0" encoding="UTF-8"?>\n',
      responseAttributes: ['Destination', 'ID', 'InResponseTo', 'IssueInstant', 'Version'],
      assertionAttributes: ['ID', 'IssueInstant', 'Version'],
      rootDeclarations: { xsd: NS.schema },
      assertionDeclarations: { xsd: NS.schema },
      attributeNameFormat: URI,
      milliseconds: true,
      inclusivePrefixes: ['xsd'],
      signatureSpace: '\n',
      base64Line: 76,
    },
    attributes: [
      {
        name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.6',
        friendlyName: 'eduPersonPrincipalName',
        values: ['alice@university.example.test'],
      },
      {
        name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
        friendlyName: 'eduPersonAffiliation',
        values: ['member', 'staff'],
      },
    ],
  },
  {
    name: 'SimpleSAMLphp',
    entityId: 'https://sso.example.test/saml2/idp/metadata.php',
    signs: 'both',
    nameIdFormat: NAME_ID.persistent,
    layout: {
      ...plainLayout,
      responseAttributes: ['ID', 'Version', 'IssueInstant', 'Destination', 'InResponseTo'],
      rootDeclarations: { samlp: NS.protocol, saml: NS.assertion },
      assertionDeclarations: { xsi: NS.instance, xs: NS.schema },
      attributeNameFormat: URI,
      valueType: 'xs:string',
      signatureSpace: '\n  ',
    },
    attributes: [{ name: 'uid', values: ['alice'] }],
  },
  {
    name: 'an older Java product that signs with inclusive canonicalisation and SHA-1',
    entityId: 'urn:mace:legacy.example.test:idp',
    signs: 'assertion',
    nameIdFormat: NAME_ID.emailAddress,
    method: 'rsa-sha1',
    canonicalization: C14N.inclusive,
    transforms: [ENVELOPED, C14N.inclusive],
    layout: {
      ...plainLayout,
      quote: "'",
      shortEmpty: false,
      declaration: "<?xml version='1.0' encoding='UTF-8'?>\n",
      indent: '    ',
      signatureSpace: '\r\n',
      base64Line: 76,
      lineEnd: '&#13;\n',
      keyInfo: 'key-value',
    },
    attributes: [{ name: 'mail', values: ['alice@example.test', ' spaced  value '] }],
  },
  {
    name: 'a product that signs with ECDSA',
    entityId: 'https://idp.modern.example.test/saml',
    signs: 'assertion',
    nameIdFormat: NAME_ID.persistent,
    key: 'p256',
    layout: { ...plainLayout, indent: '\t', keyInfo: 'key-name' },
    attributes: [],
  },
];
