import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { totpCode, totpStep } from '../../crypto/totp.ts';
import { AwsError } from '../../failures/aws-error.ts';
import {
  openTestStore,
  plainSecrets,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from '../iam/test-support.ts';
import { createUser, getUser } from '../iam/users.ts';
import type { Principal } from '../principal.ts';
import { verifyCodeOfCall } from '../sts/mfa.ts';
import type { Work } from '../work.ts';
import {
  codePairChecks,
  createVirtualDevice,
  enableDevice,
  examineCode,
  findMfaDevice,
  resyncDevice,
  type VirtualDevice,
  verifyTotp,
} from './index.ts';

const AT = totpStep(TEST_TIME);
const STEP = 30_000;

let tests: TestStore;
before(async () => {
  tests = await openTestStore();
});
after(() => tests.close());

/** A user with a device whose codes of `AT - 1` and `AT` enabled it. */
interface Owned {
  readonly account: TestAccount;
  readonly serial: string;
  readonly code: (step: number) => string;
  readonly device: () => Promise<VirtualDevice>;
  /** Judges a code at a number of steps after the first, committing what comes of it. */
  readonly use: (code: string, steps?: number) => Promise<string | undefined>;
}

async function subjectOf(work: Work) {
  const user = await getUser(work, 'mina');
  return { kind: 'user', id: user.user_id, user } as const;
}

async function makeOwned(clock = 0): Promise<Owned> {
  const account = await tests.account();
  await account.run((work) => createUser(work, { name: 'mina', path: '/', boundaryArn: null }));
  const { serial, seed } = await account.run((work) =>
    createVirtualDevice(work, { name: 'phone', path: '/' }, plainSecrets),
  );
  const code = (step: number) => totpCode(seed, step);
  const codes = [code(AT - 1 + clock), code(AT + clock)] as const;
  await account.run(async (work) =>
    enableDevice(work, await subjectOf(work), serial, codes, plainSecrets.open),
  );
  const device = async () => {
    const found = await account.run((work) => findMfaDevice(work, serial));
    assert.ok(found?.kind === 'virtual');
    return found;
  };
  return {
    account,
    serial,
    code,
    device,
    use: async (text, steps = 0) => {
      const found = await device();
      const options = { now: TEST_TIME + steps * STEP };
      const failed = await account.run(
        (work) => verifyTotp(work, found, text, plainSecrets.open),
        options,
      );
      return failed && `${failed.code}: ${failed.message}`;
    },
  };
}

describe('a code of a virtual device', () => {
  it('counts once, and no earlier one after it', async () => {
    const { use, code, serial } = await makeOwned();
    const used = `MFA-005: the code for \`${serial}\`, or a later one, was used before`;
    assert.equal(await use(code(AT)), used, 'the codes that enabled it are used up');
    assert.equal(await use(code(AT + 2), 2), undefined);
    assert.equal(await use(code(AT + 2), 2), used);
    assert.equal(await use(code(AT + 1), 2), used);
    assert.equal(await use(code(AT + 3), 2), undefined);
  });

  it('of two uses at once one fails its guard', async () => {
    const { account, device, code } = await makeOwned();
    const found = await device();
    const use = () =>
      account.run((work) => verifyTotp(work, found, code(AT + 1), plainSecrets.open));
    assert.equal(await use(), undefined);
    await assert.rejects(use(), { name: 'GuardFailed' });
  });

  it('of two wrong ones at once the later is not judged by what was read before the earlier', async () => {
    const { account, device, code } = await makeOwned();
    const found = await device();
    const guess = () =>
      account.run((work) => verifyTotp(work, found, code(AT + 1000), plainSecrets.open));
    assert.equal((await guess())?.code, 'MFA-003');
    await assert.rejects(guess(), { name: 'GuardFailed' });
    assert.equal((await device()).failedTries, 1);
  });

  it('is six digits', async () => {
    const { use, code, serial } = await makeOwned();
    for (const text of ['', '12345', '1234567', '12345a', ' 12345', '１２３４５６']) {
      assert.equal(await use(text, 1), `MFA-001: the code for \`${serial}\` is not six digits`);
    }
    assert.equal(await use(code(AT + 1), 1), undefined);
  });

  it("R055: of a clock that is off is explained with the server's time", async () => {
    const { use, code, serial } = await makeOwned();
    assert.equal(
      await use(code(AT + 6)),
      `MFA-004: the code for \`${serial}\` was made by a clock that is about 180 seconds ahead; the server's time is 2026-01-15T08:00:00Z`,
    );
    assert.equal(
      await use(code(AT - 20)),
      `MFA-004: the code for \`${serial}\` was made by a clock that is about 600 seconds behind; the server's time is 2026-01-15T08:00:00Z`,
    );
    assert.equal(
      await use(code(AT + 40)),
      `MFA-003: the code for \`${serial}\` is not one of the present; the server's time is 2026-01-15T08:00:00Z`,
    );
    assert.equal(await use(code(AT + 1)), undefined);
  });

  it('R055: of a clock that was off when the device was enabled is accepted', async () => {
    const { use, code, device } = await makeOwned(7);
    assert.equal((await device()).drift, 7);
    assert.equal(await use(code(AT + 9), 1), undefined);
    assert.equal((await device()).drift, 8);
    assert.equal(await use(code(AT + 11), 11), undefined, 'the clock was set right meanwhile');
    assert.equal((await device()).drift, 0);
  });

  it('waits after five wrong codes in a row, doubling up to an hour', async () => {
    const { use, code, serial, device } = await makeOwned();
    const wrong = code(AT + 1000);
    for (let tries = 0; tries < 5; tries += 1) {
      assert.match((await use(wrong)) ?? '', /^MFA-003/);
    }
    assert.equal(
      await use(code(AT + 1)),
      `MFA-006: after 5 wrong codes in a row \`${serial}\` is not looked at before 2026-01-15T08:00:30Z`,
    );
    assert.equal((await device()).failedTries, 5, 'what is not looked at is not counted');
    assert.match((await use(wrong, 1)) ?? '', /^MFA-003/);
    assert.match((await use(code(AT + 2), 2)) ?? '', /^MFA-006.*08:01:30Z$/);
    assert.equal(await use(code(AT + 3), 3), undefined);
    assert.equal((await device()).failedTries, 0);
    for (let tries = 0; tries < 20; tries += 1) await use(wrong, 4 + tries * 200);
    const { retryAt = 0, failedTries } = await device();
    assert.equal(failedTries, 20);
    assert.equal(retryAt - TEST_TIME, (4 + 19 * 200) * STEP + 3_600_000);
  });

  it('is explained by every check, skipping those that have nothing to look at', async () => {
    const { device, code } = await makeOwned();
    const outcomes = async (text: string, changed: Partial<VirtualDevice> = {}) =>
      examineCode({ ...(await device()), ...changed }, text, TEST_TIME, plainSecrets.open)
        .traces()
        .map(({ outcome }) => outcome);
    assert.deepEqual(await outcomes(code(AT + 1)), ['passed', 'passed', 'passed', 'passed']);
    assert.deepEqual(await outcomes(code(AT)), ['passed', 'passed', 'passed', 'failed']);
    assert.deepEqual(await outcomes(code(AT + 5)), ['passed', 'passed', 'failed', 'skipped']);
    assert.deepEqual(await outcomes('12'), ['failed', 'passed', 'skipped', 'skipped']);
    const paused = { failedTries: 6, retryAt: TEST_TIME + 1 };
    assert.deepEqual(await outcomes(code(AT + 1), paused), [
      'passed',
      'failed',
      'skipped',
      'skipped',
    ]);
  });
});

describe('two codes of a device in a row', () => {
  const invalid = (code: string, message: string) => (error: unknown) => {
    assert.ok(error instanceof AwsError);
    assert.equal(error.code, 'InvalidAuthenticationCode');
    assert.equal(error.message, 'Authentication code for device is not valid.');
    assert.equal(error.failure?.code, code);
    assert.equal(error.failure?.message, message);
    return true;
  };
  const resync = ({ account, serial }: Owned, codes: readonly [string, string]) =>
    account.run(async (work) =>
      resyncDevice(work, await subjectOf(work), serial, codes, plainSecrets.open),
    );

  it('MFA-009: follow each other in time', async () => {
    const owned = await makeOwned();
    const { code } = owned;
    await assert.rejects(
      resync(owned, [code(AT + 3), code(AT + 5)]),
      invalid(
        'MFA-009',
        `the codes for \`${owned.serial}\` are not two in a row; the server's time is 2026-01-15T08:00:00Z`,
      ),
    );
    await resync(owned, [code(AT + 3), code(AT + 4)]);
    assert.equal((await owned.device()).drift, 4);
  });

  it('MFA-010: are later than the last code that counted', async () => {
    const owned = await makeOwned();
    const { code } = owned;
    await assert.rejects(
      resync(owned, [code(AT - 1), code(AT)]),
      invalid('MFA-010', `the codes for \`${owned.serial}\`, or later ones, were used before`),
    );
    await resync(owned, [code(AT), code(AT + 1)]);
  });

  it('end a pause', async () => {
    const owned = await makeOwned();
    const { code, use } = owned;
    for (let tries = 0; tries < 5; tries += 1) await use(code(AT + 1000));
    await resync(owned, [code(AT), code(AT + 1)]);
    assert.equal(await use(code(AT + 2), 1), undefined);
  });

  it('are told by every check', () => {
    assert.deepEqual(
      codePairChecks.map(({ code }) => code),
      ['MFA-009', 'MFA-010'],
    );
  });
});

describe('a code of a call', () => {
  async function refusal(
    owned: Owned,
    request: { SerialNumber?: string; TokenCode?: string },
    caller?: Partial<Principal>,
  ): Promise<string> {
    const { ownerId = '' } = await owned.device();
    const principal = {
      kind: 'user',
      account: owned.account.id,
      arn: `arn:aws:iam::${owned.account.id}:user/mina`,
      userId: ownerId,
      ...caller,
    } as Principal;
    try {
      await owned.account.run((work) =>
        verifyCodeOfCall({ work, secrets: plainSecrets, principal }, request),
      );
    } catch (error) {
      const { failure } = error as { failure: { code: string; message: string } };
      return `${failure.code}: ${failure.message}`;
    }
    return 'accepted';
  }

  it('comes with the serial number of its device', async () => {
    const owned = await makeOwned();
    const { serial, code } = owned;
    const TokenCode = code(AT + 1);
    assert.equal(await refusal(owned, { TokenCode }), 'MFA-008: SerialNumber is missing');
    assert.equal(await refusal(owned, { SerialNumber: serial }), 'MFA-008: TokenCode is missing');
    assert.equal(await refusal(owned, { SerialNumber: serial, TokenCode }), 'accepted');
  });

  it("is of the caller's own device", async () => {
    const owned = await makeOwned();
    const { account, code } = owned;
    const TokenCode = code(AT + 1);
    const arn = `arn:aws:iam::${account.id}:user/mina`;
    const asked = { SerialNumber: owned.serial, TokenCode };
    const none = `MFA-002: \`${arn}\` has no MFA device with serial number \`${owned.serial}\``;
    assert.equal(await refusal(owned, asked, { userId: 'AIDAOTHER' }), none);
    assert.equal(await refusal(owned, asked, { kind: 'assumed-role' }), none);
    assert.match(await refusal(owned, { SerialNumber: 'GAHT12345678', TokenCode }), /^MFA-002/);
    assert.equal(await refusal(owned, asked), 'accepted');
  });

  it('is not of a passkey', async () => {
    const owned = await makeOwned();
    const { account, serial } = owned;
    await account.run((work) => {
      work.write(
        work.read
          .updateTable('mfa_devices')
          .set({ kind: 'passkey' })
          .where('account_id', '=', account.id),
      );
    });
    const found = await account.run((work) => findMfaDevice(work, serial));
    assert.equal(found?.kind, 'passkey');
    const asked = { SerialNumber: serial, TokenCode: '123456' };
    assert.equal(
      await refusal({ ...owned, device: async () => found as never }, asked),
      `MFA-007: \`${serial}\` is a passkey or security key, which makes no codes`,
    );
  });
});
