import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { metadataSample } from '../../../test/support/metadata-samples.ts';
import { refusalOn } from '../../domain/iam/test-support.ts';
import { inlinePolicyAccess, inlinePolicyOperations } from './inline-policies.ts';
import { oidcProviderAccess, oidcProviderOperations } from './oidc-providers.ts';
import { providerTagAccess, providerTagOperations } from './provider-tags.ts';
import { samlProviderAccess, samlProviderOperations } from './saml-providers.ts';
import { type ApiAccount, openTestApi, type TestApi } from './test-support.ts';
import { userAccess, userOperations } from './users.ts';

/** What the operations of identity providers ask the caller's policies. */
const operations = {
  ...samlProviderOperations,
  ...oidcProviderOperations,
  ...providerTagOperations,
};
const access = { ...samlProviderAccess, ...oidcProviderAccess, ...providerTagAccess };
type Operation = keyof typeof operations;

let api: TestApi;
let account: ApiAccount;
before(async () => {
  api = await openTestApi();
  account = await api.account();
  const root = account.client(account.root, operations, access);
  await account.client(account.root, userOperations, userAccess).CreateUser({ UserName: 'alice' });
  await root.CreateSAMLProvider({ Name: 'corp', ...metadata });
  await root.CreateOpenIDConnectProvider({ Url: 'https://idp.example/a' });
});
after(async () => await api.close());

const metadata = { SAMLMetadataDocument: metadataSample('Okta') };
const TAG = { Key: 'Team', Value: 'blue' };
const tags = { Tags: [TAG], TagKeys: ['Team'] };
const arn = (resource: string) => `arn:aws:iam::${account.id}:${resource}`;
const saml = (name = 'corp') => ({ SAMLProviderArn: arn(`saml-provider/${name}`) });
const oidc = (url = 'idp.example/a') => ({
  OpenIDConnectProviderArn: arn(`oidc-provider/${url}`),
});

/** Calls an operation as alice. */
async function asAlice(operation: Operation, input: object): Promise<unknown> {
  const client = account.client(await account.user('alice'), operations, access);
  return await client[operation](input as never);
}

/** Lets alice do exactly that. */
async function allow(statement: object): Promise<void> {
  const Statement = { Effect: 'Allow', ...statement };
  await account.client(account.root, inlinePolicyOperations, inlinePolicyAccess).PutUserPolicy({
    UserName: 'alice',
    PolicyName: 'allowed',
    PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
  });
}

const refusal = (operation: string, resource: string) =>
  refusalOn(arn('user/alice'), `iam:${operation}`, resource);

/** Every operation by the resource that it is decided on, with an input for it. */
const table = (): readonly (readonly [string, object, readonly Operation[]])[] => [
  ['*', {}, ['ListSAMLProviders', 'ListOpenIDConnectProviders']],
  [arn('saml-provider/New'), { Name: 'New', ...metadata }, ['CreateSAMLProvider']],
  [
    arn('saml-provider/corp'),
    { ...saml(), ...tags, AssertionEncryptionMode: 'Allowed' },
    [
      'GetSAMLProvider',
      'UpdateSAMLProvider',
      'DeleteSAMLProvider',
      'TagSAMLProvider',
      'UntagSAMLProvider',
      'ListSAMLProviderTags',
    ],
  ],
  [arn('oidc-provider/New/x'), { Url: 'https://New/x' }, ['CreateOpenIDConnectProvider']],
  [
    arn('oidc-provider/idp.example/a'),
    { ...oidc(), ...tags, ClientID: 'a', ThumbprintList: ['a'.repeat(40)] },
    [
      'GetOpenIDConnectProvider',
      'DeleteOpenIDConnectProvider',
      'AddClientIDToOpenIDConnectProvider',
      'RemoveClientIDFromOpenIDConnectProvider',
      'UpdateOpenIDConnectProviderThumbprint',
      'TagOpenIDConnectProvider',
      'UntagOpenIDConnectProvider',
      'ListOpenIDConnectProviderTags',
    ],
  ],
];

test('every operation is refused on its own resource to a caller without permissions', async () => {
  const seen = new Set<string>();
  for (const [resource, input, names] of table()) {
    for (const name of names) {
      await assert.rejects(asAlice(name, input), refusal(name, resource), name);
      seen.add(name);
    }
  }
  assert.deepEqual([...seen].sort(), Object.keys(operations).sort());
});

test('refusals come before the rules: a caller without permissions learns none of them', async () => {
  const bad = { Url: 'http://idp.example/?a' };
  await assert.rejects(
    asAlice('CreateOpenIDConnectProvider', bad),
    refusal('CreateOpenIDConnectProvider', arn('oidc-provider/http://idp.example/?a')),
  );
  await assert.rejects(
    asAlice('GetSAMLProvider', saml('none')),
    refusal('GetSAMLProvider', arn('saml-provider/none')),
  );
  await allow({ Action: 'iam:*', Resource: '*' });
  await assert.rejects(asAlice('CreateOpenIDConnectProvider', bad), { code: 'InvalidInput' });
  await assert.rejects(asAlice('GetSAMLProvider', saml('none')), { code: 'NoSuchEntity' });
});

/** Operations that are allowed under a condition on a key of the request, and its value. */
const conditions = (): readonly (readonly [Operation, object, string, string])[] => [
  ['CreateSAMLProvider', { Name: 'n1', ...metadata, Tags: [TAG] }, 'aws:TagKeys', 'Team'],
  ['CreateSAMLProvider', { Name: 'n2', ...metadata, Tags: [TAG] }, 'aws:RequestTag/team', 'blue'],
  ['CreateOpenIDConnectProvider', { Url: 'https://n1', Tags: [TAG] }, 'aws:TagKeys', 'Team'],
  [
    'CreateOpenIDConnectProvider',
    { Url: 'https://n2', Tags: [TAG] },
    'aws:RequestTag/Team',
    'blue',
  ],
  ['TagSAMLProvider', { ...saml(), ...tags }, 'aws:RequestTag/Team', 'blue'],
  ['TagOpenIDConnectProvider', { ...oidc(), ...tags }, 'aws:TagKeys', 'Team'],
  // From here on both have the tag.
  ['GetSAMLProvider', saml(), 'aws:ResourceTag/Team', 'blue'],
  ['ListSAMLProviderTags', saml(), 'aws:ResourceTag/Team', 'blue'],
  ['GetOpenIDConnectProvider', oidc(), 'aws:ResourceTag/Team', 'blue'],
  ['ListOpenIDConnectProviderTags', oidc(), 'iam:ResourceTag/Team', 'blue'],
  ['UntagSAMLProvider', { ...saml(), ...tags }, 'aws:TagKeys', 'Team'],
  ['UntagOpenIDConnectProvider', { ...oidc(), ...tags }, 'aws:TagKeys', 'Team'],
];

test('condition keys of the request and tags of the provider decide', async () => {
  for (const [name, input, key, value] of conditions()) {
    const when = async (expected: string) =>
      await allow({
        Action: [`iam:${name}`, name.startsWith('Create') ? 'iam:Tag*' : `iam:${name}`],
        Resource: '*',
        Condition: { 'ForAnyValue:StringEquals': { [key]: expected } },
      });
    await when('other');
    await assert.rejects(asAlice(name, input), { code: 'AccessDenied' }, `${name} ${key}`);
    await when(value);
    await asAlice(name, input);
  }
});

test('creating with tags needs the permission to tag as well', async () => {
  const cases: readonly (readonly [Operation, object, string, string])[] = [
    [
      'CreateSAMLProvider',
      { Name: 'tagged', ...metadata },
      'TagSAMLProvider',
      'saml-provider/tagged',
    ],
    [
      'CreateOpenIDConnectProvider',
      { Url: 'https://tagged/b' },
      'TagOpenIDConnectProvider',
      'oidc-provider/tagged/b',
    ],
  ];
  for (const [name, input, tagging, resource] of cases) {
    await allow({ Action: `iam:${name}`, Resource: '*' });
    await assert.rejects(asAlice(name, { ...input, Tags: [TAG] }), refusal(tagging, arn(resource)));
    await asAlice(name, input);
  }
});
