import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import { randomAccountId } from '../../base/ids.ts';
import { type Change, GuardFailed, type Store, UniqueViolation } from '../../store/index.ts';
import { workforceUserEntity } from '../entities.ts';
import { beginWork, type Work } from '../work.ts';
import {
  createGroup,
  createMembership,
  createUser,
  deleteGroup,
  deleteMembership,
  deleteUser,
  findGroupByName,
  findUserByEmail,
  findUserByName,
  getGroup,
  getUser,
  listGroups,
  listMembershipsOfGroup,
  listMembershipsOfUser,
  listUsers,
  setExternalIds,
  setUserStatus,
  type UserRow,
  updateGroup,
  updateUser,
} from './index.ts';

const STORE = 'd-1234567890';
const NOW = Date.UTC(2026, 0, 15, 8);
const BY = 'arn:aws:iam::111122223333:root';

/** Tests of the directory's statements, for each back end. */
export function directoryTests(
  name: string,
  open: () => Promise<{ readonly store: Store; readonly close: () => Promise<void> }>,
): void {
  describe(`the directory on ${name}`, async () => {
    const { store, close } = await open();
    after(close);
    const account = randomAccountId();
    const begin = () => beginWork({ account, now: NOW, random: systemRandom, read: store.read });
    async function run<Result>(body: (work: Work) => Result | Promise<Result>): Promise<Result> {
      const work = begin();
      const result = await body(work);
      if (work.plan.statements.length > 0) await store.commit(work.plan);
      return result;
    }
    /** What a body declares changed; it is committed as well. */
    async function changesOf(body: (work: Work) => unknown): Promise<readonly Change[]> {
      const work = begin();
      await body(work);
      await store.commit(work.plan);
      return work.plan.changes;
    }
    const person = (UserName: string, rest = {}) => ({
      UserName,
      DisplayName: 'Person',
      Name: { GivenName: 'P', FamilyName: 'Erson' },
      ...rest,
    });
    const makeUser = (userName: string, rest = {}) =>
      run((work) => createUser(work, STORE, person(userName, rest), BY));
    const makeGroup = (DisplayName: string) =>
      run((work) => createGroup(work, STORE, { DisplayName }, BY));
    const changed = ({ user_id }: UserRow) => [{ account, entity: workforceUserEntity(user_id) }];

    it('R029: the longest names of any script are kept, found and told apart', async () => {
      const wide = ['가', '𝒳', '🙂'];
      for (const [at, character] of wide.entries()) {
        const userName = character.repeat(128);
        const mail = `${character.repeat(1000)}@example.com`;
        const made = await makeUser(userName, { Emails: [{ Value: mail }] });
        assert.equal(
          (await run((work) => findUserByName(work, STORE, userName)))?.user_name,
          userName,
        );
        const found = await run((work) => findUserByEmail(work, STORE, mail));
        assert.deepEqual([found?.user_id, found?.email], [made.user_id, mail]);
        const long = character.repeat(1023);
        for (const end of ['a', 'b']) await makeGroup(`${long}${end}`);
        const group = await run((work) => findGroupByName(work, STORE, `${long}B`));
        assert.equal(group?.display_name, `${long}b`);
        const ids = [{ Issuer: character.repeat(256), Id: character.repeat(256) }];
        const owner = { storeId: STORE, type: 'USER', id: `${at}` } as const;
        await run((work) => setExternalIds(work, owner, ids));
      }
    });

    it('R021: of two users of a name that are made at once one is refused', async () => {
      const [one, two] = [begin(), begin()];
      await createUser(one, STORE, person('Twice'), BY);
      await createUser(two, STORE, person('tWICE'), BY);
      await store.commit(one.plan);
      await assert.rejects(async () => await store.commit(two.plan), UniqueViolation);
    });

    it('no membership outlives the group or the user that it was made with', async () => {
      const [group, user] = [await makeGroup('leaving'), await makeUser('leaving')];
      const pair = { groupId: group.group_id, userId: user.user_id };
      const late = begin();
      await createMembership(late, STORE, pair, BY);
      await run((work) => deleteGroup(work, group));
      await assert.rejects(async () => await store.commit(late.plan), GuardFailed);
      const other = await makeGroup('staying');
      const later = begin();
      await createMembership(later, STORE, { ...pair, groupId: other.group_id }, BY);
      await run((work) => deleteUser(work, user));
      await assert.rejects(async () => await store.commit(later.plan), GuardFailed);
    });

    it('of two changes of a user or group that read the same the second is lost', async () => {
      const [group, user] = [await makeGroup('twice read'), await makeUser('twice-read')];
      const shown = [{ AttributePath: 'displayName', AttributeValue: 'Other' }];
      const changes: Record<string, (work: Work) => Promise<void>> = {
        updateGroup: (work) => updateGroup(work, group, shown, BY),
        updateUser: (work) => updateUser(work, user, shown, BY),
        deleteGroup: (work) => deleteGroup(work, group),
        deleteUser: (work) => deleteUser(work, user),
      };
      await run((work) => updateGroup(work, group, shown, BY));
      await run((work) => updateUser(work, user, shown, BY));
      for (const [name, change] of Object.entries(changes)) {
        await assert.rejects(run(change), GuardFailed, name);
      }
      const [newGroup, newUser] = [
        await run((work) => getGroup(work, STORE, group.group_id)),
        await run((work) => getUser(work, STORE, user.user_id)),
      ];
      assert.deepEqual([newGroup.display_name, newUser.display_name], ['Other', 'Other']);
      await run((work) => deleteGroup(work, newGroup));
      await run((work) => deleteUser(work, newUser));
    });

    it('pages are complete and in one order', async () => {
      const names = ['page-B', 'page-a', 'page-_', 'page-é', 'page-가', 'page-1'];
      for (const one of names) await makeUser(one);
      const seen: string[] = [];
      let NextToken: string | undefined;
      do {
        const request = { MaxResults: 2, NextToken };
        const page = await run((work) => listUsers(work, STORE, request));
        seen.push(...page.items.map(({ user_name }) => user_name));
        NextToken = page.nextToken;
      } while (NextToken !== undefined);
      assert.ok(names.every((one) => seen.includes(one)));
      assert.equal(new Set(seen).size, seen.length);
      assert.ok((await run((work) => listGroups(work, STORE, {}))).items.length >= 7);
    });

    it('whatever a user may do depends on is declared changed', async () => {
      const group = await makeGroup('declared');
      const work = begin();
      const user = await createUser(work, STORE, person('declared'), BY);
      await store.commit(work.plan);
      assert.deepEqual(work.plan.changes, changed(user));
      const now = () => run((reading) => getUser(reading, STORE, user.user_id));
      const pair = { groupId: group.group_id, userId: user.user_id };
      const joining = await changesOf((one) => createMembership(one, STORE, pair, BY));
      assert.deepEqual(joining, changed(user));
      const memberships = await run((one) => listMembershipsOfUser(one, STORE, user.user_id, {}));
      const [membership] = memberships.items;
      assert.ok(membership);
      assert.deepEqual(await changesOf((one) => deleteMembership(one, membership)), changed(user));
      await changesOf((one) => createMembership(one, STORE, pair, BY));
      assert.deepEqual(await changesOf((one) => deleteGroup(one, group)), changed(user));
      const left = await run((one) => listMembershipsOfGroup(one, STORE, group.group_id, {}));
      assert.deepEqual(left.items, []);
      const operations = [{ AttributePath: 'title', AttributeValue: 'T' }];
      const before = await now();
      const updating = await changesOf((one) => updateUser(one, before, operations, BY));
      assert.deepEqual(updating, changed(user));
      const after = await now();
      const disabling = await changesOf((one) => setUserStatus(one, after, 'DISABLED', BY));
      assert.deepEqual(disabling, changed(user));
      const same = await now();
      const work2 = begin();
      await setUserStatus(work2, same, 'DISABLED', BY);
      assert.deepEqual(work2.plan.statements, []);
      assert.deepEqual(await changesOf((one) => deleteUser(one, same)), changed(user));
    });
  });
}
