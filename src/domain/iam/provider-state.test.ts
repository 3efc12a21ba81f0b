import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  createOidcProvider,
  deleteOidcProvider,
  getOidcProvider,
  removeClientId,
  setThumbprints,
  touchOidcProvider,
} from './oidc-providers.ts';
import type { IamState } from './state.ts';
import { createIamState } from './state-reader.ts';
import { openTestStore, type TestAccount, type TestStore } from './test-support.ts';

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
