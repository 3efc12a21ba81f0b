import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DeleteUserCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { runWith } from '../../src/cli/testing.ts';
import { commandServices } from '../../src/compose.ts';
import { accessIndexOf } from '../../src/domain/identity-center/assignments/access-index.ts';
import { type Workforce, workforceOf } from '../support/assignments.ts';
import { enableIdentityCenter, type Member, makeMember } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

let server: TestServer;
let workforce: Workforce;
let dev: Member;
let oldAnn = '';
let ann = '';
let bob = '';

before(async () => {
  server = await startTestServer();
  workforce = workforceOf(server, await enableIdentityCenter(server));
  dev = await makeMember(server, 'dev');
});
after(async () => {
  await server?.stop();
});

async function run(...parameters: string[]) {
  const environment = { GATEHOUSE_DATA: server.folder };
  const words = ['identity-center', 'orphans', ...parameters];
  return await runWith(await commandServices(), words, { environment });
}

async function makeOrphans(): Promise<void> {
  const PermissionSetArn = await workforce.permissionSet('Admin');
  oldAnn = await workforce.user('ann');
  bob = await workforce.user('bob');
  const { url: endpoint, region, administrator: credentials } = server;
  const store = new IdentitystoreClient({ endpoint, region, credentials });
  for (const UserId of [oldAnn, bob]) {
    const of = { PrincipalType: 'USER', PrincipalId: UserId, TargetId: dev.account } as const;
    await workforce.assign({ PermissionSetArn, ...of });
    const IdentityStoreId = workforce.instance.identityStoreId;
    await store.send(new DeleteUserCommand({ IdentityStoreId, UserId }));
  }
  ann = await workforce.user('ann');
}

test('R032: orphans are listed in both languages, with what becomes of them', async () => {
  const none = await run('--lang', 'en');
  assert.equal(none.out, 'Every assignment is to a user or group that exists.\n', none.err);
  const korean = await run('--lang', 'ko');
  assert.equal(korean.out, '모든 할당이 존재하는 사용자 또는 그룹에 연결되어 있습니다.\n');
  await makeOrphans();
  const { out } = await run('--lang', 'en');
  assert.equal(
    out.replace(/ +/g, ' '),
    `account ${dev.account}\npermission set Admin\nuser ann (${oldAnn})\nrepair move to ann, who has the id ${ann}\n\n` +
      `account ${dev.account}\npermission set Admin\nuser bob (${bob})\nrepair delete: nobody has this name\n`,
  );
  const listed = await run('--lang', 'ko');
  assert.match(listed.out, new RegExp(`복구 방법 +ann\\(ID ${ann}\\)\\(으\\)로 이동`));
  assert.match(listed.out, /복구 방법 +삭제: 이 이름을 가진 대상이 없음/);
  const { orphans } = JSON.parse((await run('--json')).out);
  assert.deepEqual(
    orphans.map(({ key }: { key: { principalId: string } }) => key.principalId),
    [oldAnn, bob],
  );
});

test('R033: repairing asks on a terminal, and is refused without one', async () => {
  const refused = await run('--repair');
  assert.equal(refused.code, 2);
  assert.match(refused.err, /--repair asks on a terminal; say --yes where there is none/);
  for (const [answer, repaired] of [
    ['n', false],
    ['yes', true],
  ] as const) {
    const stdin = { typed: `${answer}\n` };
    const { code, err } = await runWith(
      await commandServices(),
      ['identity-center', 'orphans', '--repair', '--lang', 'en'],
      { environment: { GATEHOUSE_DATA: server.folder }, stdin },
    );
    assert.equal(code, 0, err);
    assert.equal(/Asked for 2 repairs; they are carried out/.test(err), repaired);
  }
  const { out } = await run('--lang', 'en');
  assert.equal(out, 'Every assignment is to a user or group that exists.\n');
  await untilAccess(ann);
});

async function untilAccess(userId: string): Promise<void> {
  const { workforce: state } = server.parts;
  await until('the repair gives access', async () => {
    await state.fresh([server.account]);
    const user = await state.user(server.account, userId);
    return (await accessIndexOf(state, user)).accounts.length === 1;
  });
}
