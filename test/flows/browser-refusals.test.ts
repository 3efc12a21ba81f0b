/** R063–R086 as a browser reads them: the page's exact text, its status, and the way to the attempt. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf, outcomesOf } from '../support/attempts.ts';
import { makeRole } from '../support/entities.ts';
import { headingOf, type Page, textById, visitorOf } from '../support/page-visitor.ts';
import {
  type ResponseContent,
  withAssertion,
  withAttribute,
  withoutAttribute,
} from '../support/saml/content.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { signingPair } from '../support/saml/keys.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  PUBLIC_URL,
  type SamlTry,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const LOGOUT = 'Your request included an invalid SAML response. To logout, click here.';

let world: SamlWorld;

before(async () => {
  world = await openSamlWorld();
});

after(async () => {
  await world?.server.stop();
});

async function post(of: SamlTry, path = '/saml'): Promise<Page> {
  const fields = { SAMLResponse: of.response ?? world.respond(of) };
  return await visitorOf(world.server).post(path, fields);
}

/** Asserts what the page says, with the request's id in the place of `REQUEST`, and its attempt. */
async function assertPage(page: Page, status: number, code: string, text: string, failed: string) {
  const requestId = page.headers.get('x-request-id') ?? assert.fail('no request id');
  assert.equal(headingOf(page), 'You could not be signed in');
  assert.equal(textById(page, 'answer'), text.replace('REQUEST', requestId));
  assert.equal(textById(page, 'code'), code);
  assert.equal(textById(page, 'request'), requestId);
  assert.equal(page.status, status);
  const attempt = await attemptOf(world.server, requestId);
  assert.equal(attempt.Failure.Code, failed);
  assert.equal(attempt.Kind, 'saml-browser');
  assert.deepEqual(page.headers.getSetCookie(), []);
  return attempt;
}

/** STS's words as the page of AWS shows them. */
function sts(text: string, status: number, code: string): string {
  return `${text} (service: AWSSecurityTokenService; status code: ${status}; error code: ${code}; request ID: REQUEST; proxy: null)`;
}

const attribute =
  (name: string, ...values: string[]) =>
  (content: ResponseContent) =>
    withAttribute(content, name, ...values);

describe('the page of a refused response', () => {
  const invalid: readonly (readonly [string, SamlTry, string, string])[] = [
    [
      'R065: has no RoleSessionName',
      { change: (content) => withoutAttribute(content, AWS_ATTRIBUTE.roleSessionName) },
      'RoleSessionName is required in AuthnResponse',
      'SAML-074',
    ],
    [
      'R073: has a RoleSessionName of other characters',
      { change: attribute(AWS_ATTRIBUTE.roleSessionName, 'a b') },
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
      'SAML-075',
    ],
    [
      'R073: has a RoleSessionName of 65 characters',
      { change: attribute(AWS_ATTRIBUTE.roleSessionName, 'x'.repeat(65)) },
      'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
      'SAML-075',
    ],
    [
      'R074: has a SourceIdentity with a reserved prefix',
      { change: attribute(AWS_ATTRIBUTE.sourceIdentity, 'aws:alice') },
      'Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:"',
      'SAML-082',
    ],
    [
      'R086: is for another audience',
      {
        change: (content) =>
          withAssertion(content, ({ conditions }) => ({
            conditions: conditions && { ...conditions, audienceRestrictions: [['https://other']] },
          })),
      },
      'Response does not contain the required audience',
      'SAML-041',
    ],
  ];
  for (const [title, of, text, failed] of invalid) {
    it(title, async () => {
      const page = await post(of);
      const told = sts(text, 400, 'InvalidIdentityToken');
      await assertPage(page, 400, 'InvalidIdentityToken', told, failed);
    });
  }

  it('R063: has no Role attribute; the word `here` signs out', async () => {
    const page = await post({
      change: (content) => withoutAttribute(content, AWS_ATTRIBUTE.role),
    });
    await assertPage(page, 400, 'InvalidIdentityToken', LOGOUT, 'SAML-070');
    assert.match(page.html, /click <a href="\/federation\?Action=logout">here<\/a>\./);
    const out = await visitorOf(world.server).get('/federation?Action=logout');
    assert.equal(headingOf(out), 'You are signed out');
  });

  it('R063: is no response at all', async () => {
    const xml = '<note/>';
    const page = await post({ response: Buffer.from(xml).toString('base64') });
    await assertPage(page, 400, 'InvalidIdentityToken', LOGOUT, 'SAML-005');
    const none = await visitorOf(world.server).post('/saml', {});
    const told = sts('Invalid base64 SAMLResponse', 400, 'InvalidIdentityToken');
    await assertPage(none, 400, 'InvalidIdentityToken', told, 'SAML-001');
  });

  it('R075: is signed by a key that the metadata does not have', async () => {
    const pair = signingPair('rsa-2048', 'thief');
    const page = await post({ form: { signAssertion: world.idp.signing({ pair }) } });
    const told = sts('Response signature invalid', 400, 'InvalidIdentityToken');
    await assertPage(page, 400, 'InvalidIdentityToken', told, 'SAML-021');
  });

  it('R076: comes from another issuer', async () => {
    const other = openIdp(world.idp.destination, { entityId: 'https://other.example.test/saml' });
    const xml = other.respond(other.content(Date.now()));
    const page = await post({ response: Buffer.from(xml).toString('base64') });
    const text =
      'Failed to assume role: Issuer not present in specified provider (service: AWSOpenIdDiscoveryService; status code: 400; error code: AuthSamlInvalidSamlResponseException; request ID: REQUEST; proxy: null)';
    await assertPage(page, 400, 'InvalidIdentityToken', text, 'SAML-015');
  });

  it('R084: names a provider that does not exist', async () => {
    const page = await post({ provider: world.providerArn.replace('Corp', 'Corq') });
    const told = sts("Specified provider doesn't exist", 400, 'InvalidIdentityToken');
    await assertPage(page, 400, 'InvalidIdentityToken', told, 'SAML-008');
  });

  it('R084: names a provider that cannot exist', async () => {
    const page = await post({ provider: world.providerArn.replace(':aws:', ':aws-cn:') });
    const told = sts("Specified provider doesn't exist", 400, 'InvalidIdentityToken');
    await assertPage(page, 400, 'InvalidIdentityToken', told, 'SAML-008');
  });

  it('came too late', async () => {
    const page = await post({ at: Date.now() - 3_600_000 });
    const told = sts(
      'Token must be redeemed within 5 minutes of issuance',
      400,
      'ExpiredTokenException',
    );
    await assertPage(page, 400, 'ExpiredTokenException', told, 'SAML-028');
  });
});

describe('the page of a response whose role is refused', () => {
  const DENIED = sts('Not authorized to perform sts:AssumeRoleWithSAML', 403, 'AccessDenied');
  const denied = async (of: SamlTry, failed: string) =>
    await assertPage(await post(of), 403, 'AccessDenied', DENIED, failed);

  it('R066: it does not exist', async () => {
    const attempt = await denied({ role: world.roleArn('nobody') }, 'FED-001');
    assert.equal(attempt.RoleArn, world.roleArn('nobody'));
  });

  it('R066: nothing can have its ARN', async () => {
    const attempt = await denied({ role: world.roleArn('no*body') }, 'FED-001');
    assert.equal(outcomesOf(attempt).get('sessionNameIsPresent'), 'passed');
  });

  it('R067: its name has other letters', async () => {
    await denied({ role: world.roleArn('SSO') }, 'FED-002');
  });

  it('R068, R069, R070, R071: its trust policy does not grant it', async () => {
    const { admin, providerArn, roleArn } = world;
    const only = 'sts:AssumeRoleWithSAML';
    const cases: readonly (readonly [string, object, string, SamlTry['change']?])[] = [
      ['page-action', trustsProvider(providerArn, 'sts:TagSession'), 'FED-007'],
      [
        'page-tags',
        trustsProvider(providerArn, only),
        'FED-010',
        attribute(AWS_ATTRIBUTE.principalTag('Team'), 'blue'),
      ],
      [
        'page-source',
        trustsProvider(providerArn, only),
        'FED-011',
        attribute(AWS_ATTRIBUTE.sourceIdentity, 'alice'),
      ],
      ['page-others', trustsProvider(providerArn.replace('Corp', 'Other')), 'FED-006'],
      [
        'page-aud',
        trustsProvider(providerArn, only, {
          Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        }),
        'FED-008',
      ],
    ];
    for (const [name, trust, failed, change] of cases) {
      await makeRole(admin, name, trust);
      await denied({ role: roleArn(name), ...(change ? { change } : {}) }, failed);
    }
  });

  it('R072: the response has no NameID', async () => {
    const change = (content: ResponseContent) =>
      withAssertion(content, ({ subject }) => ({
        subject: subject && { ...subject, nameId: undefined },
      }));
    await denied({ change }, 'SAML-033');
  });
});

describe('the page of a refusal', () => {
  it('is shown again in the other language, with the same text and request id', async () => {
    const first = await post({ role: world.roleArn('nobody') });
    const link = /<a lang="ko" hreflang="ko" href="([^"]*)">/.exec(first.html)?.[1] ?? '';
    const visitor = visitorOf(world.server);
    const again = await visitor.get(link.replaceAll('&amp;', '&'));
    assert.equal(again.status, 403);
    assert.match(again.html, /<html lang="ko">/);
    for (const id of ['answer', 'code', 'request']) {
      assert.equal(textById(again, id), textById(first, id));
    }
    assert.equal(visitor.cookies.get('gatehouse-language'), 'ko');
  });

  it('is not made up from an address', async () => {
    const visitor = visitorOf(world.server);
    const requestId = '00000000-0000-4000-8000-000000000000';
    for (const query of [
      '',
      `code=START-002&request=${requestId}`,
      `code=constructor&request=${requestId}`,
      'code=FED-001&request=<script>',
      `request=${requestId}`,
    ]) {
      const page = await visitor.get(`/signin/refused?${query}`);
      assert.equal(page.status, 410, query);
      assert.equal(headingOf(page), 'This sign-in is no longer valid');
    }
  });

  it('tells nothing of what only administrators may know', async () => {
    const page = await post({ role: world.roleArn('SSO') });
    assert.doesNotMatch(page.html, /FED-002[^&]|other letters|trust policy/i);
    assert.doesNotMatch(page.html, new RegExp(PUBLIC_URL));
  });
});
