import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ResponseContent, withAttribute } from '../../test/support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../../test/support/saml/names.ts';
import { describeResponse } from './describe-response.ts';
import { examineResponse } from './examine-response.ts';
import {
  DESTINATION,
  idp,
  inputOf,
  MINUTE,
  NOW,
  receiver,
  respond,
  usual,
} from './response.test-support.ts';
import type { ResponseInput } from './types.ts';

const describeInput = (input: ResponseInput) => describeResponse(examineResponse(input));

const EXTRA: readonly (readonly [name: string, value: string])[] = [
  [AWS_ATTRIBUTE.principalTag('Team'), 'red'],
  [AWS_ATTRIBUTE.transitiveTagKeys, 'Team'],
  [AWS_ATTRIBUTE.sourceIdentity, 'alice'],
  [AWS_ATTRIBUTE.sessionDuration, '1800'],
];

function withExtra(): ResponseContent {
  return EXTRA.reduce((content, [name, value]) => withAttribute(content, name, value), usual());
}

const iso = (time: number): string => new Date(time).toISOString().replace('.000', '');

test('a verified response is described from what was signed', () => {
  const described = describeInput(inputOf(idp.respond(withExtra())));
  const { assertion, ...response } = described;
  assert.deepEqual(response, {
    verified: true,
    encrypted: false,
    responseIssueInstant: iso(NOW),
    issuedAt: NOW,
    destination: DESTINATION.recipient,
  });
  const { id, attributes, ...said } = assertion ?? assert.fail('nothing was described');
  assert.match(id ?? '', /^_/);
  assert.equal(attributes.size, 6);
  assert.deepEqual(said, {
    issuer: idp.entityId,
    issueInstant: iso(NOW),
    nameId: {
      value: 'alice@example.test',
      format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    },
    recipient: DESTINATION.recipient,
    audiences: [DESTINATION.audience],
    times: {
      notBefore: iso(NOW - MINUTE / 2),
      notOnOrAfter: iso(NOW + 5 * MINUTE),
      deliverableUntil: iso(NOW + 5 * MINUTE),
      sessionNotOnOrAfter: undefined,
    },
    roles: [{ roleArn: DESTINATION.roleArn, providerArn: DESTINATION.providerArn }],
    roleSessionName: 'alice@example.test',
    sessionDuration: '1800',
    sourceIdentity: 'alice',
    tags: [{ key: 'Team', values: ['red'] }],
    transitiveTagKeys: ['Team'],
  });
});

test('what is not verified is described and said not to be', () => {
  const forged = respond().replace('alice@example.test</saml:NameID>', 'root</saml:NameID>');
  const described = describeInput(inputOf(forged));
  assert.equal(described.verified, false);
  assert.equal(described.assertion?.nameId?.value, 'root');
  const unknown = describeInput(inputOf(respond(), { metadata: undefined }));
  assert.equal(unknown.verified, false);
  assert.equal(unknown.assertion?.issuer, idp.entityId);
});

test('an encrypted assertion is described once it can be decrypted', () => {
  const { publicKey, privateKey } = receiver;
  const form = { signAssertion: idp.signing(), encrypt: { publicKey } };
  const xml = respond(() => ({ issueInstant: NOW + MINUTE }), form);
  const sealed = describeInput(inputOf(xml));
  assert.equal(sealed.encrypted, true);
  assert.equal(sealed.assertion, undefined);
  assert.equal(sealed.issuedAt, NOW, 'the time of the response');
  const decryption = { mode: 'Allowed', keys: [privateKey] } as const;
  const opened = describeInput(inputOf(xml, { decryption }));
  assert.equal(opened.verified, true);
  assert.equal(opened.issuedAt, NOW + MINUTE);
});

test('what cannot be read is described as far as it can', () => {
  const nothing = describeInput(inputOf('no XML'));
  assert.deepEqual(nothing, {
    verified: false,
    encrypted: undefined,
    responseIssueInstant: undefined,
    issuedAt: undefined,
    destination: undefined,
    assertion: undefined,
  });
  const several = idp.respond(
    { ...usual(), assertions: [...usual().assertions, ...usual().assertions] },
    {},
  );
  assert.equal(describeInput(inputOf(several)).encrypted, undefined);
  assert.equal(describeInput(inputOf(several)).assertion, undefined);
  const timeless = describeInput(inputOf(respond(() => ({ issueInstant: 'noon' }))));
  assert.equal(timeless.issuedAt, undefined);
  assert.equal(timeless.assertion?.issueInstant, 'noon');
});
