import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedNames, readOrigin } from './accepted-names.ts';

const regions = ['us-east-1'];
const URL_OF_US = 'https://gate.test';

test('without a name of a server a response is judged as AWS judges it', () => {
  const { recipients, audiences, awsNames, judge } = acceptedNames({ regions }, undefined);
  assert.deepEqual(recipients, [
    'https://signin.aws.amazon.com/saml',
    'https://us-east-1.signin.aws.amazon.com/saml',
  ]);
  assert.deepEqual(audiences, ['urn:amazon:webservices', ...recipients]);
  assert.equal(awsNames, true);
  assert.equal(judge, 'aws');
  const ofProvider = acceptedNames({ regions }, 'SAMLSP1').recipients;
  assert.ok(ofProvider.includes('https://signin.aws.amazon.com/saml/acs/SAMLSP1'));
  const further = acceptedNames({ regions, audience: ['urn:test'] }, undefined);
  assert.equal(further.judge, 'aws');
  assert.ok(further.audiences.includes('urn:test'));
});

test('with a public URL only the names of that server count, unless AWS’s are asked for', () => {
  const own = acceptedNames({ regions, publicUrl: URL_OF_US }, 'SAMLSP1');
  assert.equal(own.awsNames, false);
  assert.equal(own.judge, 'gatehouse');
  assert.deepEqual(own.recipients, [
    'https://gate.test/saml',
    'https://gate.test/us-east-1/saml',
    'https://gate.test/saml/acs/SAMLSP1',
    'https://gate.test/us-east-1/saml/acs/SAMLSP1',
  ]);
  assert.deepEqual(own.audiences, [
    'https://gate.test/static/saml-metadata.xml',
    ...own.recipients,
  ]);
  const both = acceptedNames({ regions, publicUrl: URL_OF_US, awsNames: true }, undefined);
  assert.equal(both.awsNames, true);
});

test('recipients can be told one by one; they are audiences too', () => {
  const options = { regions, recipient: ['https://a.test/saml'], audience: ['urn:b'] };
  assert.deepEqual(acceptedNames(options, undefined), {
    recipients: ['https://a.test/saml'],
    audiences: ['https://a.test/saml', 'urn:b'],
    awsNames: false,
    judge: 'gatehouse',
  });
});

test('a public URL is a scheme and a host', () => {
  assert.equal(readOrigin('https://gate.test/'), 'https://gate.test');
  assert.equal(readOrigin('http://localhost:8400'), 'http://localhost:8400');
  for (const text of [
    'gate.test',
    'https://gate.test/saml',
    'ftp://gate.test',
    'https://a@b.test',
  ]) {
    assert.throws(() => readOrigin(text), /It is like https:/, text);
  }
});
