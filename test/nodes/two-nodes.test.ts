import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { credentialsOf, refusalOf } from '../support/clients.ts';
import {
  allow,
  deleteRole,
  deny,
  makeKey,
  makeRole,
  makeUser,
  setRolePolicy,
  setUserPolicy,
  trusts,
} from '../support/entities.ts';
import { type Cluster, startCluster } from './cluster.ts';

/** Often enough that a node which is late once in a while is caught. */
const ROUNDS = 12;

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

describe(
  'two nodes on PostgreSQL: the next request on either sees what the other answered',
  needed,
  () => {
    let postgres: TestPostgres | undefined;
    let cluster: Cluster;

    before(async () => {
      postgres = await testPostgres();
      assert.ok(postgres);
      cluster = await startCluster(await postgres.createDatabase());
    });

    after(async () => {
      await cluster?.stop();
      await postgres?.stop();
    });

    it('a new access key works, an inactive one is refused, a deleted one is refused', async () => {
      const { name } = await makeUser(cluster.clients(0), 'keys');
      for (let round = 0; round < ROUNDS; round += 1) {
        const { iam } = cluster.clients(round);
        const key = await makeKey(iam, name);
        const { sts } = cluster.clients(round + 1, key);
        await sts.getCallerIdentity({});
        const one = { UserName: name, AccessKeyId: key.accessKeyId };
        await iam.updateAccessKey({ ...one, Status: 'Inactive' });
        assert.equal((await refusalOf(sts.getCallerIdentity({}))).code, 'InvalidClientTokenId');
        await iam.updateAccessKey({ ...one, Status: 'Active' });
        await sts.getCallerIdentity({});
        await iam.deleteAccessKey(one);
        assert.equal((await refusalOf(sts.getCallerIdentity({}))).code, 'InvalidClientTokenId');
      }
    });

    it('a new role is assumed, its session is used and ends with the role', async () => {
      const { Account = '' } = await cluster.clients(0).sts.getCallerIdentity({});
      for (let round = 0; round < ROUNDS; round += 1) {
        const { iam } = cluster.clients(round);
        const role = await makeRole({ ...cluster.clients(round) }, 'passing', trusts(Account));
        const session = { RoleArn: role.arn, RoleSessionName: `round-${round}` };
        const answer = await cluster.clients(round + 1).sts.assumeRole(session);
        const here = cluster.clients(round, credentialsOf(answer));
        const there = cluster.clients(round + 1, credentialsOf(answer));
        assert.equal((await refusalOf(here.iam.listUsers({}))).code, 'AccessDenied');
        await setRolePolicy(iam, role.name, allow('iam:ListUsers'));
        await there.iam.listUsers({});
        await here.iam.listUsers({});
        await deleteRole(iam, role.name);
        assert.equal(
          (await refusalOf(there.sts.getCallerIdentity({}))).code,
          'InvalidClientTokenId',
        );
        const again = cluster.clients(round + 1).sts.assumeRole(session);
        assert.equal((await refusalOf(again)).code, 'AccessDenied');
      }
    });

    it('policies, groups and tags count as they were last set', async () => {
      const admin = cluster.clients(0);
      const user = await makeUser(admin, 'policies');
      await admin.iam.createGroup({ GroupName: 'readers' });
      const readers = { GroupName: 'readers', PolicyName: 'read' };
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: allow('iam:ListUsers'),
      });
      await admin.iam.putGroupPolicy({ ...readers, PolicyDocument });
      const membership = { GroupName: 'readers', UserName: user.name };
      for (let round = 0; round < ROUNDS; round += 1) {
        const { iam } = cluster.clients(round);
        const there = cluster.clients(round + 1, user.credentials).iam;
        const refused = async () => (await refusalOf(there.listUsers({}))).code === 'AccessDenied';
        assert.ok(await refused());
        await iam.addUserToGroup(membership);
        await there.listUsers({});
        await setUserPolicy(iam, user.name, deny('iam:ListUsers'));
        assert.ok(await refused());
        const ifTagged = { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue' } } };
        await setUserPolicy(iam, user.name, deny('iam:ListUsers', '*', ifTagged));
        await there.listUsers({});
        const Tags = [{ Key: 'team', Value: 'blue' }];
        await iam.tagUser({ UserName: user.name, Tags });
        assert.ok(await refused());
        await iam.untagUser({ UserName: user.name, TagKeys: ['team'] });
        await there.listUsers({});
        await iam.removeUserFromGroup(membership);
        assert.ok(await refused());
        await iam.deleteUserPolicy({ UserName: user.name, PolicyName: 'inline' });
      }
    });

    it('a name taken on one node is taken on the other; of two at once one wins', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const UserName = `same-${round}`;
        const both = await Promise.allSettled([
          cluster.clients(0).iam.createUser({ UserName }),
          cluster.clients(1).iam.createUser({ UserName }),
        ]);
        const lost = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
        assert.equal(lost.length, 1);
        assert.equal((await refusalOf(Promise.reject(lost[0]))).code, 'EntityAlreadyExists');
      }
    });

    it('an event is found on the other node at once', async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const UserName = `told-${round}`;
        await cluster.clients(round).iam.createUser({ UserName });
        const { Events = [] } = await cluster.clients(round + 1).cloudtrail.lookupEvents({
          LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: UserName }],
        });
        assert.deepEqual(
          Events.map(({ EventName }) => EventName),
          ['CreateUser'],
        );
      }
    });
  },
);
