import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { credentialsOf, refusalOf } from '../support/clients.ts';
import { deny, makeUser, policyOf } from '../support/entities.ts';
import { gatehouse } from '../support/identity-center.ts';
import { type Cluster, startCluster } from './cluster.ts';

const ROUNDS = 6;
const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe('organizations on two nodes: the next request on the other is bound', needed, () => {
  let postgres: TestPostgres | undefined;
  let cluster: Cluster;
  let rootId = '';
  let account = '';

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    cluster = await startCluster(await postgres.createDatabase());
    const { organizations } = cluster.clients(0);
    await organizations.createOrganization({});
    const { Roots = [] } = await organizations.listRoots({});
    rootId = Roots[0]?.Id ?? assert.fail('no root');
    const PolicyType = 'SERVICE_CONTROL_POLICY';
    await organizations.enablePolicyType({ RootId: rootId, PolicyType });
    const made = await organizations.createAccount({
      AccountName: 'Member',
      Email: 'member@example.com',
    });
    account = made.CreateAccountStatus?.AccountId ?? assert.fail('no account');
  });
  after(async () => {
    await cluster?.stop();
    await postgres?.stop();
  });

  async function enter() {
    const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`;
    const answer = await cluster.clients(0).sts.assumeRole({ RoleArn, RoleSessionName: 'enter' });
    return credentialsOf(answer);
  }

  it('a policy that is attached, changed, detached, and an account that is moved', async () => {
    const session = await enter();
    const admin = cluster.clients(0).organizations;
    const { OrganizationalUnit } = await admin.createOrganizationalUnit({
      ParentId: rootId,
      Name: 'Elsewhere',
    });
    const elsewhere = OrganizationalUnit?.Id ?? assert.fail('no unit');
    const { Policy } = await admin.createPolicy({
      Name: 'Guard',
      Description: '',
      Content: policyOf(deny('iam:ListUsers')),
      Type: 'SERVICE_CONTROL_POLICY',
    });
    const PolicyId = Policy?.PolicySummary?.Id ?? assert.fail('no policy');
    for (let round = 0; round < ROUNDS; round += 1) {
      const { organizations } = cluster.clients(round);
      const there = cluster.clients(round + 1, session).iam;
      const refused = async () => (await refusalOf(there.listUsers({}))).message;
      await there.listUsers({});
      await organizations.attachPolicy({ PolicyId, TargetId: elsewhere });
      await there.listUsers({});
      const move = { AccountId: account };
      await organizations.moveAccount({
        ...move,
        SourceParentId: rootId,
        DestinationParentId: elsewhere,
      });
      assert.match(await refused(), /with an explicit deny in a service control policy$/);
      await organizations.updatePolicy({ PolicyId, Content: policyOf(deny('iam:ListGroups')) });
      await there.listUsers({});
      await organizations.updatePolicy({ PolicyId, Content: policyOf(deny('iam:ListUsers')) });
      assert.match(await refused(), /with an explicit deny in a service control policy$/);
      await organizations.detachPolicy({ PolicyId, TargetId: elsewhere });
      await there.listUsers({});
      await organizations.moveAccount({
        ...move,
        SourceParentId: elsewhere,
        DestinationParentId: rootId,
      });
    }
  });

  it('an account that is closed, and reopened', async () => {
    const session = await enter();
    const user = await makeUser(cluster.clients(0, session), 'worker');
    for (let round = 0; round < ROUNDS; round += 1) {
      const calls = () =>
        [session, user.credentials].map((credentials) =>
          cluster.clients(round + 1, credentials).sts.getCallerIdentity({}),
        );
      await Promise.all(calls());
      await cluster.clients(round).organizations.closeAccount({ AccountId: account });
      for (const { code } of await Promise.all(calls().map(refusalOf))) {
        assert.equal(code, 'InvalidClientTokenId');
      }
      const { url = '' } = cluster.nodes[round % 2] ?? {};
      const node = { url, administrator: cluster.administrator };
      const { status } = await gatehouse(node, 'ReopenAccount', { AccountId: account });
      assert.equal(status, 200);
      await Promise.all(calls());
    }
  });

  it('of an account that moves and a policy that is attached at once none is forgotten', async () => {
    const session = await enter();
    const admin = cluster.clients(0).organizations;
    const PolicyId = (
      await admin.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' })
    ).Policies?.find(({ Name }) => Name === 'Guard')?.Id;
    for (let round = 0; round < ROUNDS; round += 1) {
      const made = await admin.createOrganizationalUnit({ ParentId: rootId, Name: `At ${round}` });
      const target = made.OrganizationalUnit?.Id ?? assert.fail('no unit');
      const path = { SourceParentId: rootId, DestinationParentId: target };
      await Promise.all([
        cluster.clients(0).organizations.moveAccount({ AccountId: account, ...path }),
        cluster.clients(1).organizations.attachPolicy({ PolicyId, TargetId: target }),
        cluster.clients(round, session).sts.getCallerIdentity({}),
      ]);
      for (const node of [0, 1]) {
        const refusal = await refusalOf(cluster.clients(node, session).iam.listUsers({}));
        assert.equal(refusal.code, 'AccessDenied', `round ${round}, node ${node}`);
      }
      await admin.detachPolicy({ PolicyId, TargetId: target });
      await admin.moveAccount({
        AccountId: account,
        SourceParentId: target,
        DestinationParentId: rootId,
      });
    }
  });
});
