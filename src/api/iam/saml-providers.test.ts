import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { metadataSample, metadataShapes } from '../../../test/support/metadata-samples.ts';
import { signingPair, withCertificate } from '../../../test/support/saml/keys.ts';
import { updateSamlProvider } from '../../domain/iam/saml-provider-changes.ts';
import { getSamlProvider } from '../../domain/iam/saml-providers.ts';
import { awsError, plainSecrets, TEST_TIME } from '../../domain/iam/test-support.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { accountAccess, accountOperations } from './account.ts';
import { oidcProviderAccess, oidcProviderOperations } from './oidc-providers.ts';
import { providerTagAccess, providerTagOperations } from './provider-tags.ts';
import { roleAccess, roleOperations } from './roles.ts';
import { samlProviderAccess, samlProviderOperations } from './saml-providers.ts';
import { type ApiAccount, openTestApi, type TestApi } from './test-support.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(async () => await api.close());

const operations = {
  ...samlProviderOperations,
  ...oidcProviderOperations,
  ...providerTagOperations,
};
const access = { ...samlProviderAccess, ...oidcProviderAccess, ...providerTagAccess };
const client = (account: ApiAccount) => account.client(account.root, operations, access);

const Name = 'Corp.IdP-1_a';
const SAMLMetadataDocument = metadataSample('Okta');
const arnIn = (account: ApiAccount, name = Name) =>
  `arn:aws:iam::${account.id}:saml-provider/${name}`;
const notFound = (arn: string) => awsError('NoSuchEntity', `Manifest not found for arn ${arn}`);

/** A hundred years after the creation, to the second. */
const IN_A_HUNDRED_YEARS = new Date(Date.UTC(2126, 0, 15, 8));

function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** Creates the provider that most tests change; answers what names it. */
async function createProvider(
  account: ApiAccount,
  members: object = {},
): Promise<{ SAMLProviderArn: string }> {
  await client(account).CreateSAMLProvider({ Name, SAMLMetadataDocument, ...members });
  return { SAMLProviderArn: arnIn(account) };
}

test('a provider is created with everything it can have, and read back the same', async () => {
  const account = await api.account();
  const Tags = [{ Key: 'Team', Value: 'blue' }];
  const created = await client(account).CreateSAMLProvider({
    Name,
    SAMLMetadataDocument,
    Tags,
    AssertionEncryptionMode: 'Required',
    AddPrivateKey: newKey(),
  });
  assert.deepEqual(created, { SAMLProviderArn: arnIn(account), Tags });
  const read = await client(account).GetSAMLProvider({ SAMLProviderArn: arnIn(account) });
  assert.match(read.SAMLProviderUUID ?? '', /^SAMLSP[A-Z0-9]{16}$/);
  const [key] = read.PrivateKeyList ?? [];
  assert.match(key?.KeyId ?? '', /^SAMLPK[A-Z0-9]{16}$/);
  assert.deepEqual(read, {
    SAMLProviderUUID: read.SAMLProviderUUID,
    SAMLMetadataDocument,
    CreateDate: new Date(TEST_TIME),
    ValidUntil: IN_A_HUNDRED_YEARS,
    Tags,
    AssertionEncryptionMode: 'Required',
    PrivateKeyList: [{ KeyId: key?.KeyId, Timestamp: new Date(TEST_TIME) }],
  });
});

test('a provider without anything optional shows nothing optional', async () => {
  const account = await api.account();
  const created = await client(account).CreateSAMLProvider({ Name, SAMLMetadataDocument });
  assert.deepEqual(created, { SAMLProviderArn: arnIn(account) });
  const read = await client(account).GetSAMLProvider({ SAMLProviderArn: arnIn(account) });
  assert.deepEqual(Object.keys(read).sort(), [
    'CreateDate',
    'SAMLMetadataDocument',
    'SAMLProviderUUID',
    'ValidUntil',
  ]);
});

test('R078: metadata of every usual identity provider is taken, with the end of its validity', async () => {
  const account = await api.account();
  for (const shape of metadataShapes) {
    const name = shape.replace(' ', '-');
    const document = metadataSample(shape, { validUntil: '2031-02-03T04:05:06Z' });
    await client(account).CreateSAMLProvider({ Name: name, SAMLMetadataDocument: document });
    const read = await client(account).GetSAMLProvider({ SAMLProviderArn: arnIn(account, name) });
    assert.equal(read.SAMLMetadataDocument, document);
    assert.deepEqual(read.ValidUntil, new Date(Date.UTC(2031, 1, 3, 4, 5, 6)), shape);
  }
  const { SAMLProviderList } = await client(account).ListSAMLProviders({});
  assert.deepEqual(
    SAMLProviderList?.map(({ Arn }) => Arn),
    ['AD-FS', 'Entra-ID', 'Keycloak', 'Okta', 'SimpleSAMLphp'].map((name) => arnIn(account, name)),
  );
  assert.deepEqual(SAMLProviderList?.[0], {
    Arn: arnIn(account, 'AD-FS'),
    ValidUntil: new Date(Date.UTC(2031, 1, 3, 4, 5, 6)),
    CreateDate: new Date(TEST_TIME),
  });
});

/** Passes for an InvalidInput of that text with a failure of the catalogue behind it. */
function refusedMetadata(text: string): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof AwsError);
    assert.deepEqual([error.code, error.message], ['InvalidInput', text]);
    assert.match(error.failure?.code ?? '', /^SAML-/);
    return true;
  };
}

test('R077, R079, R082: metadata that cannot be used creates and changes nothing, and says why', async () => {
  const account = await api.account();
  const on = await createProvider(account);
  const twice = withCertificate(signingPair(), { repeatsExtension: true });
  const cases: readonly (readonly [string, string])[] = [
    [SAMLMetadataDocument.slice(0, -8), 'Could not parse metadata'],
    [`\ufeff${SAMLMetadataDocument}`, 'Could not parse metadata'],
    [
      metadataSample('Okta', { certificates: [signingPair('rsa-512').certificate] }).padEnd(1200),
      'Unable to parse metadata',
    ],
    [metadataSample('Okta', { certificates: [twice.certificate] }), 'Unable to parse metadata'],
  ];
  for (const [document, text] of cases) {
    await assert.rejects(
      client(account).CreateSAMLProvider({ Name: 'other', SAMLMetadataDocument: document }),
      refusedMetadata(text),
    );
    await assert.rejects(
      client(account).UpdateSAMLProvider({ ...on, SAMLMetadataDocument: document }),
      refusedMetadata(text),
    );
  }
  assert.equal((await client(account).ListSAMLProviders({})).SAMLProviderList?.length, 1);
  const read = await client(account).GetSAMLProvider(on);
  assert.equal(read.SAMLMetadataDocument, SAMLMetadataDocument);
  // R080, R083: the shortest key that is long enough, in a certificate that ended long ago.
  const expired = withCertificate(signingPair('rsa-1024'), { notAfter: Date.UTC(2021, 0) });
  await client(account).UpdateSAMLProvider({
    ...on,
    SAMLMetadataDocument: metadataSample('AD FS', { certificates: [expired.certificate] }),
  });
});

test('a name is taken whatever the case of its letters, and found in its own alone', async () => {
  const account = await api.account();
  await createProvider(account);
  for (const taken of [Name, Name.toUpperCase()]) {
    await assert.rejects(
      client(account).CreateSAMLProvider({ Name: taken, SAMLMetadataDocument }),
      awsError('EntityAlreadyExists', `Provider with name ${taken} already exists.`),
    );
  }
  const upper = arnIn(account, Name.toUpperCase());
  await assert.rejects(
    client(account).GetSAMLProvider({ SAMLProviderArn: upper }),
    notFound(upper),
  );
  await createProvider(await api.account());
});

test('R075: an update replaces the metadata, and its validity with it', async () => {
  const account = await api.account();
  const on = await createProvider(account);
  const next = metadataSample('Keycloak', { validUntil: '2027-01-01T00:00:00Z' });
  const answer = await client(account).UpdateSAMLProvider({ ...on, SAMLMetadataDocument: next });
  assert.deepEqual(answer, on);
  const read = await client(account).GetSAMLProvider(on);
  assert.equal(read.SAMLMetadataDocument, next);
  assert.deepEqual(read.ValidUntil, new Date(Date.UTC(2027, 0)));
  await client(account).UpdateSAMLProvider({ ...on, SAMLMetadataDocument });
  assert.deepEqual((await client(account).GetSAMLProvider(on)).ValidUntil, IN_A_HUNDRED_YEARS);
});

test('private keys are rotated: added beside the old one, which is removed by its id', async () => {
  const account = await api.account();
  const on = await createProvider(account, { AddPrivateKey: newKey() });
  const update = (members: object) => client(account).UpdateSAMLProvider({ ...on, ...members });
  const ids = async () =>
    ((await client(account).GetSAMLProvider(on)).PrivateKeyList ?? []).map(
      ({ KeyId = '' }) => KeyId,
    );
  const [old = ''] = await ids();
  await update({ AddPrivateKey: newKey() });
  const both = await ids();
  assert.equal(both.length, 2);
  await assert.rejects(
    update({ AddPrivateKey: newKey() }),
    awsError('LimitExceeded', 'Private key limit of 2 is reached.'),
  );
  await assert.rejects(
    update({ AddPrivateKey: newKey(), RemovePrivateKey: old }),
    awsError(
      'InvalidInput',
      'Unable to add and remove private keys in the same request. Set a value for only one of the two parameters.',
    ),
  );
  await update({ RemovePrivateKey: old });
  assert.deepEqual(
    await ids(),
    both.filter((id) => id !== old),
  );
  await assert.rejects(
    update({ RemovePrivateKey: old }),
    awsError(
      'InvalidInput',
      'Failed to remove private key because the Key ID does not match a private key.',
    ),
  );
});

test('encryption is required only with a private key to decrypt with', async () => {
  const account = await api.account();
  const withoutKey = awsError(
    'InvalidInput',
    'Unable to set assertion encryption mode to Required because no private key is provided.',
  );
  await assert.rejects(
    createProvider(account, { AssertionEncryptionMode: 'Required' }),
    withoutKey,
  );
  const on = await createProvider(account, { AssertionEncryptionMode: 'Allowed' });
  const update = (members: object) => client(account).UpdateSAMLProvider({ ...on, ...members });
  await assert.rejects(update({ AssertionEncryptionMode: 'Required' }), withoutKey);
  await update({ AssertionEncryptionMode: 'Required', AddPrivateKey: newKey() });
  const { PrivateKeyList: [key] = [] } = await client(account).GetSAMLProvider(on);
  const removal = { RemovePrivateKey: key?.KeyId };
  await assert.rejects(update(removal), awsError('InvalidInput', 'Failed to remove private key.'));
  await update({ ...removal, AssertionEncryptionMode: 'Allowed' });
  const read = await client(account).GetSAMLProvider(on);
  assert.deepEqual([read.AssertionEncryptionMode, read.PrivateKeyList], ['Allowed', undefined]);
});

test('IDP-002: a private key that is none, or that a password protects, is refused and not repeated', async () => {
  const account = await api.account();
  const on = await createProvider(account);
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'secret' };
  const locked = privateKey.export({ type: 'pkcs8', format: 'pem', ...cipher }).toString();
  for (const AddPrivateKey of ['no key', locked, newKey().slice(0, 300)]) {
    const refused = awsError('InvalidInput', 'Invalid private key.');
    await assert.rejects(client(account).UpdateSAMLProvider({ ...on, AddPrivateKey }), refused);
    await assert.rejects(
      client(account).CreateSAMLProvider({ Name: 'b', SAMLMetadataDocument, AddPrivateKey }),
      refused,
    );
  }
  const AddPrivateKey = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  await client(account).UpdateSAMLProvider({ ...on, AddPrivateKey });
});

test('private keys are kept sealed, each for its own provider and id', async () => {
  const account = await api.account();
  const pem = newKey();
  await createProvider(account, { AddPrivateKey: pem });
  const { SAMLProviderUUID, PrivateKeyList: [key] = [] } = await client(account).GetSAMLProvider({
    SAMLProviderArn: arnIn(account),
  });
  const { secret } = await account.run((work) =>
    work.read
      .selectFrom('saml_private_keys')
      .select('secret')
      .where('account_id', '=', account.id)
      .executeTakeFirstOrThrow(),
  );
  assert.equal(secret, `saml-private-key/${account.id}/${SAMLProviderUUID}/${key?.KeyId}:${pem}`);
});

test('an update of nothing is refused', async () => {
  const account = await api.account();
  const on = await createProvider(account);
  await assert.rejects(
    client(account).UpdateSAMLProvider(on),
    awsError(
      'InvalidInput',
      'Unable to update identity provider. No updates are defined for metadata or encryption assertion.',
    ),
  );
  await client(account).UpdateSAMLProvider({ ...on, AssertionEncryptionMode: 'Allowed' });
});

test('a provider that roles trust is deleted with all that hangs on it', async () => {
  const account = await api.account();
  const on = await createProvider(account, {
    AddPrivateKey: newKey(),
    Tags: [{ Key: 'k', Value: 'v' }],
  });
  await account.client(account.root, roleOperations, roleAccess).CreateRole({
    RoleName: 'staff',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: on.SAMLProviderArn },
        Action: 'sts:AssumeRoleWithSAML',
      },
    }),
  });
  const { SAMLProviderUUID } = await client(account).GetSAMLProvider(on);
  await client(account).DeleteSAMLProvider(on);
  for (const again of [
    () => client(account).DeleteSAMLProvider(on),
    () => client(account).GetSAMLProvider(on),
  ]) {
    await assert.rejects(again, notFound(on.SAMLProviderArn));
  }
  for (const table of ['saml_metadata', 'saml_private_keys', 'iam_tags'] as const) {
    const rows = await account.run((work) =>
      work.read.selectFrom(table).selectAll().where('account_id', '=', account.id).execute(),
    );
    assert.deepEqual(rows, [], table);
  }
  await createProvider(account);
  const read = await client(account).GetSAMLProvider(on);
  assert.notEqual(read.SAMLProviderUUID, SAMLProviderUUID);
});

test('what names no provider is refused by each operation', async () => {
  const account = await api.account();
  const other = await api.account();
  await createProvider(other);
  const on = (SAMLProviderArn: string): readonly (() => Promise<unknown>)[] => {
    const at = { SAMLProviderArn };
    const iam = client(account);
    return [
      () => iam.GetSAMLProvider(at),
      () => iam.UpdateSAMLProvider({ ...at, AssertionEncryptionMode: 'Allowed' }),
      () => iam.DeleteSAMLProvider(at),
      () => iam.TagSAMLProvider({ ...at, Tags: [] }),
      () => iam.UntagSAMLProvider({ ...at, TagKeys: [] }),
      () => iam.ListSAMLProviderTags(at),
    ];
  };
  const oidc = `arn:aws:iam::${account.id}:oidc-provider/a`;
  const cases: readonly (readonly [string, { code: string; message?: string }])[] = [
    [arnIn(account), notFound(arnIn(account))],
    [arnIn(account, ''), awsError('ValidationError', `Invalid ARN: ${arnIn(account, '')}`)],
    ['Corp', awsError('ValidationError', 'Invalid ARN: Corp')],
    [oidc, awsError('ValidationError', 'Invalid resource type in ARN')],
    [arnIn(other), { code: 'AccessDenied' }],
  ];
  for (const [arn, refusal] of cases) {
    for (const call of on(arn)) await assert.rejects(call, refusal, arn);
  }
  await client(other).GetSAMLProvider({ SAMLProviderArn: arnIn(other) });
});

test('tags of a provider', async () => {
  const account = await api.account();
  const on = await createProvider(account, { Tags: [{ Key: 'a', Value: '1' }] });
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `b${index}`, Value: '' }));
  await assert.rejects(
    client(account).TagSAMLProvider({ ...on, Tags: many }),
    awsError('LimitExceeded', 'Cannot exceed quota for TagsPerSAMLProvider: 50'),
  );
  await client(account).TagSAMLProvider({ ...on, Tags: many.slice(0, 2) });
  await client(account).UntagSAMLProvider({ ...on, TagKeys: ['B0'] });
  const expected = [
    { Key: 'a', Value: '1' },
    { Key: 'b1', Value: '' },
  ];
  const { Tags, IsTruncated } = await client(account).ListSAMLProviderTags(on);
  assert.deepEqual([Tags, IsTruncated], [expected, false]);
  assert.deepEqual((await client(account).GetSAMLProvider(on)).Tags, expected);
  const page = await client(account).ListSAMLProviderTags({ ...on, MaxItems: 1 });
  const { Marker } = page;
  assert.deepEqual([page.Tags, page.IsTruncated], [expected.slice(0, 1), true]);
  const last = await client(account).ListSAMLProviderTags({ ...on, Marker });
  assert.deepEqual([last.Tags, last.IsTruncated], [expected.slice(1), false]);
});

test('a hundred providers fit into an account; the summary counts both kinds', async () => {
  const account = await api.account();
  for (let index = 0; index < 100; index += 1) {
    await client(account).CreateSAMLProvider({ Name: `idp-${index}`, SAMLMetadataDocument });
  }
  await assert.rejects(
    createProvider(account),
    awsError('LimitExceeded', 'Cannot exceed quota for SAMLProvidersPerAccount: 100'),
  );
  await client(account).CreateOpenIDConnectProvider({ Url: 'https://idp.example' });
  const summary = account.client(account.root, accountOperations, accountAccess);
  assert.equal((await summary.GetAccountSummary({})).SummaryMap.Providers, 101);
  await client(account).DeleteSAMLProvider({ SAMLProviderArn: arnIn(account, 'idp-7') });
  await createProvider(account);
});

test('of two updates that read the same provider, one does not commit', async () => {
  const account = await api.account();
  const { SAMLProviderArn } = await createProvider(account);
  const nothing = {
    document: undefined,
    encryptionMode: undefined,
    addPrivateKey: undefined,
    removePrivateKey: undefined,
  };
  await assert.rejects(
    account.run(async (work) => {
      const provider = await getSamlProvider(work, SAMLProviderArn);
      const add = { ...nothing, addPrivateKey: newKey() };
      await updateSamlProvider(work, plainSecrets, provider, add);
      await account.run((between) => updateSamlProvider(between, plainSecrets, provider, add));
    }),
    { name: 'GuardFailed' },
  );
  const { PrivateKeyList } = await client(account).GetSAMLProvider({ SAMLProviderArn });
  assert.equal(PrivateKeyList?.length, 1);
});
