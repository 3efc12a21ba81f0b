/** Namespaces and identifiers of SAML 2.0 (OASIS saml-core-2.0-os, saml-metadata-2.0-os). */

export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const XML_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

export const SUCCESS = 'urn:oasis:names:tc:SAML:2.0:status:Success';
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const HTTP_POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
export const HTTP_REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';

/** The prefix that SubjectType leaves out (aws-facts B3). */
export const NAME_ID_FORMAT_2_0 = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';
export const UNSPECIFIED_NAME_ID = 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified';

/** The formats of NameID that AWS takes (aws-facts C3). */
export const NAME_ID_FORMATS: readonly string[] = [
  `${NAME_ID_FORMAT_2_0}persistent`,
  `${NAME_ID_FORMAT_2_0}transient`,
  `${NAME_ID_FORMAT_2_0}kerberos`,
  `${NAME_ID_FORMAT_2_0}entity`,
  'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  UNSPECIFIED_NAME_ID,
  'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
  'urn:oasis:names:tc:SAML:1.1:nameid-format:WindowsDomainQualifiedName',
];

const ATTRIBUTES = 'https://aws.amazon.com/SAML/Attributes/';

/** AWS's attributes by their Names, which are case-sensitive (aws-facts C2). */
export const ROLE = `${ATTRIBUTES}Role`;
export const ROLE_SESSION_NAME = `${ATTRIBUTES}RoleSessionName`;
export const SESSION_DURATION = `${ATTRIBUTES}SessionDuration`;
export const TRANSITIVE_TAG_KEYS = `${ATTRIBUTES}TransitiveTagKeys`;
export const SOURCE_IDENTITY = `${ATTRIBUTES}SourceIdentity`;
/** The tag's key follows. */
export const PRINCIPAL_TAG = `${ATTRIBUTES}PrincipalTag:`;
