import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerUrls, entityId, ownNames } from './endpoints.ts';

const publicUrl = 'https://gatehouse.test:8443';
const regions = ['us-east-1', 'eu-west-1'];
const uuid = 'ABCDEFGHIJKLMNOPQRSTUV';

test('responses are posted to a path of the public URL, with or without region and provider', () => {
  assert.deepEqual(consumerUrls({ publicUrl, regions }, undefined), [
    `${publicUrl}/saml`,
    `${publicUrl}/us-east-1/saml`,
    `${publicUrl}/eu-west-1/saml`,
  ]);
  assert.deepEqual(consumerUrls({ publicUrl, regions }, uuid).slice(3), [
    `${publicUrl}/saml/acs/${uuid}`,
    `${publicUrl}/us-east-1/saml/acs/${uuid}`,
    `${publicUrl}/eu-west-1/saml/acs/${uuid}`,
  ]);
});

test('R086: the names of this server are its consumer URLs, and its entity id as audience', () => {
  const settings = { publicUrl, regions, awsNames: false };
  const { recipients, audiences } = ownNames(settings, uuid);
  assert.deepEqual(recipients, consumerUrls({ publicUrl, regions }, uuid));
  assert.deepEqual(audiences, [entityId(publicUrl), ...recipients]);
  assert.equal(entityId(publicUrl), `${publicUrl}/static/saml-metadata.xml`);
  const other = ownNames(settings, 'ZZZZZZZZZZZZZZZZZZZZZZ');
  assert.ok(!other.recipients.some((url) => url.includes(uuid)));
});

test('where the names of AWS count, so do its URLs of the provider, and of no other', () => {
  const settings = { publicUrl, regions, awsNames: true };
  const added = ownNames(settings, uuid).recipients.slice(6);
  assert.deepEqual(added, [
    `https://signin.aws.amazon.com/saml/acs/${uuid}`,
    `https://us-east-1.signin.aws.amazon.com/saml/acs/${uuid}`,
    `https://eu-west-1.signin.aws.amazon.com/saml/acs/${uuid}`,
  ]);
  assert.deepEqual(ownNames(settings, undefined).recipients.length, 3);
});
