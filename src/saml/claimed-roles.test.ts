import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withAttribute } from '../../test/support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../../test/support/saml/names.ts';
import { toFormField } from '../../test/support/saml/response.ts';
import { claimedRoles } from './claimed-roles.ts';
import { DESTINATION, idp, receiver, respond, usual } from './response.test-support.ts';

const { roleArn, providerArn } = DESTINATION;

test('tells the pairs of a response that nobody verified', () => {
  const forged = respond(undefined, {});
  assert.deepEqual(claimedRoles(toFormField(forged)), [{ roleArn, providerArn }]);
});

test('leaves out what is no pair', () => {
  const content = withAttribute(usual(), AWS_ATTRIBUTE.role, 'x', `${providerArn},${roleArn}`, '');
  const pairs = claimedRoles(toFormField(idp.respond(content, {})));
  assert.deepEqual(pairs, [{ roleArn, providerArn }]);
});

test('tells nothing of what cannot be read, is ambiguous, encrypted or too long', () => {
  const plain = respond();
  const encrypt = { publicKey: receiver.publicKey };
  const [assertion = ''] = /<saml:Assertion.*<\/saml:Assertion>/s.exec(plain) ?? [];
  for (const [title, text] of Object.entries({
    'no base64': plain,
    'no XML': toFormField('x'),
    'no response': toFormField('<a/>'),
    'a document type': toFormField(`<!DOCTYPE a>${plain}`),
    'two assertions': toFormField(plain.replace(assertion, assertion + assertion)),
    'no assertion': toFormField(plain.replace(assertion, '')),
    encrypted: toFormField(respond(undefined, { encrypt })),
    'too long': toFormField(plain).padEnd(100_001),
    empty: '',
  })) {
    assert.deepEqual(claimedRoles(text), [], title);
  }
});
