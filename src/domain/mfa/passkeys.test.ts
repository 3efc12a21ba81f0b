import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { systemRandom } from '../../base/bytes.ts';
import {
  type Ceremony,
  type TestPasskey,
  testPasskey,
} from '../../crypto/webauthn.test-support.ts';
import { traceChecks } from '../../failures/check.ts';
import { openTestStore, type TestAccount, type TestStore } from '../iam/test-support.ts';
import { createUser, getUser } from '../iam/users.ts';
import type { Work } from '../work.ts';
import {
  completePasskeyRegistration,
  examinePasskey,
  mfaDevices,
  type PasskeyDevice,
  passkeyRequest,
  passkeySite,
  proofChecks,
  startPasskeyRegistration,
  verifyPasskey,
} from './index.ts';

const ORIGIN = 'https://gate.example.com';
const RP_ID = 'gate.example.com';
const site = { origin: ORIGIN, host: RP_ID };

let tests: TestStore;
before(async () => {
  tests = await openTestStore();
});
after(() => tests.close());

interface Person {
  readonly account: TestAccount;
  readonly ownerId: string;
  readonly devices: () => Promise<PasskeyDevice[]>;
}

async function makePerson(account?: TestAccount, name = 'mina'): Promise<Person> {
  const own = account ?? (await tests.account());
  const { user_id: ownerId } = await own.run((work) =>
    createUser(work, { name, path: '/', boundaryArn: null }),
  );
  return {
    account: own,
    ownerId,
    devices: async () =>
      (await own.run((work) => mfaDevices(work, ownerId))).filter((d) => d.kind === 'passkey'),
  };
}

async function registering(work: Work, name = 'mina') {
  const user = await getUser(work, name);
  return {
    owner: { kind: 'user', id: user.user_id, user } as const,
    arn: `arn:aws:iam::${work.account}:user/${name}`,
    site,
  };
}

/** Begins a registration and answers its challenge. */
async function start({ account }: Person, name = 'mina'): Promise<string> {
  const options = await account.run(async (work) =>
    startPasskeyRegistration(work, await registering(work, name)),
  );
  assert.ok('challenge' in options);
  return options.challenge;
}

/** Ends it with what the passkey says; `what` overrides the honest answer. */
async function complete(
  person: Person,
  passkey: TestPasskey,
  what: Partial<Ceremony> & { readonly challenge: string },
  {
    name = 'mina',
    label = '노트북 Key',
    now,
  }: { name?: string; label?: string; now?: number } = {},
) {
  const response = passkey.register({ origin: ORIGIN, rpId: RP_ID, ...what });
  return await person.account.run(
    async (work) =>
      completePasskeyRegistration(work, await registering(work, name), { response, label }),
    now === undefined ? {} : { now },
  );
}

async function register(person: Person, passkey: TestPasskey, signCount = 0): Promise<void> {
  const done = await complete(person, passkey, { challenge: await start(person), signCount });
  assert.ok('serial' in done, JSON.stringify(done));
}

describe('registering a passkey', () => {
  it('R200: takes keys of ES256, RS256 and EdDSA and keeps what they are', async () => {
    const person = await makePerson();
    for (const algorithm of ['ES256', 'RS256', 'EdDSA'] as const) {
      await register(person, testPasskey(algorithm), 7);
    }
    const devices = await person.devices();
    assert.equal(devices.length, 3);
    const [first] = devices;
    assert.match(first?.serial ?? '', /^arn:aws:iam::\d{12}:u2f\/user\/mina\/-Key-[A-Z2-7]{26}$/);
    assert.equal(first?.label, '노트북 Key');
    assert.equal(first?.signCount, 7);
    assert.equal(first?.rpId, RP_ID);
    assert.deepEqual(first?.transports, ['internal', 'hybrid']);
    assert.equal(first?.aaguid, '00000000-0000-0000-0000-000000000000');
  });

  it('asks for user verification, no attestation, and not for passkeys that are there', async () => {
    const person = await makePerson();
    const passkey = testPasskey();
    await register(person, passkey);
    const options = await person.account.run(async (work) =>
      startPasskeyRegistration(work, await registering(work)),
    );
    assert.ok('challenge' in options);
    assert.equal(options.authenticatorSelection?.userVerification, 'required');
    assert.equal(options.attestation, 'none');
    assert.equal(options.rp.id, RP_ID);
    assert.deepEqual(
      options.excludeCredentials?.map(({ id }) => id),
      [passkey.credentialId],
    );
    assert.deepEqual(options.pubKeyCredParams.map(({ alg }) => alg).sort(), [-257, -7, -8]);
  });

  const hostile: readonly (readonly [string, Partial<Ceremony>, string, RegExp])[] = [
    [
      'another page',
      { origin: 'https://evil.example' },
      'MFA-024',
      /a page of `https:\/\/evil\.example`/,
    ],
    ['a frame', { client: { crossOrigin: true } }, 'MFA-024', /inside a frame/],
    ['another relying party', { rpId: 'example.com' }, 'MFA-025', /than `gate\.example\.com`/],
    [
      'no user verification',
      { userVerified: false },
      'MFA-026',
      /did not verify the user \(present: true\)/,
    ],
    ['no user presence', { userPresent: false }, 'MFA-026', /\(present: false\)/],
    [
      'a proof',
      { type: 'webauthn.get' },
      'MFA-022',
      /did `webauthn\.get` where `webauthn\.create`/,
    ],
    ['another challenge', { challenge: 'AAAA' }, 'MFA-023', /another challenge/],
  ];
  for (const [what, said, code, message] of hostile) {
    it(`refuses an answer with ${what}, and its challenge is used up`, async () => {
      const person = await makePerson();
      const challenge = await start(person);
      const passkey = testPasskey();
      const refused = await complete(person, passkey, { challenge, ...said });
      assert.ok('code' in refused);
      assert.equal(refused.code, code);
      assert.match(refused.message, message);
      const again = await complete(person, passkey, { challenge });
      assert.ok('code' in again);
      assert.equal(again.code, 'MFA-031');
      assert.deepEqual(await person.devices(), []);
      await register(person, passkey);
    });
  }

  it('refuses an answer after ten minutes, and without a start', async () => {
    const person = await makePerson();
    const challenge = await start(person);
    const late = { now: Date.UTC(2026, 0, 15, 8, 10) };
    const refused = await complete(person, testPasskey(), { challenge }, late);
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-031');
    assert.match(refused.message, /no registration of a passkey is under way for `arn:aws:iam/);
    const inTime = { now: Date.UTC(2026, 0, 15, 8, 9) };
    assert.ok('serial' in (await complete(person, testPasskey(), { challenge }, inTime)));
  });

  it('refuses the challenge of somebody else', async () => {
    const person = await makePerson();
    const other = await makePerson(person.account, 'noah');
    await start(person);
    const stolen = await start(other, 'noah');
    const refused = await complete(person, testPasskey(), { challenge: stolen });
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-023');
  });

  it('refuses a passkey that anybody of the installation has', async () => {
    const passkey = testPasskey();
    await register(await makePerson(), passkey);
    const other = await makePerson();
    const refused = await complete(other, passkey, { challenge: await start(other) });
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-032');
    assert.equal(refused.message, `passkey \`${passkey.credentialId}\` is registered already`);
  });

  it('refuses what is no answer, and keys that do not verify', async () => {
    const person = await makePerson();
    const honest = (challenge: string) =>
      testPasskey().register({ challenge, origin: ORIGIN, rpId: RP_ID });
    const broken: readonly (readonly [string, (challenge: string) => unknown])[] = [
      ['MFA-020', () => undefined],
      ['MFA-020', () => ({ type: 'public-key', id: 'a', rawId: 'b' })],
      ['MFA-020', (challenge) => ({ ...honest(challenge), type: 'password' })],
      ['MFA-020', (challenge) => withPart(honest(challenge), 'attestationObject', 'AAAA')],
      ['MFA-020', (challenge) => withPart(honest(challenge), 'clientDataJSON', 'e30')],
      ['MFA-030', (challenge) => ({ ...honest(challenge), id: 'AAAA', rawId: 'AAAA' })],
    ];
    for (const [code, make] of broken) {
      const response = make(await start(person));
      const refused = await person.account.run(async (work) =>
        completePasskeyRegistration(work, await registering(work), { response, label: 'x' }),
      );
      assert.ok('code' in refused);
      assert.equal(refused.code, code);
      assert.match(
        refused.message,
        code === 'MFA-020' ? /cannot be read/ : /the new passkey cannot be verified/,
      );
    }
  });

  it('refuses a ninth device', async () => {
    const person = await makePerson();
    for (let n = 0; n < 8; n += 1) await register(person, testPasskey('EdDSA'));
    const refused = await person.account.run(async (work) =>
      startPasskeyRegistration(work, await registering(work)),
    );
    assert.ok('code' in refused);
    assert.equal(refused.code, 'MFA-036');
    assert.match(refused.message, /has 8 MFA devices already/);
  });
});

function withPart(answer: Record<string, unknown>, name: string, part: string): unknown {
  return { ...answer, response: { ...(answer.response as object), [name]: part } };
}

describe('proving a passkey', () => {
  async function prepared(signCount = 0, algorithm: 'ES256' | 'RS256' = 'ES256') {
    const person = await makePerson();
    const passkey = testPasskey(algorithm);
    await register(person, passkey, signCount);
    return { person, passkey };
  }

  /** Asks for a proof and judges what the passkey says. */
  async function prove(
    person: Person,
    passkey: TestPasskey,
    said: Partial<Ceremony> = {},
    alter: (answer: Record<string, unknown>) => unknown = (answer) => answer,
  ) {
    const devices = await person.account.run((work) => mfaDevices(work, person.ownerId));
    const request = await passkeyRequest(devices, systemRandom);
    const challenge = request?.challenge ?? 'none';
    const answer = passkey.prove({ challenge, origin: ORIGIN, rpId: RP_ID, ...said });
    const response = alter(answer);
    return await person.account.run((work) =>
      verifyPasskey(work, { devices, challenge, response, origin: ORIGIN }),
    );
  }

  it('accepts keys of ES256 and RS256, and counts', async () => {
    for (const algorithm of ['ES256', 'RS256'] as const) {
      const { person, passkey } = await prepared(1, algorithm);
      assert.equal(await prove(person, passkey, { signCount: 2 }), undefined);
      const [device] = await person.devices();
      assert.equal(device?.signCount, 2);
      assert.equal(device?.lastUsedAt, Date.UTC(2026, 0, 15, 8));
    }
  });

  it('accepts authenticators that do not count', async () => {
    const { person, passkey } = await prepared(0);
    assert.equal(await prove(person, passkey), undefined);
    assert.equal(await prove(person, passkey), undefined);
  });

  const hostile: readonly (readonly [string, Partial<Ceremony>, string, RegExp])[] = [
    [
      'another page',
      { origin: 'https://evil.example' },
      'MFA-024',
      /this server is `https:\/\/gate/,
    ],
    [
      'the same host over http',
      { origin: 'http://gate.example.com' },
      'MFA-024',
      /a page of `http:/,
    ],
    ['a frame', { client: { topOrigin: 'https://evil.example' } }, 'MFA-024', /inside a frame/],
    ['another relying party', { rpId: 'evil.example' }, 'MFA-025', /another relying party/],
    ['no user verification', { userVerified: false }, 'MFA-026', /did not verify the user/],
    ['a registration', { type: 'webauthn.create' }, 'MFA-022', /did `webauthn\.create`/],
    ['an earlier challenge', { challenge: 'ZWFybGllcg' }, 'MFA-023', /another challenge/],
  ];
  for (const [what, said, code, message] of hostile) {
    it(`refuses an answer with ${what}`, async () => {
      const { person, passkey } = await prepared();
      const refused = await prove(person, passkey, said);
      assert.equal(refused?.code, code);
      assert.match(refused?.message ?? '', message);
      assert.equal(await prove(person, passkey), undefined);
    });
  }

  it("refuses somebody else's passkey", async () => {
    const { person } = await prepared();
    const other = await prepared();
    const refused = await prove(person, other.passkey);
    assert.equal(refused?.code, 'MFA-021');
    assert.match(refused?.message ?? '', /is not one of this person/);
  });

  it("refuses the id of one's own passkey signed by another key", async () => {
    const { person, passkey } = await prepared();
    const forged = testPasskey('ES256', Buffer.from(passkey.credentialId, 'base64url'));
    const refused = await prove(person, forged);
    assert.equal(refused?.code, 'MFA-027');
    assert.match(refused?.message ?? '', /does not verify/);
  });

  it('refuses what is no answer', async () => {
    const { person, passkey } = await prepared();
    for (const alter of [() => null, () => 'text', () => [], () => ({ type: 'public-key' })]) {
      assert.equal((await prove(person, passkey, {}, alter))?.code, 'MFA-020');
    }
    const long = (answer: Record<string, unknown>) =>
      withPart(answer, 'signature', 'A'.repeat(20_000));
    assert.equal((await prove(person, passkey, {}, long))?.code, 'MFA-020');
  });

  it('marks a passkey whose counter goes backwards, and accepts it no more', async () => {
    const { person, passkey } = await prepared(5);
    for (const signCount of [5, 0]) {
      const { person, passkey } = await prepared(5);
      const refused = await prove(person, passkey, { signCount });
      assert.equal(refused?.code, 'MFA-028');
      assert.match(refused?.message ?? '', new RegExp(`went from 5 to ${signCount}: the passkey`));
    }
    assert.equal((await prove(person, passkey, { signCount: 4 }))?.code, 'MFA-028');
    const devices = await person.devices();
    assert.equal(devices[0]?.clonedAt, Date.UTC(2026, 0, 15, 8));
    assert.equal(await passkeyRequest(devices, systemRandom), undefined);
    const refused = await prove(person, passkey, { signCount: 9, challenge: 'none' });
    assert.equal(refused?.code, 'MFA-029');
    assert.match(refused?.message ?? '', /is marked as copied since 2026-01-15T08:00:00Z/);
  });

  it('does not mark a passkey for what its key did not sign', async () => {
    const { person, passkey } = await prepared(5);
    const forged = testPasskey('ES256', Buffer.from(passkey.credentialId, 'base64url'));
    assert.equal((await prove(person, forged, { signCount: 1 }))?.code, 'MFA-027');
    assert.equal(await prove(person, passkey, { signCount: 6 }), undefined);
  });

  it('of two proofs with one counter at once a single one is kept', async () => {
    const { person, passkey } = await prepared(5);
    const devices = await person.account.run((work) => mfaDevices(work, person.ownerId));
    const response = passkey.prove({
      challenge: 'AAAA',
      origin: ORIGIN,
      rpId: RP_ID,
      signCount: 6,
    });
    const use = () =>
      person.account.run((work) =>
        verifyPasskey(work, { devices, challenge: 'AAAA', response, origin: ORIGIN }),
      );
    assert.equal(await use(), undefined);
    await assert.rejects(use(), { name: 'GuardFailed' });
  });

  it('is explained by every check, skipping those that have nothing to look at', async () => {
    const { person, passkey } = await prepared();
    const devices = await person.devices();
    const response = passkey.prove({ challenge: 'AAAA', origin: ORIGIN, rpId: RP_ID });
    const examined = await examinePasskey({ devices, challenge: 'AAAA', response, origin: ORIGIN });
    assert.ok(traceChecks(proofChecks, examined).every(({ outcome }) => outcome === 'passed'));
    const unknown = await examinePasskey({
      devices: [],
      challenge: 'AAAA',
      response,
      origin: ORIGIN,
    });
    assert.deepEqual(
      unknown.traces().map(({ outcome }) => outcome),
      ['passed', 'failed', 'passed', 'passed', 'passed', 'skipped', 'passed', ...skipped(3)],
    );
    const unreadable = await examinePasskey({
      devices,
      challenge: 'AAAA',
      response: {},
      origin: ORIGIN,
    });
    assert.deepEqual(
      unreadable.traces().map(({ outcome }) => outcome),
      ['failed', ...skipped(9)],
    );
  });
});

const skipped = (count: number) => Array.from({ length: count }, () => 'skipped');

describe('where passkeys are available', () => {
  it('for names over https and for localhost, not for IP addresses', () => {
    for (const url of ['https://gate.example.com', 'http://localhost:8443', 'http://a.localhost']) {
      assert.ok('host' in passkeySite(url), url);
    }
    for (const url of ['https://192.0.2.7', 'http://127.0.0.1:80', 'https://[2001:db8::1]:8443']) {
      const site = passkeySite(url);
      assert.ok('unavailable' in site, url);
      assert.equal(site.unavailable, 'browsers make none for an IP address');
    }
    const plain = passkeySite('http://gate.example.com');
    assert.ok('unavailable' in plain);
    assert.equal(plain.unavailable, 'browsers make them over https only');
  });
});
