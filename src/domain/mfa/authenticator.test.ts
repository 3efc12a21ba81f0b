import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { TOTP_PERIOD, totpCode, totpStep } from '../../crypto/totp.ts';
import {
  openTestStore,
  plainSecrets,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from '../iam/test-support.ts';
import {
  beginAuthenticator,
  completeAuthenticator,
  listVirtualDevices,
  mfaDevices,
  reopenAuthenticator,
  verifyTotp,
  type WorkforceOwner,
} from './index.ts';

let tests: TestStore;
before(async () => {
  tests = await openTestStore();
});
after(() => tests.close());

interface Enrolling {
  readonly account: TestAccount;
  readonly owner: WorkforceOwner;
}

async function makeOwner(): Promise<Enrolling> {
  const account = await tests.account();
  const id = `1234567890-${crypto.randomUUID()}`;
  const row = {
    store_id: 'd-1234567890',
    user_id: id,
    user_name: '김.미나+ops',
    user_name_key: id,
    display_name: 'Mina Kim',
    given_name: 'Mina',
    family_name: 'Kim',
    profile: '{}',
    status: 'ENABLED' as const,
    password_state: 'none' as const,
    earlier_passwords: '[]',
    created_at: TEST_TIME,
    created_by: '',
    updated_at: TEST_TIME,
    updated_by: '',
  };
  await account.run(async (work) => {
    work.write(
      work.read.insertInto('directory_users').values({ account_id: work.account, ...row }),
    );
  });
  return { account, owner: { kind: 'workforce', id, userName: row.user_name } };
}

async function begin({ account, owner }: Enrolling) {
  return await account.run(async (work) => beginAuthenticator(work, owner, plainSecrets));
}

async function complete(
  { account, owner }: Enrolling,
  token: string,
  code: string,
  now = TEST_TIME,
) {
  const proof = { token, code, label: '휴대폰' };
  return await account.run(
    async (work) => completeAuthenticator(work, owner, proof, plainSecrets),
    { now },
  );
}

async function enrol(person: Enrolling): Promise<string> {
  const { token, seed } = await begin(person);
  const done = await complete(person, token, totpCode(seed, totpStep(TEST_TIME)));
  assert.ok('serial' in done, JSON.stringify(done));
  return seed;
}

describe('authenticator apps of workforce users', () => {
  it('become devices by one right code, which does not count again', async () => {
    const person = await makeOwner();
    const seed = await enrol(person);
    const { account, owner } = person;
    const [device] = await account.run((work) => mfaDevices(work, owner.id));
    assert.equal(device?.label, '휴대폰');
    assert.match(device?.serial ?? '', /^arn:aws:identitystore::\d{12}:mfa\/1234567890-/);
    assert.ok(device?.kind === 'virtual');
    const use = async (step: number) => {
      const [fresh] = await account.run((work) => mfaDevices(work, owner.id));
      assert.ok(fresh?.kind === 'virtual');
      return await account.run(
        async (work) => await verifyTotp(work, fresh, totpCode(seed, step), plainSecrets.open),
      );
    };
    assert.equal((await use(totpStep(TEST_TIME)))?.code, 'MFA-005');
    assert.equal(await use(totpStep(TEST_TIME) + 1), undefined);
  });

  it('show the same seed again to their owner, and to nobody else', async () => {
    const person = await makeOwner();
    const begun = await begin(person);
    const reopen = (owner: WorkforceOwner, now = TEST_TIME) =>
      person.account.run(
        async (work) => reopenAuthenticator(work, owner, begun.token, plainSecrets),
        { now },
      );
    assert.equal((await reopen(person.owner))?.seed, begun.seed);
    assert.equal(await reopen({ ...person.owner, id: 'somebody-else' }), undefined);
    assert.equal(await reopen(person.owner, TEST_TIME + 15 * 60_000), undefined);
  });

  it('MFA-003: are refused with a wrong code, and may try again', async () => {
    const person = await makeOwner();
    const { token, seed } = await begin(person);
    const wrong = totpCode(seed, totpStep(TEST_TIME) + 100);
    const refused = await complete(person, token, wrong);
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-003');
    assert.ok('serial' in (await complete(person, token, totpCode(seed, totpStep(TEST_TIME)))));
  });

  it('R055: MFA-004 says that the clock of the phone is wrong', async () => {
    const person = await makeOwner();
    const { token, seed } = await begin(person);
    const refused = await complete(person, token, totpCode(seed, totpStep(TEST_TIME) - 4));
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-004');
    assert.deepEqual(
      [refused.details.seconds, refused.details.direction],
      [String((4 * TOTP_PERIOD) / 1000), 'behind'],
    );
  });

  it('MFA-037: are refused once the enrolment has expired', async () => {
    const person = await makeOwner();
    const { token, seed } = await begin(person);
    const late = TEST_TIME + 15 * 60_000;
    const refused = await complete(person, token, totpCode(seed, totpStep(late)), late);
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-037');
    assert.equal(
      refused.message,
      `the enrolment of an authenticator app for \`${person.owner.userName}\` has expired`,
    );
    const last = late - 1;
    assert.ok('serial' in (await complete(person, token, totpCode(seed, totpStep(last)), last)));
  });

  it('MFA-038: are two at most', async () => {
    const person = await makeOwner();
    await enrol(person);
    await enrol(person);
    const { token, seed } = await begin(person);
    const refused = await complete(person, token, totpCode(seed, totpStep(TEST_TIME)));
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-038');
    assert.equal(refused.message, `\`${person.owner.userName}\` has 2 authenticator apps already`);
  });

  it('are not among the virtual devices that IAM lists', async () => {
    const person = await makeOwner();
    await enrol(person);
    const { items } = await person.account.run((work) => listVirtualDevices(work, {}));
    assert.deepEqual(items, []);
  });
});
