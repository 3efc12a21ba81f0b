/** The access portal over HTTP: its page, its calls, and what opens nothing. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { INSTANCE_ENTITY } from '../../src/domain/entities.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/identity-center/settings.ts';
import { needs } from '../../tools/programs.ts';
import { authenticator } from '../support/authenticator.ts';
import { clientsOf } from '../support/clients.ts';
import { arnIn } from '../support/console.ts';
import { WORKFORCE_PASSWORD } from '../support/instance.ts';
import { visitorOf } from '../support/page-visitor.ts';
import {
  makePortal,
  openPortal,
  type PortalPage,
  type PortalWorld,
  portalVisitor,
} from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { portalCall, signedInDevice } from '../support/sso-client.ts';

describe('the access portal', () => {
  let server: TestServer;
  let world: PortalWorld;
  let stopped: number | undefined;

  before(async () => {
    server = await startTestServer({}, { clock: () => stopped ?? Date.now() });
    world = await makePortal(server, { subdomain: 'acme', relayState: '/console/iam' });
  });
  after(async () => await server?.stop());

  const open = async (device?: string) =>
    await openPortal(world, portalVisitor(world, await world.signIn(device)));

  describe('its addresses', () => {
    it('R220: lead to the sign-in page without a session, and back', async () => {
      const page = await visitorOf(server).get(`${world.path}/start?lang=ko`);
      assert.equal(page.status, 303);
      const destination = encodeURIComponent(`${world.path}/start?lang=ko`);
      assert.equal(page.location, `${world.path}/sign-in?destination=${destination}`);
    });

    it('show the app by the id and by the subdomain, strictly and uncached', async () => {
      const secret = await world.signIn();
      for (const path of [world.path, '/portal/acme', '/portal/ACME']) {
        const page = await portalVisitor(world, secret).get(`${path}/start`);
        assert.equal(page.status, 200);
        assert.match(page.html, /<meta name="csrf" content="[^"]+"/);
        const policy = page.headers.get('content-security-policy') ?? '';
        assert.match(policy, /default-src 'none'/);
        assert.doesNotMatch(policy, /unsafe/);
        assert.equal(page.headers.get('cache-control'), 'no-store');
      }
    });

    it('answer a command line that looks for AWS with the name there', async () => {
      const page = await visitorOf(server).send('/portal/acme/start', { method: 'HEAD' });
      assert.equal(page.status, 302);
      assert.equal(page.location, `https://${world.instance.identity_store_id}.awsapps.com/start`);
      const none = await visitorOf(server).send('/portal/d-0000000000/start', { method: 'HEAD' });
      assert.equal(none.status, 404);
    });

    it('tell calmly of a portal that is none, in both languages', async () => {
      for (const [lang, words] of [
        ['en', 'There is no such access portal'],
        ['ko', '해당 액세스 포털이 없습니다'],
      ]) {
        for (const path of [
          '/portal/nobody/start',
          '/portal/nobody/console',
          '/portal/%00/start',
        ]) {
          const page = await visitorOf(server).get(`${path}?lang=${lang}`);
          assert.equal(page.status, 404);
          assert.ok(page.html.includes(words ?? ''));
        }
      }
    });

    it('keep what a link into a console says through the sign-in', async () => {
      const path = `${world.path}/console?account_id=${world.accounts[0]}&role_name=Admin&x=1`;
      const stranger = await visitorOf(server).get(path);
      assert.equal(
        stranger.location,
        `${world.path}/sign-in?${new URLSearchParams({ destination: path })}`,
      );
      const page = await portalVisitor(world, await world.signIn()).get(path);
      const query = `account_id=${world.accounts[0]}&role_name=Admin`;
      assert.equal(page.location, `${world.path}/start#/console?${query}`);
    });
  });

  describe('its calls', () => {
    it('R168: answer every account with its roles, compactly', async () => {
      const { call } = await open();
      const { status, body, headers } = await call('GetPortal');
      assert.equal(status, 200);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(body.User.UserName, 'maria');
      assert.equal(body.User.Email, 'maria@example.com');
      assert.equal(body.Portal.StartUrl, `${world.origin}/portal/acme/start`);
      assert.deepEqual(body.Roles, ['Admin', 'ReadOnly']);
      const [first, second] = world.accounts;
      assert.deepEqual(body.Accounts, [
        [first, 'Workload 001', 'workload-001@example.com', [0, 1]],
        [second, 'Workload 002', 'workload-002@example.com', [0, 1]],
      ]);
    });

    it('R163: are refused without a live session', async () => {
      const { call, visitor } = await open();
      visitor.cookies.clear();
      const { status, body } = await call('GetPortal');
      assert.equal(status, 401);
      // PORT-001
      assert.deepEqual(body, { __type: 'ExpiredToken', message: 'The portal session has ended' });
    });

    it('are refused from other origins, without the token, and with other bodies', async () => {
      const { call } = await open();
      const refusals = [
        // PORT-002
        [
          { origin: 'https://evil.test' },
          `The request did not come from a page of ${world.origin}`,
        ],
        [{ origin: undefined }, `The request did not come from a page of ${world.origin}`],
        // PORT-003
        [{ 'x-gatehouse-csrf': 'x' }, 'The request does not carry the token of its session'],
        [{ 'x-gatehouse-csrf': undefined }, 'The request does not carry the token of its session'],
        // PORT-004
        [{ 'content-type': 'text/plain' }, 'The body of the request must be application/json'],
      ] as const;
      for (const [headers, message] of refusals) {
        const { status, body } = await call('GetPortal', {}, headers);
        assert.ok(status === 403 || status === 415);
        assert.equal(body.message, message);
      }
      assert.equal((await call('GetPortal')).status, 200);
    });

    it('PORT-005: are refused with input of another form', async () => {
      const { call } = await open();
      const wrong = await call('SetFavourites', { AccountIds: ['1'] });
      assert.equal(wrong.status, 400);
      assert.match(wrong.body.message, /^The input of SetFavourites is not valid: AccountIds\.0: /);
      assert.equal((await call('SetFavourites', '{')).body.__type, 'ValidationError');
      assert.equal((await call('ListDevices', { More: 1 })).body.__type, 'ValidationError');
      assert.equal((await call('constructor')).body.__type, 'InvalidAction');
      // No store has a NUL in its texts, and not every one says so kindly.
      const nul = await call('DeleteDevice', { SerialNumber: 'a\u0000' });
      assert.deepEqual([nul.status, nul.body.__type], [400, 'ValidationError']);
    });

    it('are not answered to the cookie of another portal, nor is this one anywhere else', async () => {
      const secret = await world.signIn();
      const visitor = visitorOf(server);
      visitor.cookies.set('gatehouse-console', secret);
      visitor.cookies.set('gatehouse-portal-d-0000000000', secret);
      assert.equal((await visitor.get(`${world.path}/start`)).status, 303);
      assert.match((await visitor.get('/console')).location ?? '', /^\/signin/);
    });

    it('see at once that the session was ended or the user disabled', async () => {
      const { call } = await open();
      await world.change(async (work) => {
        work.write(
          work.read
            .updateTable('browser_sessions')
            .set({ ended_at: work.now })
            .where('audience', '=', 'portal'),
          'any',
        );
      });
      assert.equal((await call('GetPortal')).status, 401);
    });

    it('are limited by the session', async () => {
      const { call } = await open();
      // A slow machine would have calls back before they are spent.
      stopped = Date.now();
      const answers = await Promise.all(Array.from({ length: 60 }, () => call('ListDevices')));
      stopped = undefined;
      const refused = answers.filter(({ status }) => status === 429);
      assert.ok(refused.length > 0);
      assert.equal(refused[0]?.body.__type, 'Throttling');
      assert.ok(answers.some(({ status }) => status === 200));
    });
  });

  it('keeps favourites, the user’s own', async () => {
    const { call } = await open();
    const [first, second] = world.accounts;
    await call('SetFavourites', { AccountIds: [second, second] });
    assert.deepEqual((await call('GetPortal')).body.Favourites, [second]);
    await call('SetFavourites', { AccountIds: [first, second] });
    assert.deepEqual((await call('GetPortal')).body.Favourites, [first, second]);
    await call('SetFavourites', { AccountIds: [] });
    assert.deepEqual((await call('GetPortal')).body.Favourites, []);
  });

  describe('roles', () => {
    const wanted = () => ({ AccountId: world.accounts[0], RoleName: 'Admin' });

    it('R169: give credentials that are the role’s', async () => {
      const { call } = await open();
      const { status, body } = await call('GetRoleCredentials', wanted());
      assert.equal(status, 200);
      const { sts } = clientsOf(server, {
        accessKeyId: body.AccessKeyId,
        secretAccessKey: body.SecretAccessKey,
        sessionToken: body.SessionToken,
      });
      const { Arn } = await sts.getCallerIdentity({});
      assert.match(
        Arn ?? '',
        new RegExp(
          `^arn:aws:sts::${world.accounts[0]}:assumed-role/AWSReservedSSO_Admin_\\w{16}/maria$`,
        ),
      );
      assert.ok(body.Expiration > Date.now() / 1000);
    });

    it('that are not assigned are refused', async () => {
      const { call } = await open();
      for (const role of [
        { AccountId: '999999999999', RoleName: 'Admin' },
        { AccountId: world.accounts[0], RoleName: 'Nothing' },
      ]) {
        const { status, body } = await call('GetRoleCredentials', role);
        assert.equal(status, 400);
        assert.equal(body.message, 'No access');
        assert.equal((await call('OpenConsole', role)).body.message, 'No access');
      }
    });

    it('R169: open the console, where the permission set leads', async () => {
      const { call, visitor } = await open();
      const { body } = await call('OpenConsole', wanted());
      assert.deepEqual(body, { Location: '/console/iam' });
      assert.match(
        (await arnIn(visitor, world.origin)) ?? '',
        /AWSReservedSSO_Admin_\w{16}\/maria$/,
      );
      const asked = { ...wanted(), Destination: '/console/events' };
      assert.equal((await call('OpenConsole', asked)).body.Location, '/console/events');
      const foreign = { ...wanted(), Destination: 'https://evil.test/' };
      assert.equal((await call('OpenConsole', foreign)).body.Location, '/console/home');
    });

    it('and what came from them end with the portal session', async () => {
      const { call, visitor } = await open();
      await call('OpenConsole', { ...wanted(), Replace: true });
      const { body } = await call('GetRoleCredentials', wanted());
      assert.ok(await arnIn(visitor, world.origin));
      const other = await open();
      await other.call('EndSession', { Others: true });
      assert.equal((await call('GetPortal')).status, 401);
      assert.equal(await arnIn(visitor, world.origin), undefined);
      const { sts } = clientsOf(server, {
        accessKeyId: body.AccessKeyId,
        secretAccessKey: body.SecretAccessKey,
        sessionToken: body.SessionToken,
      });
      await assert.rejects(sts.getCallerIdentity({}));
    });

    it('ask before they take the place of somebody else’s console session', async () => {
      const { call, visitor } = await open();
      const root = await server.openSession({ kind: 'root' });
      visitor.cookies.set('gatehouse-console', root);
      const { body } = await call('OpenConsole', wanted());
      assert.equal(body.Conflict.Present, `arn:aws:iam::${server.account}:root`);
      assert.match(body.Conflict.Next, /AWSReservedSSO_Admin/);
      assert.equal(await arnIn(visitor, world.origin), `arn:aws:iam::${server.account}:root`);
      await call('OpenConsole', { ...wanted(), Replace: true });
      assert.match((await arnIn(visitor, world.origin)) ?? '', /AWSReservedSSO_Admin/);
      visitor.cookies.set('gatehouse-console', root);
      assert.equal(await arnIn(visitor, world.origin), undefined);
    });
  });

  describe('MFA devices', needs('oathtool'), () => {
    const enrol = async (page: PortalPage, label: string) => {
      const { body } = await page.call('StartRegistration', { Type: 'authenticator' });
      const code = authenticator('', body.Secret).at(Date.now());
      return await page.call('CompleteRegistration', {
        Label: label,
        Token: body.Token,
        Code: code,
      });
    };

    it('R055: are registered with a code, told of wrong ones, renamed and removed', async () => {
      const page = await open();
      const begun = await page.call('StartRegistration', { Type: 'authenticator' });
      assert.match(begun.body.Secret, /^[A-Z2-7]{32,}$/);
      const wrong = await page.call('CompleteRegistration', {
        Label: 'phone',
        Token: begun.body.Token,
        Code: 'abcdef',
      });
      assert.equal(wrong.body.__type, 'InvalidAuthenticationCode');
      assert.deepEqual((await page.call('ListDevices')).body.Devices, []);
      const { body } = await enrol(page, 'phone');
      const serial = { SerialNumber: body.SerialNumber };
      await page.call('RenameDevice', { ...serial, Label: 'old-phone' });
      const [device] = (await page.call('ListDevices')).body.Devices;
      assert.equal(device.Label, 'old-phone');
      assert.equal(device.Type, 'authenticator');
      assert.equal((await page.call('DeleteDevice', serial)).status, 200);
      assert.deepEqual((await page.call('ListDevices')).body.Devices, []);
    });

    it('MFA-035: of somebody else are none', async () => {
      const other = await world.addUser('carol');
      const visitor = portalVisitor(world, await world.signIn(undefined, other));
      const carol = await openPortal(world, visitor);
      const { body } = await enrol(carol, 'phone');
      const { call } = await open();
      const serial = { SerialNumber: body.SerialNumber };
      for (const answer of [
        await call('DeleteDevice', serial),
        await call('RenameDevice', { ...serial, Label: 'mine' }),
        await call('DeleteDevice', { SerialNumber: 'nothing' }),
      ]) {
        assert.equal(answer.status, 400);
        assert.equal(answer.body.__type, 'ResourceNotFoundException');
        assert.match(answer.body.message, /^You have no MFA device with serial number /);
      }
      assert.equal((await carol.call('ListDevices')).body.Devices[0].Label, 'phone');
    });

    it('PORT-006, PORT-007: are what the instance allows', async () => {
      const { call } = await open();
      const mfa = { ...DEFAULT_SETTINGS.mfa, types: ['passkey'] };
      await settings({ ...DEFAULT_SETTINGS, mfa });
      const app = await call('StartRegistration', { Type: 'authenticator' });
      assert.equal(app.status, 403);
      assert.equal(app.body.message, 'Your administrator does not allow MFA devices of this type.');
      assert.equal((await call('StartRegistration', { Type: 'passkey' })).status, 200);
      await settings({ ...DEFAULT_SETTINGS, mfa: { ...mfa, usersManageDevices: false } });
      for (const [operation, input] of [
        ['StartRegistration', { Type: 'passkey' }],
        ['DeleteDevice', { SerialNumber: 'any' }],
      ] as const) {
        const { status, body } = await call(operation, input);
        assert.equal(status, 403);
        assert.equal(
          body.message,
          'Your administrator manages MFA devices. Ask them to change yours.',
        );
      }
      assert.equal((await call('ListDevices')).status, 200);
      await settings(DEFAULT_SETTINGS);
    });

    const settings = async (wanted: object) =>
      await world.change((work) => {
        work.write(
          work.read
            .updateTable('sso_instances')
            .set({ settings: JSON.stringify(wanted) })
            .where('instance_id', '=', world.instance.instance_id),
        );
        work.changed(INSTANCE_ENTITY);
      });
  });

  describe('sessions', () => {
    it('are listed, ended one by one, and all others at once', async () => {
      const { call } = await open();
      const other = await open('Mozilla/5.0 (Windows NT 10.0) Firefox/140.0');
      const listed = (await call('ListSessions')).body.Sessions;
      const [current] = listed.filter(({ Current }: { Current: boolean }) => Current);
      const [firefox] = listed.filter(({ Device }: { Device: string }) => /Firefox/.test(Device));
      assert.ok(current);
      assert.equal((await other.call('GetPortal')).status, 200);
      await call('EndSession', { SessionId: firefox.SessionId });
      assert.equal((await other.call('GetPortal')).status, 401);
      const third = await open();
      await call('EndSession', { Others: true });
      assert.equal((await third.call('GetPortal')).status, 401);
      assert.equal((await call('ListSessions')).body.Sessions.length, 1);
    });

    it('of somebody else are none', async () => {
      const { call } = await open();
      const other = await world.addUser('bob');
      const secret = await world.signIn(undefined, other);
      const bob = await openPortal(world, portalVisitor(world, secret));
      const [own] = (await bob.call('ListSessions')).body.Sessions;
      const { status, body } = await call('EndSession', { SessionId: own.SessionId });
      assert.equal(status, 400);
      const unknown = `The session ${own.SessionId} does not exist or has ended`;
      assert.deepEqual(body, { __type: 'ResourceNotFoundException', message: unknown });
      assert.equal((await bob.call('GetPortal')).status, 200);
      assert.deepEqual((await bob.call('GetPortal')).body.Accounts, []);
    });
  });

  it('changes the password of whoever knows it, and ends other sessions and command lines', async () => {
    const visitor = portalVisitor(world, await world.signIn());
    const { call } = await openPortal(world, visitor);
    const other = await open();
    const { accessToken } = await signedInDevice(world, visitor);
    const change = async (OldPassword: string, NewPassword: string) =>
      await call('ChangePassword', { OldPassword, NewPassword });
    const wrong = await change('wrong', 'Other-horse-2');
    assert.equal(wrong.status, 403);
    // PORT-008
    assert.equal(wrong.body.message, 'The present password is not correct');
    for (const [unfit, message] of [
      ['short', 'Password must have 8 to 64 characters.'],
      [WORKFORCE_PASSWORD, 'Password must not be one of the last three passwords.'],
    ] as const) {
      const { status, body } = await change(WORKFORCE_PASSWORD, unfit);
      assert.equal(status, 400);
      assert.deepEqual(body, { __type: 'PasswordPolicyViolationException', message });
    }
    const changed = await change(WORKFORCE_PASSWORD, 'Other-horse-2');
    assert.equal(changed.status, 200, changed.body.message);
    assert.equal((await portalCall(server, 'assignment/accounts', accessToken)).status, 401);
    assert.equal((await call('GetPortal')).status, 200);
    assert.equal((await other.call('GetPortal')).status, 401);
  });
});
