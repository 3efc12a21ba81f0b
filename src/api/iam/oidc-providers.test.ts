import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addClientId, getOidcProvider } from '../../domain/iam/oidc-providers.ts';
import { awsError, TEST_TIME } from '../../domain/iam/test-support.ts';
import { accountAccess, accountOperations } from './account.ts';
import { oidcProviderAccess, oidcProviderOperations } from './oidc-providers.ts';
import { providerTagAccess, providerTagOperations } from './provider-tags.ts';
import { roleAccess, roleOperations } from './roles.ts';
import { type ApiAccount, ISSUER_THUMBPRINT, openTestApi, type TestApi } from './test-support.ts';

let api: TestApi;
before(async () => {
  api = await openTestApi();
});
after(async () => await api.close());

const operations = { ...oidcProviderOperations, ...providerTagOperations };
const access = { ...oidcProviderAccess, ...providerTagAccess };
const client = (account: ApiAccount) => account.client(account.root, operations, access);

const URL = 'https://Idp.example/realms/Staff';
const THUMBPRINT = '9E99A48A9960B14926BB7F3B02E22DA2B0AB7280';
const arnIn = (account: ApiAccount, url = 'Idp.example/realms/Staff') =>
  `arn:aws:iam::${account.id}:oidc-provider/${url}`;
const notFound = (arn: string) =>
  awsError('NoSuchEntity', `OpenIDConnect Provider not found for arn ${arn}`);

test('a provider is created with everything it can have, and read back without its scheme', async () => {
  const account = await api.account();
  const created = await client(account).CreateOpenIDConnectProvider({
    Url: URL,
    ClientIDList: ['sts.amazonaws.com', 'app', 'app'],
    ThumbprintList: [THUMBPRINT],
    Tags: [{ Key: 'Team', Value: 'blue' }],
  });
  const OpenIDConnectProviderArn = arnIn(account);
  const Tags = [{ Key: 'Team', Value: 'blue' }];
  assert.deepEqual(created, { OpenIDConnectProviderArn, Tags });
  assert.deepEqual(await client(account).GetOpenIDConnectProvider({ OpenIDConnectProviderArn }), {
    Url: 'Idp.example/realms/Staff',
    ClientIDList: ['sts.amazonaws.com', 'app'],
    ThumbprintList: [THUMBPRINT.toLowerCase()],
    CreateDate: new Date(TEST_TIME),
    Tags,
  });
});

test('providers are told apart by case and by a last slash, and listed by URL', async () => {
  const account = await api.account();
  const urls = ['b.example', 'a.example/', 'a.example', 'A.example', 'a.example:8443/x'];
  for (const url of urls) {
    await client(account).CreateOpenIDConnectProvider({ Url: `https://${url}` });
  }
  const { OpenIDConnectProviderList } = await client(account).ListOpenIDConnectProviders({});
  const sorted = [...urls].sort((a, b) => (a < b ? -1 : 1));
  assert.deepEqual(
    OpenIDConnectProviderList,
    sorted.map((url) => ({ Arn: arnIn(account, url) })),
  );
  await assert.rejects(
    client(account).CreateOpenIDConnectProvider({ Url: 'https://a.example' }),
    awsError('EntityAlreadyExists', 'Provider with url https://a.example already exists.'),
  );
  const other = await api.account();
  await client(other).CreateOpenIDConnectProvider({ Url: 'https://a.example' });
});

test('without thumbprints the issuer is asked, and one that cannot be reached is refused', async () => {
  const account = await api.account();
  for (const ThumbprintList of [undefined, []]) {
    await assert.rejects(
      client(account).CreateOpenIDConnectProvider({
        Url: 'https://unreachable.example',
        ...(ThumbprintList ? { ThumbprintList } : {}),
      }),
      awsError(
        'OpenIdIdpCommunicationError',
        'The request failed because IAM cannot connect to the OpenID Connect identity provider URL.',
      ),
    );
  }
  await client(account).CreateOpenIDConnectProvider({
    Url: 'https://unreachable.example',
    ThumbprintList: [THUMBPRINT],
  });
  const { OpenIDConnectProviderArn } = await client(account).CreateOpenIDConnectProvider({
    Url: 'https://idp.example',
  });
  const { ThumbprintList } = await client(account).GetOpenIDConnectProvider({
    OpenIDConnectProviderArn,
  });
  assert.deepEqual(ThumbprintList, [ISSUER_THUMBPRINT]);
});

test('an issuer is asked only when everything else is in order', async () => {
  const account = await api.account();
  const create = (members: object) =>
    client(account).CreateOpenIDConnectProvider({
      Url: 'https://unreachable.example',
      ...members,
    });
  await assert.rejects(create({ ClientIDList: clientIds(101) }), { code: 'LimitExceeded' });
  await create({ ThumbprintList: [THUMBPRINT] });
  await assert.rejects(create({}), { code: 'EntityAlreadyExists' });
});

const clientIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `client-${index}`);

test('five thumbprints and a hundred client ids fit, one more does not', async () => {
  const account = await api.account();
  const create = (url: string, thumbprints: number, clients: number) =>
    client(account).CreateOpenIDConnectProvider({
      Url: `https://${url}`,
      ThumbprintList: Array.from({ length: thumbprints }, (_, index) => String(index).repeat(40)),
      ClientIDList: clientIds(clients),
    });
  await assert.rejects(
    create('a.example', 6, 1),
    awsError('InvalidInput', 'Thumbprint list must contain fewer than 5 entries.'),
  );
  await assert.rejects(
    create('a.example', 5, 101),
    awsError('LimitExceeded', 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'),
  );
  const { OpenIDConnectProviderArn = '' } = await create('a.example', 5, 100);
  const on = { OpenIDConnectProviderArn };
  await assert.rejects(
    client(account).AddClientIDToOpenIDConnectProvider({ ...on, ClientID: 'one more' }),
    awsError('LimitExceeded', 'Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100'),
  );
  await client(account).AddClientIDToOpenIDConnectProvider({ ...on, ClientID: 'client-7' });
  await client(account).RemoveClientIDFromOpenIDConnectProvider({ ...on, ClientID: 'client-7' });
  await client(account).AddClientIDToOpenIDConnectProvider({ ...on, ClientID: 'one more' });
  const { ClientIDList } = await client(account).GetOpenIDConnectProvider(on);
  assert.equal(ClientIDList?.length, 100);
  assert.equal(ClientIDList?.at(-1), 'one more');
});

test('client ids are added and removed once and again', async () => {
  const account = await api.account();
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
  const on = { OpenIDConnectProviderArn: arnIn(account) };
  for (const ClientID of ['b', 'a', 'b']) {
    await client(account).AddClientIDToOpenIDConnectProvider({ ...on, ClientID });
  }
  for (const ClientID of ['b', 'b', 'A']) {
    await client(account).RemoveClientIDFromOpenIDConnectProvider({ ...on, ClientID });
  }
  assert.deepEqual((await client(account).GetOpenIDConnectProvider(on)).ClientIDList, ['a']);
});

test('thumbprints are replaced, by at least one and at most five', async () => {
  const account = await api.account();
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
  const on = { OpenIDConnectProviderArn: arnIn(account) };
  const update = (ThumbprintList: string[]) =>
    client(account).UpdateOpenIDConnectProviderThumbprint({ ...on, ThumbprintList });
  await assert.rejects(
    update([]),
    awsError('InvalidInput', 'Thumbprint list must contain at least one entry.'),
  );
  await assert.rejects(
    update(new Array<string>(6).fill(THUMBPRINT)),
    awsError('InvalidInput', 'Thumbprint list must contain fewer than 5 entries.'),
  );
  await update([THUMBPRINT]);
  const { ThumbprintList } = await client(account).GetOpenIDConnectProvider(on);
  assert.deepEqual(ThumbprintList, [THUMBPRINT.toLowerCase()]);
});

test('a provider that roles trust is deleted with its tags, and deleting it again is fine', async () => {
  const account = await api.account();
  const OpenIDConnectProviderArn = arnIn(account);
  const on = { OpenIDConnectProviderArn };
  const Tags = [{ Key: 'k', Value: 'v' }];
  await client(account).CreateOpenIDConnectProvider({ Url: URL, Tags });
  await account.client(account.root, roleOperations, roleAccess).CreateRole({
    RoleName: 'workload',
    AssumeRolePolicyDocument: JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { Federated: OpenIDConnectProviderArn },
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
    }),
  });
  for (let time = 0; time < 2; time += 1) await client(account).DeleteOpenIDConnectProvider(on);
  await assert.rejects(
    client(account).GetOpenIDConnectProvider(on),
    notFound(OpenIDConnectProviderArn),
  );
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
  assert.equal('Tags' in (await client(account).GetOpenIDConnectProvider(on)), false);
});

test('what names no provider is refused by each operation', async () => {
  const account = await api.account();
  const other = await api.account();
  await client(other).CreateOpenIDConnectProvider({ Url: URL });
  const on = (OpenIDConnectProviderArn: string): Record<string, () => Promise<unknown>> => {
    const at = { OpenIDConnectProviderArn };
    const iam = client(account);
    return {
      get: () => iam.GetOpenIDConnectProvider(at),
      add: () => iam.AddClientIDToOpenIDConnectProvider({ ...at, ClientID: 'a' }),
      remove: () => iam.RemoveClientIDFromOpenIDConnectProvider({ ...at, ClientID: 'a' }),
      update: () =>
        iam.UpdateOpenIDConnectProviderThumbprint({ ...at, ThumbprintList: [THUMBPRINT] }),
      tag: () => iam.TagOpenIDConnectProvider({ ...at, Tags: [] }),
      untag: () => iam.UntagOpenIDConnectProvider({ ...at, TagKeys: [] }),
      tags: () => iam.ListOpenIDConnectProviderTags(at),
    };
  };
  const missing = arnIn(account);
  for (const call of Object.values(on(missing))) await assert.rejects(call, notFound(missing));
  const remove = (arn: string) => () =>
    client(account).DeleteOpenIDConnectProvider({ OpenIDConnectProviderArn: arn });
  await remove(missing)();
  const wrong: readonly [string, string, string][] = [
    ['arn:aws:iam::x', 'ValidationError', 'Invalid ARN: arn:aws:iam::x'],
    ['https://idp.example/', 'ValidationError', 'Invalid ARN: https://idp.example/'],
    [arnIn(account, ''), 'ValidationError', `Invalid ARN: ${arnIn(account, '')}`],
    [
      `arn:aws:sts::${account.id}:oidc-provider/a`,
      'ValidationError',
      `Invalid ARN: arn:aws:sts::${account.id}:oidc-provider/a`,
    ],
    [
      `arn:aws:iam::${account.id}:saml-provider/a`,
      'ValidationError',
      'Invalid resource type in ARN',
    ],
  ];
  for (const [arn, code, text] of wrong) {
    for (const call of [...Object.values(on(arn)), remove(arn)]) {
      await assert.rejects(call, awsError(code, text), arn);
    }
  }
  for (const call of [...Object.values(on(arnIn(other))), remove(arnIn(other))]) {
    await assert.rejects(call, { code: 'AccessDenied' });
  }
  await client(other).GetOpenIDConnectProvider({ OpenIDConnectProviderArn: arnIn(other) });
});

test('tags of a provider', async () => {
  const account = await api.account();
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
  const on = { OpenIDConnectProviderArn: arnIn(account) };
  await assert.rejects(
    client(account).TagOpenIDConnectProvider({
      ...on,
      Tags: [
        { Key: 'a', Value: '1' },
        { Key: 'A', Value: '2' },
      ],
    }),
    awsError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    ),
  );
  const many = Array.from({ length: 50 }, (_, index) => ({ Key: `key-${index}`, Value: 'v' }));
  await client(account).TagOpenIDConnectProvider({ ...on, Tags: many });
  await assert.rejects(
    client(account).TagOpenIDConnectProvider({ ...on, Tags: [{ Key: 'more', Value: '' }] }),
    awsError('LimitExceeded', 'Cannot exceed quota for TagsPerOpenIDConnectProvider: 50'),
  );
  await client(account).UntagOpenIDConnectProvider({
    ...on,
    TagKeys: ['KEY-1', ...many.slice(3).map(({ Key }) => Key)],
  });
  const page = await client(account).ListOpenIDConnectProviderTags({ ...on, MaxItems: 1 });
  assert.deepEqual(page.Tags, [{ Key: 'key-0', Value: 'v' }]);
  assert.equal(page.IsTruncated, true);
  const { Tags, IsTruncated } = await client(account).ListOpenIDConnectProviderTags({
    ...on,
    Marker: page.Marker,
  });
  assert.deepEqual([Tags, IsTruncated], [[{ Key: 'key-2', Value: 'v' }], false]);
});

test('a hundred providers fit into an account, and the account summary counts them', async () => {
  const account = await api.account();
  for (let index = 0; index < 100; index += 1) {
    await client(account).CreateOpenIDConnectProvider({ Url: `https://idp-${index}.example` });
  }
  await assert.rejects(
    client(account).CreateOpenIDConnectProvider({ Url: URL }),
    awsError('LimitExceeded', 'Cannot exceed quota for OpenIdConnectProvidersPerAccount: 100'),
  );
  const summary = account.client(account.root, accountOperations, accountAccess);
  assert.equal((await summary.GetAccountSummary({})).SummaryMap.Providers, 100);
  await client(account).DeleteOpenIDConnectProvider({
    OpenIDConnectProviderArn: arnIn(account, 'idp-7.example'),
  });
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
});

test('of two changes that read the same provider, one does not commit', async () => {
  const account = await api.account();
  await client(account).CreateOpenIDConnectProvider({ Url: URL });
  await assert.rejects(
    account.run(async (work) => {
      const provider = await getOidcProvider(work, arnIn(account));
      addClientId(work, provider, 'a');
      await account.run((between) => addClientId(between, provider, 'b'));
    }),
    { name: 'GuardFailed' },
  );
  const { ClientIDList } = await client(account).GetOpenIDConnectProvider({
    OpenIDConnectProviderArn: arnIn(account),
  });
  assert.deepEqual(ClientIDList, ['b']);
});
