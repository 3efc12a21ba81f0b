/** POST /saml and what it comes to: a session, a choice of roles, or a page about the request. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import { arnIn, openConsole } from '../support/console.ts';
import { makeRole } from '../support/entities.ts';
import {
  headingOf,
  type Page,
  textById,
  type Visitor,
  visitorOf,
} from '../support/page-visitor.ts';
import { type ResponseContent, withAttribute } from '../support/saml/content.ts';
import { openIdp } from '../support/saml/identity-provider.ts';
import { signingPair } from '../support/saml/keys.ts';
import { metadataOf } from '../support/saml/metadata.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  PUBLIC_URL,
  type SamlTry,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';

const RECEIVER = signingPair('rsa-2048', 'receiver');

let world: SamlWorld;
/** The provider `Corp` and one of the same identity provider, with a private key. */
let uuid: string;
let otherUuid: string;
let otherArn: string;

before(async () => {
  world = await openSamlWorld({ GATEHOUSE_REGIONS: 'us-east-1,eu-west-1' });
  const { admin, idp, providerArn } = world;
  const { iam } = admin;
  await makeRole(admin, 'second', trustsProvider(providerArn));
  const { SAMLProviderUUID } = await iam.getSAMLProvider({ SAMLProviderArn: providerArn });
  uuid = SAMLProviderUUID ?? '';
  const other = await iam.createSAMLProvider({
    Name: 'Other',
    SAMLMetadataDocument: idp.metadata,
    AssertionEncryptionMode: 'Allowed',
    AddPrivateKey: RECEIVER.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  });
  otherArn = other.SAMLProviderArn ?? '';
  const described = await iam.getSAMLProvider({ SAMLProviderArn: otherArn });
  otherUuid = described.SAMLProviderUUID ?? '';
  await makeRole(admin, 'guarded', trustsProvider(otherArn));
});

after(async () => {
  await world?.server.stop();
});

const pairs = (...values: string[]) => ({
  change: (content: ResponseContent) => withAttribute(content, AWS_ATTRIBUTE.role, ...values),
});
const pairOf = (role: string, provider = world.providerArn) => `${world.roleArn(role)},${provider}`;
const several = () => pairs(pairOf('sso'), pairOf('second'));

async function post(of: SamlTry = {}, path = '/saml', visitor = visitorOf(world.server)) {
  return await visitor.post(path, { SAMLResponse: of.response ?? world.respond(of) });
}

/** Follows a finished sign-in to the console. */
async function arnAfter(page: Page, visitor: Visitor): Promise<string | undefined> {
  assert.equal(page.status, 303, page.html);
  await visitor.follow(page);
  return await arnIn(visitor, PUBLIC_URL);
}

function sessionArn(role: string): string {
  return `arn:aws:sts::${world.server.account}:assumed-role/${role}/alice@example.test`;
}

async function failureOf(page: Page): Promise<string> {
  const attempt = await attemptOf(world.server, page.headers.get('x-request-id') ?? undefined);
  return attempt.Failure.Code;
}

describe('a response with one role', () => {
  it('becomes a session at once, and goes where RelayState says', async () => {
    const visitor = visitorOf(world.server);
    const page = await visitor.post('/saml', {
      SAMLResponse: world.respond(),
      RelayState: 'https://console.aws.amazon.com/console/home?region=eu-west-1#top',
    });
    assert.match(page.location ?? '', /^\/signin\/continue\?code=[\w-]{43}$/);
    const begun = await visitor.get(page.location ?? '');
    assert.equal(begun.location, '/console/home?region=eu-west-1#top');
    const console = await openConsole(visitor, PUBLIC_URL);
    const { Session } = (await console.call('gatehouse', 'GetCurrentSession')).body;
    const { Arn, RoleName, SessionName, Account, Provider } = Session;
    assert.deepEqual(
      { Arn, RoleName, SessionName, Account, Provider },
      {
        Arn: sessionArn('sso'),
        RoleName: 'sso',
        SessionName: 'alice@example.test',
        Account: world.server.account,
        Provider: world.providerArn,
      },
    );
  });

  it('never leads to another server', async () => {
    for (const RelayState of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      `${PUBLIC_URL}.evil.example/`,
      `https://user@${new URL(PUBLIC_URL).host}/`,
      '',
    ]) {
      const visitor = visitorOf(world.server);
      const page = await visitor.post('/saml', { SAMLResponse: world.respond(), RelayState });
      const begun = await visitor.get(page.location ?? '');
      assert.equal(begun.location, '/console/home', RelayState);
    }
  });

  it('R149: is taken at regional paths, whose region is that of its event', async () => {
    const visitor = visitorOf(world.server);
    const page = await post({}, '/eu-west-1/saml', visitor);
    assert.equal(await arnAfter(page, visitor), sessionArn('sso'));
    assert.equal((await visitor.post('/mars-1/saml', {})).status, 404);
  });

  it('R087: is the form field SAMLResponse in base64, the first one if there are several', async () => {
    const visitor = visitorOf(world.server);
    const page = await visitor.post('/saml', {
      SAMLResponse: [world.respond(), 'bm9uc2Vuc2U='],
      RelayState: ['/console/one', '/console/two'],
    });
    assert.equal((await visitor.get(page.location ?? '')).location, '/console/one');
    assert.equal(await failureOf(await post({ response: 'no base64' })), 'SAML-001');
  });

  it('is read from the form alone, not from the address', async () => {
    const SAMLResponse = world.respond(several());
    const visitor = visitorOf(world.server);
    const query = new URLSearchParams({ roleIndex: world.role.arn });
    assert.equal((await visitor.post(`/saml?${query}`, { SAMLResponse })).status, 200);
    const empty = await visitor.post(`/saml?${new URLSearchParams({ SAMLResponse })}`, {});
    assert.equal(await failureOf(empty), 'SAML-001');
  });
});

describe('a response with several roles', () => {
  it('asks which, then signs in with the one that was chosen', async () => {
    const visitor = visitorOf(world.server);
    const SAMLResponse = world.respond(several());
    const chooser = await visitor.post('/saml', { SAMLResponse, RelayState: '/console/x' });
    assert.equal(chooser.status, 200);
    assert.equal(headingOf(chooser), 'Select a role');
    assert.equal(chooser.location, undefined);
    assert.deepEqual(chooser.headers.getSetCookie(), []);
    const roleIndex = world.roleArn('second');
    const page = await visitor.post('/saml', { SAMLResponse, RelayState: '/console/x', roleIndex });
    assert.equal(await arnAfter(page, visitor), sessionArn('second'));
  });

  it('offers only what its own provider vouches for', async () => {
    const stranger = openIdp(world.idp.destination, { entityId: 'https://thief', name: 'thief' });
    const thief = await world.admin.iam.createSAMLProvider({
      Name: 'Thief',
      SAMLMetadataDocument: stranger.metadata,
    });
    const of = pairs(pairOf('sso'), pairOf('second', thief.SAMLProviderArn), pairOf('second'));
    const chooser = await post(of);
    const offered = [...chooser.html.matchAll(/name="roleIndex" id="([^"]*)"/g)].map(
      ([, id]) => id,
    );
    assert.deepEqual(offered, [world.role.arn, world.roleArn('second')]);
    assert.equal(
      (await post(pairs(pairOf('sso'), pairOf('sso', thief.SAMLProviderArn)))).status,
      303,
    );
  });

  it('SAML-073: refuses a role that is not offered', async () => {
    const visitor = visitorOf(world.server);
    await makeRole(world.admin, 'unoffered', trustsProvider(world.providerArn));
    for (const roleIndex of [world.roleArn('unoffered'), 'nonsense', `${world.role.arn} `]) {
      const SAMLResponse = world.respond(several());
      const page = await visitor.post('/saml', { SAMLResponse, roleIndex });
      assert.equal(page.status, 400, roleIndex);
      assert.match(
        textById(page, 'answer') ?? roleIndex,
        /^SAML Assertion doesn't contain the requested Role and Metadata in the attributes \(/,
      );
      assert.equal(await failureOf(page), 'SAML-073', roleIndex);
    }
  });

  it('says so when its form was sent without a choice', async () => {
    const SAMLResponse = world.respond(several());
    for (const fields of [{}, { roleIndex: '' }]) {
      const form = { SAMLResponse, name: '', portal: '', ...fields };
      const page = await visitorOf(world.server).post('/saml', form);
      assert.equal(page.status, 200);
      assert.equal(textById(page, 'missing'), 'Select a role first.');
      assert.match(page.html, /<fieldset class="accounts" aria-describedby="missing">/);
    }
  });

  it('writes what it was sent as text', async () => {
    const SAMLResponse = world.respond(several());
    const RelayState = '"><script>alert(1)</script>';
    const page = await visitorOf(world.server).post('/saml', { SAMLResponse, RelayState });
    assert.doesNotMatch(page.html, /<script/);
    assert.match(page.html, /value="&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;"/);
  });
});

describe("a provider's own URL", () => {
  const encrypt = { publicKey: RECEIVER.publicKey };
  const encrypted = (of: SamlTry = {}) => ({
    provider: otherArn,
    role: world.roleArn('guarded'),
    form: { signAssertion: world.idp.signing(), encrypt },
    ...of,
  });

  it('takes its responses, and encrypted ones', async () => {
    for (const path of [`/saml/acs/${uuid}`, `/eu-west-1/saml/acs/${uuid}`]) {
      const visitor = visitorOf(world.server);
      assert.equal(await arnAfter(await post({}, path, visitor), visitor), sessionArn('sso'));
    }
    const visitor = visitorOf(world.server);
    const page = await post(encrypted(), `/saml/acs/${otherUuid}`, visitor);
    assert.equal(await arnAfter(page, visitor), sessionArn('guarded'));
  });

  it('lets the roles of an encrypted response be chosen', async () => {
    await makeRole(world.admin, 'guarded-too', trustsProvider(otherArn));
    const of = pairs(pairOf('guarded', otherArn), pairOf('guarded-too', otherArn));
    const SAMLResponse = world.respond({ ...encrypted(), ...of });
    const visitor = visitorOf(world.server);
    const path = `/saml/acs/${otherUuid}`;
    const chooser = await visitor.post(path, { SAMLResponse });
    assert.match(chooser.html, new RegExp(`action="${path}"`));
    const roleIndex = world.roleArn('guarded-too');
    const page = await visitor.post(path, { SAMLResponse, roleIndex });
    assert.equal(await arnAfter(page, visitor), sessionArn('guarded-too'));
  });

  it('FED-042: is where encrypted responses belong', async () => {
    const page = await post(encrypted());
    assert.equal(
      textById(page, 'answer'),
      'Your request included an invalid SAML response. To logout, click here.',
    );
    assert.equal(await failureOf(page), 'FED-042');
  });

  it('refuses encrypted responses that are invalid by their own check', async () => {
    const change = (content: ResponseContent) =>
      withAttribute(content, AWS_ATTRIBUTE.roleSessionName, 'a b');
    const page = await post(encrypted({ change }), `/saml/acs/${otherUuid}`);
    assert.equal(await failureOf(page), 'SAML-075');
    const unknown = openIdp(world.idp.destination, { name: 'thief' });
    const xml = unknown.respond(unknown.content(Date.now()), {
      signAssertion: unknown.signing(),
      encrypt,
    });
    const forged = await post(
      { response: Buffer.from(xml).toString('base64') },
      `/saml/acs/${otherUuid}`,
    );
    assert.equal(forged.status, 400);
    assert.match(textById(forged, 'answer') ?? '', /^Response signature invalid \(/);
  });

  it('SAML-073: refuses responses of another provider, even of the same identity provider', async () => {
    assert.equal(await failureOf(await post({}, `/saml/acs/${otherUuid}`)), 'SAML-073');
    assert.equal(await failureOf(await post(encrypted(), `/saml/acs/${uuid}`)), 'SAML-011');
    const stranger = openIdp(world.idp.destination, { entityId: 'https://stranger.example.test' });
    const { SAMLProviderArn } = await world.admin.iam.createSAMLProvider({
      Name: 'Stranger',
      SAMLMetadataDocument: metadataOf({ entityId: stranger.entityId, keys: [stranger.pair] }),
    });
    const described = await world.admin.iam.getSAMLProvider({ SAMLProviderArn });
    const page = await post({}, `/saml/acs/${described.SAMLProviderUUID}`);
    assert.equal(await failureOf(page), 'SAML-015');
  });

  it('R084: is one of no provider: refused as a provider that does not exist', async () => {
    for (const unknown of ['00000000-0000-4000-8000-000000000000', 'x', '%22%3E']) {
      const page = await post({}, `/saml/acs/${unknown}`);
      assert.equal(page.status, 400);
      assert.match(
        textById(page, 'answer') ?? '',
        /^Specified provider doesn't exist \(service: AWSSecurityTokenService;/,
      );
      assert.equal(await failureOf(page), 'SAML-008');
    }
  });

  it('has a metadata document with its URLs and its key', async () => {
    const visitor = visitorOf(world.server);
    const document = await visitor.get(`/saml/metadata/${otherUuid}`);
    assert.equal(
      document.headers.get('content-type'),
      'application/samlmetadata+xml; charset=utf-8',
    );
    assert.match(document.html, new RegExp(`Location="${PUBLIC_URL}/saml/acs/${otherUuid}"`));
    assert.match(document.html, /use="encryption"/);
    const general = await visitor.get('/static/saml-metadata.xml');
    assert.match(general.html, new RegExp(`Location="${PUBLIC_URL}/saml"`));
    assert.doesNotMatch(general.html, /use="encryption"/);
    const regional = await visitor.get('/eu-west-1/static/saml-metadata.xml');
    const [first] = /Location="[^"]*"/.exec(regional.html) ?? [];
    assert.equal(first, `Location="${PUBLIC_URL}/eu-west-1/saml"`);
    assert.equal((await visitor.get('/saml/metadata/unknown')).status, 404);
  });
});

describe('requests that are no posted form', () => {
  it('get calm pages', async () => {
    const visitor = visitorOf(world.server);
    const json = { 'content-type': 'application/json' };
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const cases: readonly (readonly [RequestInit, number, string])[] = [
      [{}, 405, 'This address takes responses of identity providers'],
      [
        { method: 'PUT', headers: json, body: '{}' },
        405,
        'This address takes responses of identity providers',
      ],
      [{ method: 'DELETE' }, 405, 'This address takes responses of identity providers'],
      [
        { method: 'POST', headers: json, body: '{"SAMLResponse":"x"}' },
        415,
        'The request could not be read',
      ],
      [
        { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'SAMLResponse=x' },
        415,
        'The request could not be read',
      ],
      [{ method: 'POST', body: new FormData() }, 415, 'The request could not be read'],
      [
        { method: 'POST', headers: form, body: `SAMLResponse=${'x'.repeat(300_000)}` },
        413,
        'That was too much',
      ],
    ];
    for (const [init, status, heading] of cases) {
      const page = await visitor.send('/saml', init);
      assert.equal(page.status, status, init.method);
      assert.equal(headingOf(page), heading);
      if (status === 405) assert.equal(page.headers.get('allow'), 'POST');
    }
    assert.equal((await visitor.send('/saml', { method: 'HEAD' })).status, 405);
  });

  it('SAML-002: a response above the limit of AWS is refused by its check', async () => {
    const page = await post({ response: 'A'.repeat(100_004) });
    assert.equal(await failureOf(page), 'SAML-002');
  });

  it('are told apart from nonsense in the path', async () => {
    const visitor = visitorOf(world.server);
    assert.deepEqual(
      [(await visitor.get('/saml/%zz')).status, (await visitor.get('/signin/nothing')).status],
      [400, 404],
    );
  });
});

describe('the language', () => {
  const titles = {
    en: 'This sign-in is no longer valid',
    ko: '더 이상 유효하지 않은 로그인입니다',
  };
  const heading = async (
    path: string,
    headers: Record<string, string> = {},
    visitor = visitorOf(world.server),
  ) => headingOf(await visitor.get(path, headers));

  it('is the one asked for, then the remembered one, then that of the browser', async () => {
    const korean = { 'accept-language': 'ko-KR,ko;q=0.9' };
    assert.equal(await heading('/signin/refused'), titles.en);
    assert.equal(await heading('/signin/refused', korean), titles.ko);
    const visitor = visitorOf(world.server);
    assert.equal(await heading('/signin/refused?lang=ko', {}, visitor), titles.ko);
    assert.equal(await heading('/signin/refused', {}, visitor), titles.ko);
    assert.equal(await heading('/signin/refused?lang=en', korean, visitor), titles.en);
    assert.equal(await heading('/signin/refused', korean, visitor), titles.en);
    assert.equal(
      await heading('/signin/refused?lang=xx', { cookie: 'gatehouse-language=xx' }),
      titles.en,
    );
  });

  it('of the chooser is switched by posting its form again', async () => {
    const SAMLResponse = world.respond(several());
    const page = await visitorOf(world.server).post('/saml', { SAMLResponse, lang: 'ko' });
    assert.equal(headingOf(page), '역할 선택');
    assert.match(page.html, /<button class="plain" lang="en">English<\/button>/);
  });
});

it('R133, R142: who is not signed in is led to the sign-in page, and back afterwards', async () => {
  const page = await visitorOf(world.server).get('/console/home?region=eu-west-1');
  assert.equal(page.status, 303);
  const destination = '/console/home?region=eu-west-1';
  assert.equal(page.location, `/signin?${new URLSearchParams({ destination })}`);
});
