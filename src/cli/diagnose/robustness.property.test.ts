/** Whatever the files hold, a command ends by judging or by saying what it cannot use. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { openIdp } from '../../../test/support/saml/identity-provider.ts';
import { type DiagnoseBench, openDiagnoseBench } from './testing.ts';

const idp = openIdp({
  recipient: 'https://signin.aws.amazon.com/saml',
  audience: 'urn:amazon:webservices',
  roleArn: 'arn:aws:iam::123456789012:role/developer',
  providerArn: 'arn:aws:iam::123456789012:saml-provider/corp',
});
const xml = idp.respond(idp.content(Date.UTC(2026, 10, 1, 9, 30)));
const field = Buffer.from(xml).toString('base64');
const har = JSON.stringify({
  log: {
    entries: [
      {
        startedDateTime: '2026-11-01T09:30:01Z',
        request: {
          url: 'https://signin.aws.amazon.com/saml',
          postData: { text: new URLSearchParams({ SAMLResponse: field }).toString() },
        },
      },
    ],
  },
});
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/corp' },
      Action: 'sts:AssumeRoleWithSAML',
      Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    },
  ],
});

/** One of these texts with a part cut out and something else put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(xml, field, har, policy, idp.metadata),
    fc.nat(),
    fc.nat(200),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '{', '<', '&', '%', '\u0000')),
  )
  .map(([text, at, length, inside]) => {
    const start = at % text.length;
    return Buffer.from(text.slice(0, start) + inside + text.slice(start + length));
  });
const content = fc.oneof(
  damaged,
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json().map((text) => Buffer.from(text)),
);

let bench: DiagnoseBench;

before(() => {
  bench = openDiagnoseBench();
});

after(() => bench.remove());

const CONTROL = /(?!\n)[\p{Cc}\p{Bidi_Control}]/u;

async function assertEnds(words: readonly string[]): Promise<void> {
  const { code, out, err } = await bench.run(words);
  assert.ok(code === 0 || code === 1 || code === 2, String(code));
  if (code === 2) assert.match(err, /^gatehouse: DIAG-\d{3}: /);
  else assert.equal(err, '');
  assert.doesNotMatch(out + err, CONTROL);
}

describe('files of any content', () => {
  for (const command of ['saml', 'metadata', 'token', 'trust-policy']) {
    it(`end diagnose ${command} with a verdict or a reason`, async () => {
      const property = fc.asyncProperty(content, async (bytes) => {
        await assertEnds([command, bench.file('any', bytes)]);
      });
      await fc.assert(property, { numRuns: 150 });
    });
  }

  it('end diagnose saml likewise as metadata, roles, providers and policies', async () => {
    const response = bench.file('response', field);
    const options = ['--metadata', '--roles', '--providers', '--trust-policy', '--private-key'];
    const property = fc.asyncProperty(
      content,
      fc.constantFrom(...options),
      async (bytes, option) => {
        await assertEnds(['saml', response, option, bench.file('any', bytes)]);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});
