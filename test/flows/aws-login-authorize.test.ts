/** `aws login`: links and answers that are refused, beside those that are not. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { attemptOf } from '../support/attempts.ts';
import {
  beginLogin,
  consentedCode,
  exchange,
  hiddenFieldsOf,
  type LoginRun,
  refresh,
  type TokenChanges,
  type TokenResponse,
  tokensOf,
} from '../support/aws-login.ts';
import { allow, deny, type MadeUser, makeUser, setUserPolicy } from '../support/entities.ts';
import { assertLoginRefused, denied, type TokenRefusal } from '../support/login-refusals.ts';
import { type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import { headingOf, type Page, textById, type Visitor } from '../support/page-visitor.ts';

let world: LoginWorld;
let browser: Visitor;
before(async () => {
  world = await openLoginWorld({ GATEHOUSE_ADDRESS_RATE: '1000' });
  browser = await world.browserOf(world.alice);
});
after(async () => {
  await world?.server.stop();
});

const begin = () => beginLogin(world.publicUrl);

async function exchanged(run: LoginRun, code: string, changes: TokenChanges = {}) {
  return await exchange(world.server.url, run, code, changes);
}

async function refreshed(run: LoginRun, token: string, changes: TokenChanges = {}) {
  return await refresh(world.server.url, run, token, changes);
}

async function assertRefused(response: TokenResponse, code: string, expected: TokenRefusal) {
  await assertLoginRefused(world, response, code, expected);
}

describe('a link of aws login', () => {
  async function assertLink(
    changes: Readonly<Record<string, string | undefined>>,
    code: string,
    cause: RegExp,
    text: string,
  ): Promise<void> {
    const page = await browser.get(begin().link(changes));
    assert.equal(page.status, 400);
    assert.equal(headingOf(page), 'The command line cannot be signed in');
    assert.equal(textById(page, 'failure'), code);
    assert.match(textById(page, 'cause') ?? '', cause);
    assert.doesNotMatch(page.html, /id="back"/);
    const attempt = await attemptOf(world.server, textById(page, 'request') ?? '');
    assert.deepEqual([attempt.Kind, attempt.Code], ['aws-login', code]);
    assert.deepEqual(attempt.Answered, { Code: 'ValidationException', Message: text });
  }

  it('is followed as the command makes it', async () => {
    assert.equal((await browser.get(begin().link())).status, 200);
  });

  it('asks for a code', async () => {
    for (const response_type of [undefined, '', 'token', 'code token']) {
      await assertLink(
        { response_type },
        'LOGIN-001',
        /other than an authorization code/,
        'response_type must be code.',
      );
    }
  });

  it('is of a known client', async () => {
    for (const client_id of [undefined, 'x', 'arn:aws:signin:::devtools/other']) {
      await assertLink(
        { client_id },
        'LOGIN-002',
        /Only the two clients/,
        'client_id is not a known client.',
      );
    }
  });

  it('leads to the same computer, or to the confirmation page, and nowhere else', async () => {
    const other = 'arn:aws:signin:::devtools/cross-device';
    for (const redirect_uri of [
      undefined,
      'https://evil.test/oauth/callback',
      'http://127.0.0.1/oauth/callback',
      'http://127.0.0.1:99999/oauth/callback',
      'http://127.0.0.1:53037/oauth/callback?x=1',
      'http://127.0.0.1:53037/oauth/callback#x',
      'http://127.0.0.1:53037@evil.test/oauth/callback',
      'http://127.0.0.1.evil.test:53037/oauth/callback',
      'http://localhost:53037/oauth/callback',
      `${world.publicUrl}/v1/sessions/confirmation`,
    ]) {
      await assertLink(
        { redirect_uri },
        'LOGIN-003',
        /a code is handed to the computer/i,
        'redirect_uri is not allowed for this client.',
      );
    }
    for (const redirect_uri of [
      'http://127.0.0.1:53037/oauth/callback',
      'https://evil.test/v1/sessions/confirmation',
      `${world.publicUrl}/v1/sessions/confirmation/`,
    ]) {
      await assertLink(
        { client_id: other, redirect_uri },
        'LOGIN-003',
        /confirmation page/,
        'redirect_uri is not allowed for this client.',
      );
    }
    const accepted = beginLogin(world.publicUrl, 'cross-device').link();
    assert.equal((await browser.get(accepted)).status, 200);
  });

  it('has a challenge by SHA-256, named as aws login names it', async () => {
    for (const code_challenge_method of [undefined, 'plain', 'S256', 'sha-256']) {
      await assertLink(
        { code_challenge_method },
        'LOGIN-004',
        /names its method SHA-256/,
        'code_challenge_method must be SHA-256.',
      );
    }
  });

  it('has a challenge of the form of a SHA-256', async () => {
    for (const code_challenge of [
      undefined,
      'x',
      'A'.repeat(42),
      'A'.repeat(44),
      `${'A'.repeat(42)}B`,
    ]) {
      await assertLink(
        { code_challenge },
        'LOGIN-005',
        /43 characters of base64url/,
        'code_challenge is not a SHA-256 in base64url.',
      );
    }
    const page = await browser.get(begin().link({ code_challenge: 'A'.repeat(43) }));
    assert.equal(page.status, 200);
  });

  it('has a state', async () => {
    for (const state of [undefined, '', 'a b', 'ü', 's'.repeat(513)]) {
      await assertLink(
        { state },
        'LOGIN-006',
        /The state by which the client/,
        'state must have 1 to 512 visible characters.',
      );
    }
    assert.equal((await browser.get(begin().link({ state: 's'.repeat(512) }))).status, 200);
  });

  it('asks for the one scope', async () => {
    for (const scope of [undefined, 'openid email', 'aws']) {
      await assertLink({ scope }, 'LOGIN-007', /asks for one scope/, 'scope must be openid.');
    }
  });

  it('is explained in Korean as well', async () => {
    const page = await browser.get(`${begin().link({ scope: 'x' })}&lang=ko`);
    assert.equal(headingOf(page), '명령줄에 로그인할 수 없습니다');
    assert.match(textById(page, 'fix') ?? '', /aws login을 다시 실행하고/);
    await browser.get(`${begin().link()}&lang=en`);
  });
});

describe('the answer to the question', () => {
  const answers = (page: Page, changes: object = {}) =>
    browser.post('/v1/authorize', { ...hiddenFieldsOf(page), decision: 'allow', ...changes });

  it('counts only from the page that asked, in the browser that it asked', async () => {
    const page = await browser.get(begin().link());
    const fields = { ...hiddenFieldsOf(page), decision: 'allow' };
    for (const [sent, headers] of [
      [{ ...fields, csrf: 'x' }, {}],
      [{ ...fields, csrf: undefined }, {}],
      [fields, { 'sec-fetch-site': 'cross-site' }],
      [fields, { origin: 'https://evil.test' }],
    ] as const) {
      const answer = await browser.post('/v1/authorize', sent, headers);
      assert.equal(answer.status, 403);
      assert.equal(answer.location, undefined);
    }
    const other = await world.browserOf(world.alice);
    assert.equal((await other.post('/v1/authorize', fields)).status, 403);
    assert.equal((await answers(page)).status, 303);
  });

  it('is taken as a no unless it is a yes', async () => {
    const page = await browser.get(begin().link());
    const answer = await answers(page, { decision: 'maybe' });
    assert.match(answer.location ?? '', /\?error=access_denied&/);
  });

  it('names no other place than the link did', async () => {
    const page = await browser.get(begin().link());
    const answer = await answers(page, { redirect_uri: 'https://evil.test/oauth/callback' });
    assert.deepEqual([answer.status, answer.location], [400, undefined]);
  });
});

describe('who is not permitted', () => {
  let bob: MadeUser;
  let page: Page;
  before(async () => {
    bob = await makeUser(world.admin, 'bob', { policy: allow('iam:*') });
    const visitor = await world.browserOf(bob);
    page = await visitor.get(begin().link());
  });

  it('is told so, with a way to tell the client', async () => {
    assert.equal(page.status, 403);
    assert.equal(textById(page, 'failure'), 'LOGIN-009');
    assert.match(textById(page, 'fix') ?? '', /SignInLocalDevelopmentAccess/);
    assert.match(
      page.html,
      /id="back" href="http:\/\/127\.0\.0\.1:53037\/oauth\/callback\?error=access_denied&amp;state=/,
    );
    const attempt = await attemptOf(world.server, textById(page, 'request') ?? '');
    assert.deepEqual([attempt.Code, attempt.Subject], ['LOGIN-009', bob.arn]);
  });

  it('is refused at the exchange too, with what is missing', async () => {
    const { iam } = world.admin;
    await setUserPolicy(iam, 'bob', allow('signin:AuthorizeOAuth2Access'));
    const run = begin();
    const code = await consentedCode(await world.browserOf(bob), run);
    const { account, region } = world.server;
    const resource = `arn:aws:signin:${region}:${account}:oauth2/public-client/localhost`;
    const text = `User: ${bob.arn} is not authorized to perform: signin:CreateOAuth2Token on resource: ${resource}`;
    const expected = denied(403, 'INSUFFICIENT_PERMISSIONS', text);
    await assertRefused(await exchanged(run, code), 'LOGIN-009', expected);
    await setUserPolicy(iam, 'bob', allow('signin:*', resource));
    const token = tokensOf(await exchanged(run, code));
    await setUserPolicy(iam, 'bob', [
      allow('signin:*'),
      deny('signin:CreateOAuth2Token', '*', {
        Condition: { StringEquals: { 'signin:OAuthGrantType': 'refresh_token' } },
      }),
    ]);
    await assertRefused(await refreshed(run, token.refreshToken), 'LOGIN-009', expected);
  });
});

describe('root users, where the operator keeps them out', () => {
  it('are told so', async () => {
    const strict = await openLoginWorld({ GATEHOUSE_LOGIN_ROOT: 'refuse' });
    try {
      const run = beginLogin(strict.publicUrl);
      const page = await (await strict.browserOf()).get(run.link());
      assert.deepEqual([page.status, textById(page, 'failure')], [403, 'LOGIN-008']);
      const { Answered } = await attemptOf(strict.server, textById(page, 'request') ?? '');
      assert.deepEqual(Answered, {
        Code: 'AccessDeniedException',
        Message: 'Root users are not permitted to use this client.',
      });
      const user = await (await strict.browserOf(strict.alice)).get(run.link());
      assert.equal(user.status, 200);
    } finally {
      await strict.server.stop();
    }
  });
});

describe('whoever answers without end', () => {
  it('has to wait, as with calls', async () => {
    const slow = await openLoginWorld({ GATEHOUSE_PRINCIPAL_RATE: '5' });
    try {
      const run = beginLogin(slow.publicUrl);
      const visitor = await slow.browserOf(slow.alice);
      const fields = { ...hiddenFieldsOf(await visitor.get(run.link())), decision: 'allow' };
      const answers: Page[] = [];
      slow.stopClock();
      for (let count = 0; count < 20; count += 1) {
        answers.push(await visitor.post('/v1/authorize', fields));
      }
      assert.equal(answers[0]?.status, 303);
      const late = answers.find(({ status }) => status === 429);
      assert.equal(late && textById(late, 'failure'), 'LIMIT-001');
    } finally {
      await slow.server.stop();
    }
  });
});
