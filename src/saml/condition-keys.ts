import { hash } from 'node:crypto';
import { NAME_ID_FORMAT_2_0 } from './names.ts';
import type { VerifiedAssertion } from './types.ts';

/** The account and the name of the provider by which somebody comes in. */
export interface ProviderName {
  readonly account: string;
  readonly providerName: string;
}

/** eduPerson 1 to 11 of OID 1.3.6.1.4.1.5923.1.1.1, and eduOrg 2 to 6 of 1.3.6.1.4.1.5923.1.2.1. */
const EDU_PERSON = [
  'eduPersonAffiliation',
  'eduPersonNickname',
  'eduPersonOrgDN',
  'eduPersonOrgUnitDN',
  'eduPersonPrimaryAffiliation',
  'eduPersonPrincipalName',
  'eduPersonEntitlement',
  'eduPersonPrimaryOrgUnitDN',
  'eduPersonScopedAffiliation',
  'eduPersonTargetedID',
  'eduPersonAssurance',
];
const EDU_ORG = [
  'eduOrgHomePageURI',
  'eduOrgIdentityAuthNPolicyURI',
  'eduOrgLegalName',
  'eduOrgSuperiorURI',
  'eduOrgWhitePagesURI',
];

/** Which attribute becomes which condition key (aws-facts C4; IAM user guide, SAML attributes). */
const KEY_OF_ATTRIBUTE: ReadonlyMap<string, string> = new Map([
  ...EDU_PERSON.map((key, index): [string, string] => [
    `urn:oid:1.3.6.1.4.1.5923.1.1.1.${index + 1}`,
    key,
  ]),
  ...EDU_ORG.map((key, index): [string, string] => [
    `urn:oid:1.3.6.1.4.1.5923.1.2.1.${index + 2}`,
    key,
  ]),
  ['urn:oid:2.5.4.3', 'cn'],
  // Active Directory
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name', 'name'],
  ['http://schemas.xmlsoap.org/claims/CommonName', 'commonName'],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname', 'givenName'],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname', 'surname'],
  ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress', 'mail'],
  ['http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid', 'uid'],
  // X.500
  ['2.5.4.3', 'commonName'],
  ['2.5.4.4', 'surname'],
  ['2.4.5.42', 'givenName'],
  ['2.5.4.45', 'x500UniqueIdentifier'],
  ['0.9.2342.19200300100.1.1', 'uid'],
  ['0.9.2342.19200300100.1.3', 'mail'],
  ['0.9.2342.19200300.100.1.45', 'organizationStatus'],
]);

/** Keys that have one value; all others are sets. */
const SINGLE: ReadonlySet<string> = new Set([
  'eduPersonOrgDN',
  'eduPersonPrimaryAffiliation',
  'eduPersonPrimaryOrgUnitDN',
  'eduPersonPrincipalName',
]);

/**
 * The saml: keys that a role's trust policy may name, in lower case, each with its values. Of
 * several attributes that stand for one key the first of the assertion counts.
 */
export function samlConditionKeys(
  assertion: VerifiedAssertion,
  provider: ProviderName,
): Record<string, string[]> {
  const keys: Record<string, string[]> = {
    'saml:aud': [assertion.recipient],
    'saml:iss': [assertion.issuer],
    'saml:doc': [`${provider.account}/${provider.providerName}`],
    ...Object.fromEntries(laterConditionKeys(assertion, provider)),
  };
  for (const [name, values] of assertion.attributes) {
    const key = KEY_OF_ATTRIBUTE.get(name);
    if (key === undefined || values.length === 0) continue;
    keys[`saml:${key.toLowerCase()}`] ??= SINGLE.has(key) ? values.slice(0, 1) : [...values];
  }
  return keys;
}

/** Those of the keys that later requests of the session still have (aws-facts C4). */
export function laterConditionKeys(
  assertion: VerifiedAssertion,
  { account, providerName }: ProviderName,
): Map<string, string[]> {
  return new Map([
    ['saml:namequalifier', [nameQualifier(assertion.issuer, account, providerName)]],
    ['saml:sub', [assertion.nameId]],
    ['saml:sub_type', [subjectType(assertion.nameIdFormat)]],
  ]);
}

/**
 * NameQualifier of AssumeRoleWithSAML: it tells apart equal subjects of different providers. Base64
 * of SHA-1 over the issuer, the account, a slash and the provider's name (aws-facts B3).
 */
export function nameQualifier(issuer: string, account: string, providerName: string): string {
  return hash('sha1', `${issuer}${account}/${providerName}`, 'base64');
}

/** SubjectType: the NameID format without the prefix of SAML 2.0 formats (aws-facts B3). */
export function subjectType(nameIdFormat: string): string {
  return nameIdFormat.startsWith(NAME_ID_FORMAT_2_0)
    ? nameIdFormat.slice(NAME_ID_FORMAT_2_0.length)
    : nameIdFormat;
}
