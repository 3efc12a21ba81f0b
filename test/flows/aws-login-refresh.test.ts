/** `aws login`: how a sign-in of a command line goes on and ends. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { clientKey } from '../../src/oidc/dpop/testing.ts';
import {
  beginLogin,
  consentedCode,
  exchange,
  type LoginRun,
  refresh,
  signedIn,
  type TokenAnswer,
  type TokenChanges,
  type TokenResponse,
  tokensOf,
} from '../support/aws-login.ts';
import { openConsole } from '../support/console.ts';
import { allow, makeUser } from '../support/entities.ts';
import {
  assertLoginRefused,
  at,
  denied,
  invalid,
  LATE_TOKEN,
  type TokenRefusal,
} from '../support/login-refusals.ts';
import { type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import { textById, type Visitor } from '../support/page-visitor.ts';

const MINUTE = 60_000;
const SECOND = 1000;
const ROOT_PASSWORD = 'First-password-of-root-1';

let world: LoginWorld;
let browser: Visitor;
before(async () => {
  world = await openLoginWorld({
    GATEHOUSE_ADDRESS_RATE: '1000',
    GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: ROOT_PASSWORD,
  });
  browser = await world.browserOf(world.alice);
});
after(async () => {
  await world?.server.stop();
});

const begin = () => beginLogin(world.publicUrl);

async function exchanged(run: LoginRun, code: string, changes: TokenChanges = {}) {
  return await exchange(world.server.url, run, code, changes);
}

async function begun(run: LoginRun): Promise<TokenAnswer> {
  return await signedIn(world.server.url, browser, run);
}

async function refreshed(run: LoginRun, token: string, changes: TokenChanges = {}) {
  return await refresh(world.server.url, run, token, changes);
}

async function assertRefused(response: TokenResponse, code: string, expected: TokenRefusal) {
  await assertLoginRefused(world, response, code, expected);
}

describe('a refresh token', () => {
  it('is required', async () => {
    const run = begin();
    const { refreshToken } = await begun(run);
    const answer = await refreshed(run, refreshToken, { body: { refreshToken: undefined } });
    const text = 'refreshToken is required when grantType is refresh_token.';
    await assertRefused(answer, 'LOGIN-040', invalid(text));
  });

  it('is one of this installation', async () => {
    const run = begin();
    const { refreshToken } = await begun(run);
    const [grant, generation, ...mac] = refreshToken.split('.');
    for (const forged of [
      'x',
      `${refreshToken}x`,
      [grant, Number(generation) + 1, ...mac].join('.'),
      [`${grant?.slice(0, -1)}${grant?.endsWith('0') ? '1' : '0'}`, generation, ...mac].join('.'),
    ]) {
      await assertRefused(await refreshed(run, forged), 'LOGIN-041', LATE_TOKEN);
    }
    tokensOf(await refreshed(run, refreshToken));
  });

  it('is of the client that it was given to', async () => {
    const run = begin();
    const { refreshToken } = await begun(run);
    const clientId = 'arn:aws:signin:::devtools/cross-device';
    const answer = await refreshed(run, refreshToken, { body: { clientId } });
    const expected = invalid('clientId is not the client of the authorization.');
    await assertRefused(answer, 'LOGIN-043', expected);
  });

  it('counts only with the key that it is bound to, and a thief without it ends nothing', async () => {
    const run = begin();
    const first = await begun(run);
    const second = tokensOf(await refreshed(run, first.refreshToken));
    const expected = invalid(
      'The DPoP proof is not of the key that the refresh token is bound to.',
    );
    const key = clientKey();
    for (const { refreshToken } of [first, second]) {
      const stolen = await refreshed(run, refreshToken, { key });
      await assertRefused(stolen, 'LOGIN-044', expected);
    }
    tokensOf(await refreshed(run, second.refreshToken));
  });

  it('of before is answered again for two minutes, and ends the sign-in afterwards', async () => {
    const run = begin();
    const first = await begun(run);
    const second = tokensOf(await refreshed(run, first.refreshToken));
    await at(world, MINUTE + 50 * SECOND, async (now) => {
      const again = tokensOf(await refreshed(run, first.refreshToken, { now }));
      assert.equal(again.refreshToken, second.refreshToken);
    });
    await at(world, 2 * MINUTE + SECOND, async (now) => {
      const late = await refreshed(run, first.refreshToken, { now });
      await assertRefused(late, 'LOGIN-045', LATE_TOKEN);
    });
    await assertRefused(await refreshed(run, second.refreshToken), 'LOGIN-042', LATE_TOKEN);
  });

  it('of still before ends the sign-in at once', async () => {
    const run = begin();
    const first = await begun(run);
    const second = tokensOf(await refreshed(run, first.refreshToken));
    const third = tokensOf(await refreshed(run, second.refreshToken));
    await assertRefused(await refreshed(run, first.refreshToken), 'LOGIN-045', LATE_TOKEN);
    await assertRefused(await refreshed(run, third.refreshToken), 'LOGIN-042', LATE_TOKEN);
  });
});

describe('whoever consented', () => {
  it('is refused after the password was changed', async () => {
    const user = await makeUser(world.admin, 'carol', { policy: allow('signin:*') });
    await world.admin.iam.createLoginProfile({ UserName: 'carol', Password: 'First-password-1' });
    const run = begin();
    const { refreshToken } = await at(world, SECOND, async (now) =>
      signedIn(world.server.url, await world.browserOf(user), run, now),
    );
    const accepted = await at(world, 2 * SECOND, async (now) =>
      refreshed(run, refreshToken, { now }),
    );
    const next = tokensOf(accepted);
    await at(world, 3 * SECOND, async (now) => {
      await world.admin.iam.updateLoginProfile({
        UserName: 'carol',
        Password: 'Second-password-2',
      });
      const answer = await refreshed(run, next.refreshToken, { now });
      await assertRefused(
        answer,
        'LOGIN-050',
        denied(
          403,
          'USER_CREDENTIALS_CHANGED',
          'The credentials of the user were changed. Sign in again.',
        ),
      );
    });
  });

  it('is refused after the root user changed its password', async () => {
    const own = await world.browserOf();
    const run = begin();
    const { refreshToken } = await at(world, 4 * SECOND, async (now) =>
      signedIn(world.server.url, own, run, now),
    );
    await at(world, 5 * SECOND, async (now) => {
      const page = await openConsole(await world.browserOf(), world.publicUrl);
      const changed = await page.call('gatehouse', 'ChangeRootPassword', {
        OldPassword: ROOT_PASSWORD,
        NewPassword: 'Second-password-of-root-2',
      });
      assert.equal(changed.status, 200, JSON.stringify(changed.body));
      const { body } = await page.call('gatehouse', 'GetCurrentSession');
      const changedAfter = body.Session.PasswordLastChanged - now / 1000;
      assert.ok(changedAfter > -1 && changedAfter < 600, `changed ${changedAfter} s later`);
      const text = 'The credentials of the user were changed. Sign in again.';
      const answer = await refreshed(run, refreshToken, { now });
      await assertRefused(answer, 'LOGIN-050', denied(403, 'USER_CREDENTIALS_CHANGED', text));
    });
  });

  it('is refused after signing out, also with a code that still waits', async () => {
    const own = await world.browserOf(world.alice);
    const [run, waiting] = [begin(), begin()];
    const { refreshToken } = await signedIn(world.server.url, own, run);
    const code = await consentedCode(own, waiting);
    await own.get('/federation?Action=logout');
    await assertRefused(await refreshed(run, refreshToken), 'LOGIN-051', LATE_TOKEN);
    await assertRefused(await exchanged(waiting, code), 'LOGIN-051', LATE_TOKEN);
  });

  it('is refused when there is no such user any more', async () => {
    const user = await makeUser(world.admin, 'dora');
    const { iam } = world.admin;
    await iam.attachUserPolicy({
      UserName: 'dora',
      PolicyArn: 'arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess',
    });
    const run = begin();
    const { refreshToken } = await signedIn(world.server.url, await world.browserOf(user), run);
    const next = tokensOf(await refreshed(run, refreshToken));
    await iam.detachUserPolicy({
      UserName: 'dora',
      PolicyArn: 'arn:aws:iam::aws:policy/SignInLocalDevelopmentAccess',
    });
    await iam.deleteAccessKey({
      UserName: 'dora',
      AccessKeyId: user.credentials.accessKeyId,
    });
    await iam.deleteUser({ UserName: 'dora' });
    await assertRefused(await refreshed(run, next.refreshToken), 'LOGIN-052', LATE_TOKEN);
  });
});

describe('an address that fails again and again', () => {
  it('has to wait, for pages and tokens alike', async () => {
    const slow = await openLoginWorld({ GATEHOUSE_ADDRESS_RATE: '1' });
    try {
      const run = beginLogin(slow.publicUrl);
      const visitor = await slow.browserOf(slow.alice);
      slow.stopClock();
      let answer = await exchange(slow.server.url, run, 'x');
      for (let count = 0; count < 10 && answer.status === 401; count += 1) {
        answer = await exchange(slow.server.url, run, 'x');
      }
      assert.equal(answer.status, 429);
      const page = await visitor.get(run.link());
      assert.deepEqual([page.status, textById(page, 'failure')], [429, 'LIMIT-001']);
    } finally {
      await slow.server.stop();
    }
  });
});
