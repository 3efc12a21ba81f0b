import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed, type Store } from '../../store/index.ts';
import { setRootPassword } from '../accounts/accounts.ts';
import { openTestStore, TEST_TIME, type TestAccount } from '../iam/test-support.ts';
import { anyCase, tagsOf, writeTags } from '../tags.ts';
import type { Work } from '../work.ts';
import { createMember } from './account-requests.ts';
import { deregisterDelegate, listDelegations, registerDelegate } from './delegation.ts';
import { deleteOrganization } from './delete-organization.ts';
import { findMember } from './members.ts';
import { moveAccount } from './membership.ts';
import {
  createOrganization,
  getManagedOrganization,
  getOrganization,
  type OrganizationRow,
  touchOrganization,
} from './organizations.ts';
import { createAccountRetirement } from './retirement.ts';
import { disableService, enableService, listServices } from './services.ts';
import { createUnit } from './units.ts';

const { store, account: newAccount, close } = await openTestStore();
after(close);

/** A manager with an organization, and a body over it as it is at the time. */
async function organized() {
  const manager = await newAccount();
  await manager.run((work) => createOrganization(work, 'ALL'));
  const run = <Result>(body: (work: Work, own: OrganizationRow) => Result | Promise<Result>) =>
    manager.run(async (work) => await body(work, await getManagedOrganization(work)));
  let members = 0;
  const member = async () => {
    members += 1;
    const name = `member-${members}`;
    const email = `${name}@${manager.id}.example`;
    return await run((work, own) => createMember(work, own, { name, email, roleName: 'Entry' }));
  };
  return { manager, run, member };
}

/** Changes an account's row, as whatever is written in it does. */
const changeAccount = (by: TestAccount, account: string) =>
  by.run((work) => setRootPassword(work, account, '$plain$other'));

describe('an organization', () => {
  it('is changed by one of two that read the same', async () => {
    const { run } = await organized();
    const lost = run(async (work, own) => {
      touchOrganization(work, own);
      await run((other, same) => touchOrganization(other, same));
    });
    await assert.rejects(lost, GuardFailed);
  });

  it('is not made by an account that is changed at the same moment', async () => {
    const account = await newAccount();
    const lost = account.run(async (work) => {
      await createOrganization(work, 'ALL');
      await changeAccount(account, account.id);
    });
    await assert.rejects(lost, GuardFailed);
    await account.run((work) => createOrganization(work, 'ALL'));
  });

  it('moves no account that is changed at the same moment', async () => {
    const { manager, run, member } = await organized();
    const account = await member();
    const { unit_id: unit } = await run((work, own) =>
      createUnit(work, own, { parent: own.root_id, name: 'Unit', tags: [] }),
    );
    const move = (work: Work, own: OrganizationRow) =>
      moveAccount(work, own, account, { source: own.root_id, destination: unit });
    const lost = run(async (work, own) => {
      await move(work, own);
      await changeAccount(manager, account);
    });
    await assert.rejects(lost, GuardFailed);
    const parent = async () =>
      (await run((work, own) => findMember(work, own, account)))?.parent_id;
    assert.notEqual(await parent(), unit);
    await run(move);
    assert.equal(await parent(), unit);
  });

  it('is not deleted when it is changed at the same moment', async () => {
    const { run } = await organized();
    const lost = run(async (work, own) => {
      await deleteOrganization(work, own);
      await run((other, same) => touchOrganization(other, same));
    });
    await assert.rejects(lost, GuardFailed);
    await run((work) => getOrganization(work));
  });

  it('takes its own tags with it, and no others of the account', async () => {
    const { manager, run } = await organized();
    const tag = (owner: string) =>
      manager.run((work) => writeTags(work, owner, [{ Key: 'a', Value: 'b' }], anyCase));
    const count = async (owner: string) => (await manager.run((work) => tagsOf(work, owner))).size;
    await tag('p-1234567890');
    await tag('AIDAEXAMPLE');
    await run((work, own) => deleteOrganization(work, own));
    assert.deepEqual([await count('p-1234567890'), await count('AIDAEXAMPLE')], [0, 1]);
  });
});

describe('services of an organization', () => {
  const SERVICES = ['access-analyzer.amazonaws.com', 'config.amazonaws.com'] as const;

  it('are taken back from the one that had them, and no other', async () => {
    const { run, member } = await organized();
    const delegates = [await member(), await member()];
    for (const service of SERVICES) {
      await run((work, own) => enableService(work, own, service));
    }
    for (const delegate of delegates) {
      for (const service of SERVICES) {
        await run((work, own) => registerDelegate(work, own, delegate, service));
      }
    }
    const [first = '', second = ''] = delegates;
    await run((work, own) => deregisterDelegate(work, own, first, SERVICES[0]));
    const left = await run((work, own) => listDelegations(work, own));
    assert.deepEqual(
      new Set(left.map((row) => `${row.delegate} ${row.service_principal}`)),
      new Set([`${first} ${SERVICES[1]}`, ...SERVICES.map((service) => `${second} ${service}`)]),
    );
  });

  it('are trusted no more one by one', async () => {
    const { run } = await organized();
    for (const service of SERVICES) {
      await run((work, own) => enableService(work, own, service));
    }
    await run((work, own) => disableService(work, own, SERVICES[0]));
    const left = await run((work, own) => listServices(work, own));
    assert.deepEqual(
      left.map((row) => row.service_principal),
      [SERVICES[1]],
    );
  });
});

describe('R242: accounts that were closed long ago', () => {
  const suspend = (account: TestAccount, state: 'ACTIVE' | 'SUSPENDED', closedAt: number | null) =>
    account.run((work) =>
      work.write(
        work.read
          .updateTable('accounts')
          .set({ state, closed_at: closedAt })
          .where('account_id', '=', account.id),
      ),
    );
  const stateOf = async ({ id }: TestAccount) =>
    (
      await store.read
        .selectFrom('accounts')
        .select('state')
        .where('account_id', '=', id)
        .executeTakeFirst()
    )?.state;
  /** Retires while something else happens between the decision and the plan. */
  const retire = (meanwhile: () => Promise<unknown>) => {
    const commit: Store['commit'] = async (plan) => {
      await meanwhile();
      await store.commit(plan);
    };
    const racing: Store = Object.create(store, { commit: { value: commit } });
    return createAccountRetirement(racing)(TEST_TIME);
  };

  it('stay when they are reopened at the same moment, or were closed again', async () => {
    const account = await newAccount();
    await suspend(account, 'SUSPENDED', TEST_TIME - 1);
    await assert.rejects(
      retire(() => suspend(account, 'ACTIVE', TEST_TIME - 1)),
      GuardFailed,
    );
    assert.equal(await stateOf(account), 'ACTIVE');
    await suspend(account, 'SUSPENDED', TEST_TIME - 1);
    await assert.rejects(
      retire(() => suspend(account, 'SUSPENDED', TEST_TIME + 1)),
      GuardFailed,
    );
    assert.equal(await stateOf(account), 'SUSPENDED');
    await suspend(account, 'SUSPENDED', TEST_TIME);
    await retire(async () => undefined);
    assert.equal(await stateOf(account), 'CLOSED');
  });
});
