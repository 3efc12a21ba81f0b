import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { GuardFailed } from '../../store/index.ts';
import { setRootPassword } from '../accounts/accounts.ts';
import { createUser as createWorkforceUser, setUserStatus } from '../directory/index.ts';
import { setPassword } from '../directory/passwords.ts';
import { getUser as getWorkforceUser } from '../directory/users.ts';
import { readAccount } from '../iam/account.ts';
import { createLoginProfile, updateLoginProfile } from '../iam/login-profiles.ts';
import { openTestStore, plainPasswords, type TestAccount } from '../iam/test-support.ts';
import { createUser, getUser } from '../iam/users.ts';
import type { Work } from '../work.ts';
import { type FoundPerson, findPerson, passwordHashOf } from './evidence.ts';
import type { Claimed } from './flow-state.ts';
import { writePasswordUse, writeStrongerHash } from './writes.ts';

const STORE = 'd-1234567890';
const { account: newAccount, close } = await openTestStore();
after(close);

const hashOf = async (word: string) => await plainPasswords.hash(word);

/** Somebody with a password, and how it is replaced by another. */
interface Person {
  readonly account: TestAccount;
  readonly claimed: Claimed;
  readonly replace: (work: Work) => unknown;
}

async function root(): Promise<Person> {
  const account = await newAccount();
  const hash = await hashOf('first');
  await account.run((work) => setRootPassword(work, account.id, hash));
  return {
    account,
    claimed: { kind: 'root', email: `root@${account.id}.example` },
    replace: (work) => setRootPassword(work, account.id, '$plain$second'),
  };
}

async function iamUser(): Promise<Person> {
  const account = await newAccount();
  const row = await account.run((work) => readAccount(work));
  const user = await account.run((work) =>
    createUser(work, { name: 'Ada', path: '/', boundaryArn: null }),
  );
  const profile = { password: 'Correct-Horse-7', resetRequired: false };
  await account.run((work) => createLoginProfile(work, row, user, profile, plainPasswords));
  return {
    account,
    claimed: { kind: 'user', account: account.id, userName: 'Ada' },
    replace: async (work) =>
      await updateLoginProfile(
        work,
        row,
        await getUser(work, 'Ada'),
        { password: 'Other-Horse-8' },
        plainPasswords,
      ),
  };
}

let people = 0;
async function workforceUser(): Promise<Person & { readonly disable: (work: Work) => unknown }> {
  const account = await newAccount();
  people += 1;
  const userName = `ada${people}`;
  const attributes = {
    UserName: userName,
    DisplayName: 'Ada',
    Name: { GivenName: 'A', FamilyName: 'Da' },
  };
  const { user_id: id } = await account.run((work) =>
    createWorkforceUser(work, STORE, attributes, 'arn'),
  );
  const set = async (work: Work, word: string) =>
    await setPassword(work, await getWorkforceUser(work, STORE, id), {
      hash: await hashOf(word),
      state: 'set',
    });
  await account.run((work) => set(work, 'first'));
  return {
    account,
    claimed: {
      kind: 'workforce',
      account: account.id,
      instanceId: 'ssoins-1234567890abcdef',
      identityStoreId: STORE,
      userName,
    },
    replace: (work) => set(work, 'second'),
    disable: async (work) =>
      await setUserStatus(work, await getWorkforceUser(work, STORE, id), 'DISABLED', 'arn'),
  };
}

const find = async ({ account, claimed }: Person): Promise<FoundPerson> =>
  await account.run((work) => findPerson(work, claimed));
const hash = (found: FoundPerson): string => passwordHashOf(found) ?? '';
const use = ({ account }: Person, found: FoundPerson) =>
  account.run((work) => writePasswordUse(work, found, hash(found)));
const strengthen = ({ account }: Person, found: FoundPerson) =>
  account.run((work) => writeStrongerHash(work, found, '$plain$stronger'));

for (const [kind, make] of Object.entries({ root, iamUser, workforceUser })) {
  describe(`the password of a sign-in: ${kind}`, () => {
    it('is noted as used, unless another took its place meanwhile', async () => {
      const person = await make();
      const found = await find(person);
      assert.notEqual(hash(found), '');
      await use(person, found);
      await person.account.run(person.replace);
      await assert.rejects(use(person, found), GuardFailed);
      await use(person, await find(person));
    });

    it('gets a stronger hash, unless another took its place meanwhile', async () => {
      const person = await make();
      const found = await find(person);
      await strengthen(person, found);
      assert.equal(hash(await find(person)), '$plain$stronger');
      await person.account.run(person.replace);
      const replaced = hash(await find(person));
      await assert.rejects(strengthen(person, found), GuardFailed);
      assert.equal(hash(await find(person)), replaced);
    });
  });
}

describe('a sign-in that is over', () => {
  it('is refused to a workforce user who was disabled meanwhile', async () => {
    const person = await workforceUser();
    const found = await find(person);
    await person.account.run(person.disable);
    await assert.rejects(use(person, found), GuardFailed);
  });

  it('is refused to the root user of an account that was closed meanwhile', async () => {
    const person = await root();
    const found = await find(person);
    await person.account.run((work) =>
      work.write(
        work.read
          .updateTable('accounts')
          .set({ state: 'SUSPENDED' })
          .where('account_id', '=', person.account.id),
      ),
    );
    await assert.rejects(use(person, found), GuardFailed);
  });
});
