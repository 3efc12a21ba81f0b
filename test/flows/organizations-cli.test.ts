/**
 * An organization of three accounts built with Debian's AWS CLI: one policy keeps a region, another
 * keeps console passwords from being made. Both bind users, roles and root of the member accounts
 * from the next call on, with AWS's texts.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { needs } from '../../tools/programs.ts';
import { type Cli, openCli } from '../support/cli.ts';
import { clientsOf } from '../support/clients.ts';
import { allow, deny, makeUser, policyOf } from '../support/entities.ts';
import { type Credentials, startTestServer, type TestServer } from '../support/server.ts';

const REGION_GUARD = policyOf({
  Effect: 'Deny',
  NotAction: ['iam:*', 'organizations:*', 'sts:*'],
  Resource: '*',
  Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
});
const PASSWORD_GUARD = policyOf(deny('iam:*LoginProfile'));

describe('an organization of three accounts', needs('aws'), () => {
  let server: TestServer;
  let cli: Cli;
  let rootId = '';
  let unit = '';
  const members: string[] = [];

  before(async () => {
    server = await startTestServer({ GATEHOUSE_REGIONS: 'eu-west-1' });
    cli = await openCli(server);
  });
  after(async () => {
    await cli?.remove();
    await server?.stop();
  });

  // biome-ignore lint/suspicious/noExplicitAny: outputs of all commands.
  type Output = any;

  /** Runs a command of words without spaces and answers its JSON. */
  async function aws(credentials: Credentials, command: string, ...rest: string[]) {
    return (await cli.json(credentials, ...command.split(' '), ...rest)) as Output;
  }

  const organizations = (command: string, ...rest: string[]) =>
    aws(server.administrator, `organizations ${command}`, ...rest);

  async function run(command: string): Promise<void> {
    const ended = await cli.run(server.administrator, ...`organizations ${command}`.split(' '));
    assert.deepEqual(ended, { code: 0, stdout: '', stderr: '' });
  }

  async function assertRefused(credentials: Credentials, command: string, line: string) {
    const ended = await cli.run(credentials, ...command.split(' '));
    assert.deepEqual([ended.code, ended.stderr], [254, `\n${line}\n`]);
  }

  it('is built', async () => {
    await organizations('create-organization --feature-set ALL');
    rootId = (await organizations('list-roots')).Roots[0].Id;
    const enable = `enable-policy-type --root-id ${rootId} --policy-type SERVICE_CONTROL_POLICY`;
    assert.equal((await organizations(enable)).Root.PolicyTypes[0].Status, 'ENABLED');
    const made = await organizations(
      `create-organizational-unit --parent-id ${rootId} --name Workloads`,
    );
    unit = made.OrganizationalUnit.Id;
    for (const name of ['Test', 'Live']) {
      const asked = await organizations(
        `create-account --account-name ${name} --email ${name}@example.com`,
      );
      const { CreateAccountStatus: status } = await organizations(
        `describe-create-account-status --create-account-request-id ${asked.CreateAccountStatus.Id}`,
      );
      assert.equal(status.State, 'SUCCEEDED');
      members.push(status.AccountId);
      await run(
        `move-account --account-id ${status.AccountId} --source-parent-id ${rootId} --destination-parent-id ${unit}`,
      );
    }
    const { Accounts } = await organizations('list-accounts');
    assert.equal(Accounts.length, 3);
    const below = await organizations(`list-accounts-for-parent --parent-id ${unit}`);
    assert.deepEqual(
      below.Accounts.map(({ Id }: { Id: string }) => Id),
      [...members].sort(),
    );
  });

  it('binds users, roles and root of its members at once, and not the management account', async () => {
    const [account = ''] = members;
    const role = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    const assumed = await aws(
      server.administrator,
      `sts assume-role --role-arn ${role} --role-session-name enter`,
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = assumed.Credentials;
    const session = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const user = await makeUser(clientsOf(server, session), 'worker', { policy: allow('*') });
    const root = await server.makeRootKey(account);
    const principals = [
      { arn: user.arn, credentials: user.credentials },
      {
        arn: `arn:aws:sts::${account}:assumed-role/OrganizationAccountAccessRole/enter`,
        credentials: session,
      },
      { arn: `arn:aws:iam::${account}:root`, credentials: root },
    ];
    const abroad = 'cloudtrail lookup-events --max-items 1 --region eu-west-1';
    const remove = 'iam delete-login-profile --user-name worker';
    for (const { credentials } of principals) await aws(credentials, abroad);

    const policies: string[] = [];
    for (const [name, content] of [
      ['Regions', REGION_GUARD],
      ['Passwords', PASSWORD_GUARD],
    ]) {
      const made = await organizations(
        `create-policy --type SERVICE_CONTROL_POLICY --name ${name} --description ${name} --content`,
        content ?? '',
      );
      const { Id } = made.Policy.PolicySummary;
      policies.push(Id);
      await run(`attach-policy --policy-id ${Id} --target-id ${unit}`);
    }

    const because = 'with an explicit deny in a service control policy';
    for (const { arn, credentials } of principals) {
      await assertRefused(
        credentials,
        abroad,
        `An error occurred (AccessDeniedException) when calling the LookupEvents operation: User: ${arn} is not authorized to perform: cloudtrail:LookupEvents ${because}`,
      );
      await aws(credentials, abroad.replace('eu-west-1', 'us-east-1'));
      await assertRefused(
        credentials,
        remove,
        `An error occurred (AccessDenied) when calling the DeleteLoginProfile operation: User: ${arn} is not authorized to perform: iam:DeleteLoginProfile on resource: ${user.arn} ${because}`,
      );
    }
    await aws(server.administrator, abroad);
    for (const id of policies) {
      await run(`detach-policy --policy-id ${id} --target-id ${unit}`);
    }
    for (const { credentials } of principals) await aws(credentials, abroad);
  });
});
