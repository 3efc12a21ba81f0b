import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { metadataSample } from '../../../test/support/metadata-samples.ts';
import { signingPair } from '../../../test/support/saml/keys.ts';
import {
  createOidcProvider,
  deleteOidcProvider,
  getOidcProvider,
  removeClientId,
  setThumbprints,
  touchOidcProvider,
} from './oidc-providers.ts';
import { createSamlProvider, updateSamlProvider } from './saml-provider-changes.ts';
import { deleteSamlProvider, getSamlProvider, touchSamlProvider } from './saml-providers.ts';
import type { IamState } from './state.ts';
import { createIamState } from './state-reader.ts';
import {
  openTestStore,
  plainSecrets,
  TEST_TIME,
  type TestAccount,
  type TestStore,
} from './test-support.ts';

let tests: TestStore;
let state: IamState;
before(async () => {
  tests = await openTestStore();
  state = createIamState({
    store: tests.store,
    openSecret: (sealed, context) => {
      assert.ok(sealed.startsWith(`${context}:`), 'the seal is of this very key');
      return sealed.slice(context.length + 1);
    },
    awsPolicyDocument: () => undefined,
  });
});
after(async () => await tests.close());

const THUMBPRINT = 'AB'.repeat(20);

async function createOidc(account: TestAccount, url: string): Promise<string> {
  await account.run((work) =>
    createOidcProvider(work, {
      url,
      clientIds: ['a', 'b'],
      thumbprints: [THUMBPRINT],
      askIssuer: () => assert.fail('the thumbprint is given'),
    }),
  );
  return `arn:aws:iam::${account.id}:oidc-provider/${url}`;
}

test('an OpenID Connect provider is found by its exact URL in its own account', async () => {
  const account = await tests.account();
  const other = await tests.account();
  const arn = await createOidc(account, 'Idp.example/a');
  assert.deepEqual(await state.oidcProvider(account.id, 'Idp.example/a'), {
    account: account.id,
    arn,
    url: 'Idp.example/a',
    clientIds: ['a', 'b'],
    thumbprints: [THUMBPRINT.toLowerCase()],
  });
  for (const url of ['idp.example/a', 'Idp.example/a/', 'Idp.example', 'https://Idp.example/a']) {
    assert.equal(await state.oidcProvider(account.id, url), undefined);
  }
  assert.equal(await state.oidcProvider(other.id, 'Idp.example/a'), undefined);
});

test('the state of an OpenID Connect provider follows its changes, and only those', async () => {
  const account = await tests.account();
  const url = 'idp.example';
  assert.equal(await state.oidcProvider(account.id, url), undefined);
  const arn = await createOidc(account, url);
  const first = await state.oidcProvider(account.id, url);
  await account.run(async (work) => touchOidcProvider(work, await getOidcProvider(work, arn)));
  assert.equal(await state.oidcProvider(account.id, url), first, 'tags change nothing of it');
  await account.run(async (work) => removeClientId(work, await getOidcProvider(work, arn), 'a'));
  assert.deepEqual((await state.oidcProvider(account.id, url))?.clientIds, ['b']);
  const prints = ['0'.repeat(40), '1'.repeat(40)];
  await account.run(async (work) => setThumbprints(work, await getOidcProvider(work, arn), prints));
  assert.deepEqual((await state.oidcProvider(account.id, url))?.thumbprints, prints);
  await account.run(async (work) => deleteOidcProvider(work, await getOidcProvider(work, arn)));
  assert.equal(await state.oidcProvider(account.id, url), undefined);
});

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const pemOf = (key: ReturnType<typeof newKey>) =>
  key.export({ type: 'pkcs8', format: 'pem' }).toString();

async function createSaml(account: TestAccount, members: object = {}): Promise<string> {
  const input = {
    name: 'Corp',
    document: metadataSample('Okta', { validUntil: '2026-02-01T00:00:00Z' }),
    encryptionMode: undefined,
    privateKey: undefined,
    ...members,
  };
  await account.run((work) => createSamlProvider(work, plainSecrets, input));
  return `arn:aws:iam::${account.id}:saml-provider/Corp`;
}

/** Changes the provider that `createSaml` made. */
async function update(account: TestAccount, arn: string, members: object): Promise<void> {
  const nothing = {
    document: undefined,
    encryptionMode: undefined,
    addPrivateKey: undefined,
    removePrivateKey: undefined,
  };
  await account.run(
    async (work) =>
      await updateSamlProvider(work, plainSecrets, await getSamlProvider(work, arn), {
        ...nothing,
        ...members,
      }),
    { now: TEST_TIME + 60_000 },
  );
}

test('a SAML provider is found by its exact ARN, with keys that verify and keys that decrypt', async () => {
  const account = await tests.account();
  const key = newKey();
  const arn = await createSaml(account, { privateKey: pemOf(key) });
  const found = await state.samlProvider(account.id, arn);
  assert.ok(found);
  assert.deepEqual(
    [found.account, found.name, found.arn, found.encryptionMode],
    [account.id, 'Corp', arn, 'Allowed'],
  );
  assert.match(found.uuid, /^SAMLSP/);
  assert.equal(found.validUntil, Date.UTC(2026, 1));
  assert.deepEqual(
    found.privateKeys.map((each) => each.equals(key)),
    [true],
  );
  const [entity] = found.metadata.entities;
  assert.equal(entity?.entityId, 'https://idp.example.test/metadata');
  assert.ok(entity?.signingKeys[0]?.key.equals(signingPair().publicKey));
  const other = await tests.account();
  for (const wrong of [
    arn.replace('Corp', 'corp'),
    arn.replace(account.id, other.id),
    arn.replace('saml-provider', 'oidc-provider'),
    arn.replace('arn:aws:', 'arn:aws-cn:'),
    `arn:aws:iam::${account.id}:saml-provider/`,
    'Corp',
  ]) {
    assert.equal(await state.samlProvider(account.id, wrong), undefined, wrong);
    assert.equal(await state.samlProvider(other.id, wrong), undefined, wrong);
  }
});

test('metadata stays readable after its end, and is read once', async () => {
  const account = await tests.account();
  const arn = await createSaml(account, {
    document: metadataSample('Okta', { validUntil: '2020-02-01T00:00:00Z' }),
  });
  const found = await state.samlProvider(account.id, arn);
  assert.equal(found?.metadata.validUntil, Date.UTC(2020, 1));
  assert.equal(await state.samlProvider(account.id, arn), found);
});

test('the state of a SAML provider follows its changes, and only those', async () => {
  const account = await tests.account();
  const absent = `arn:aws:iam::${account.id}:saml-provider/Corp`;
  assert.equal(await state.samlProvider(account.id, absent), undefined);
  const arn = await createSaml(account);
  const first = await state.samlProvider(account.id, arn);
  assert.deepEqual([first?.encryptionMode, first?.privateKeys], [undefined, []]);
  await account.run(async (work) => touchSamlProvider(work, await getSamlProvider(work, arn)));
  assert.equal(await state.samlProvider(account.id, arn), first, 'tags change nothing of it');

  const next = signingPair('rsa-2048', 'next');
  await update(account, arn, {
    document: metadataSample('Keycloak', { certificates: [next.certificate] }),
  });
  const rotated = await state.samlProvider(account.id, arn);
  assert.ok(rotated?.metadata.entities[0]?.signingKeys[0]?.key.equals(next.publicKey));
  assert.equal(rotated?.validUntil, Date.UTC(2126, 0, 15, 8));

  const keys = [newKey(), newKey()];
  for (const key of keys) {
    await update(account, arn, { addPrivateKey: pemOf(key), encryptionMode: 'Required' });
  }
  const encrypted = await state.samlProvider(account.id, arn);
  assert.equal(encrypted?.encryptionMode, 'Required');
  assert.equal(encrypted.privateKeys.length, 2);
  for (const key of keys) assert.ok(encrypted.privateKeys.some((each) => each.equals(key)));

  await account.run(async (work) => deleteSamlProvider(work, await getSamlProvider(work, arn)));
  assert.equal(await state.samlProvider(account.id, arn), undefined);
});
