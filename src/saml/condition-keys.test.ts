import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { withAttribute } from '../../test/support/saml/content.ts';
import {
  laterConditionKeys,
  nameQualifier,
  samlConditionKeys,
  subjectType,
} from './condition-keys.ts';
import { examineResponse } from './examine-response.ts';
import { DESTINATION, idp, inputOf, usual } from './response.test-support.ts';
import type { VerifiedAssertion } from './types.ts';

const PROVIDER = { account: '111122223333', providerName: 'Corp' };

function asserted(...attributes: [name: string, ...values: string[]][]): VerifiedAssertion {
  const content = attributes.reduce(
    (changed, [name, ...values]) => withAttribute(changed, name, ...values),
    usual(),
  );
  return examineResponse(inputOf(idp.respond(content))).assertion;
}

describe('the saml: condition keys', () => {
  it('tell recipient, issuer, subject and document of every assertion', () => {
    const qualifier = nameQualifier(idp.entityId, '111122223333', 'Corp');
    assert.deepEqual(samlConditionKeys(asserted(), PROVIDER), {
      'saml:aud': [DESTINATION.recipient],
      'saml:iss': [idp.entityId],
      'saml:doc': ['111122223333/Corp'],
      'saml:namequalifier': [qualifier],
      'saml:sub': ['alice@example.test'],
      'saml:sub_type': ['persistent'],
    });
  });

  it('tell attributes by the names of eduPerson, eduOrg, Active Directory and X.500', () => {
    const expected: Readonly<Record<string, string>> = {
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.1': 'saml:edupersonaffiliation',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.2': 'saml:edupersonnickname',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.3': 'saml:edupersonorgdn',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.4': 'saml:edupersonorgunitdn',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.5': 'saml:edupersonprimaryaffiliation',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.6': 'saml:edupersonprincipalname',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.7': 'saml:edupersonentitlement',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.8': 'saml:edupersonprimaryorgunitdn',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.9': 'saml:edupersonscopedaffiliation',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.10': 'saml:edupersontargetedid',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.11': 'saml:edupersonassurance',
      'urn:oid:1.3.6.1.4.1.5923.1.2.1.2': 'saml:eduorghomepageuri',
      'urn:oid:1.3.6.1.4.1.5923.1.2.1.3': 'saml:eduorgidentityauthnpolicyuri',
      'urn:oid:1.3.6.1.4.1.5923.1.2.1.4': 'saml:eduorglegalname',
      'urn:oid:1.3.6.1.4.1.5923.1.2.1.5': 'saml:eduorgsuperioruri',
      'urn:oid:1.3.6.1.4.1.5923.1.2.1.6': 'saml:eduorgwhitepagesuri',
      'urn:oid:2.5.4.3': 'saml:cn',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'saml:name',
      'http://schemas.xmlsoap.org/claims/CommonName': 'saml:commonname',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname': 'saml:givenname',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname': 'saml:surname',
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress': 'saml:mail',
      'http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid': 'saml:uid',
      '2.5.4.3': 'saml:commonname',
      '2.5.4.4': 'saml:surname',
      '2.4.5.42': 'saml:givenname',
      '2.5.4.45': 'saml:x500uniqueidentifier',
      '0.9.2342.19200300100.1.1': 'saml:uid',
      '0.9.2342.19200300100.1.3': 'saml:mail',
      '0.9.2342.19200300.100.1.45': 'saml:organizationstatus',
    };
    for (const [name, key] of Object.entries(expected)) {
      assert.deepEqual(samlConditionKeys(asserted([name, 'one']), PROVIDER)[key], ['one'], name);
    }
  });

  it('have one value where AWS says so, and all of them otherwise', () => {
    const keys = samlConditionKeys(
      asserted(
        ['urn:oid:1.3.6.1.4.1.5923.1.1.1.5', 'staff', 'member'],
        ['urn:oid:1.3.6.1.4.1.5923.1.1.1.1', 'staff', 'member'],
      ),
      PROVIDER,
    );
    assert.deepEqual(keys['saml:edupersonprimaryaffiliation'], ['staff']);
    assert.deepEqual(keys['saml:edupersonaffiliation'], ['staff', 'member']);
  });

  it('take the first of several attributes for one key, and none without a value', () => {
    const keys = samlConditionKeys(
      asserted(
        ['2.5.4.4', 'first'],
        ['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname', 'second'],
        ['2.5.4.45'],
        ['givenName', 'not mapped'],
      ),
      PROVIDER,
    );
    assert.deepEqual(keys['saml:surname'], ['first']);
    assert.equal('saml:x500uniqueidentifier' in keys, false);
    assert.equal('saml:givenname' in keys, false);
  });

  it('cannot be set from outside to what AWS tells itself', () => {
    const keys = samlConditionKeys(asserted(['saml:aud', 'x'], ['aud', 'x']), PROVIDER);
    assert.deepEqual(keys['saml:aud'], [DESTINATION.recipient]);
  });

  it('are three in later requests of the session', () => {
    const later = laterConditionKeys(asserted(), PROVIDER);
    assert.deepEqual([...later.keys()], ['saml:namequalifier', 'saml:sub', 'saml:sub_type']);
  });
});

describe('names that AssumeRoleWithSAML answers', () => {
  it('NameQualifier is a hash of issuer, account and provider', () => {
    const text = 'https://example.com/saml123456789012/MySAMLIdP';
    const expected = createHash('sha1').update(text).digest().toString('base64');
    assert.equal(nameQualifier('https://example.com/saml', '123456789012', 'MySAMLIdP'), expected);
  });

  it('SubjectType loses the prefix of SAML 2.0 formats and of no others', () => {
    assert.equal(subjectType('urn:oasis:names:tc:SAML:2.0:nameid-format:transient'), 'transient');
    const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
    assert.equal(subjectType(email), email);
  });
});
