/** Users of an identity store through the SDK. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DescribeUserResponse, Identitystore } from '@aws-sdk/client-identitystore';
import fc from 'fast-check';
import { assertRefused, refusalOf } from '../support/clients.ts';
import { identityStoreOf, makeWorkforceUser, personNamed } from '../support/directory.ts';
import { enableIdentityCenter } from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const ENTERPRISE = 'aws:identitystore:enterprise';
const CONFLICT = ['ConflictException', 400] as const;
const INVALID = ['ValidationException', 400] as const;
const NOT_FOUND = ['ResourceNotFoundException', 400] as const;

let server: TestServer;
let store: Identitystore;
let IdentityStoreId = '';

before(async () => {
  server = await startTestServer();
  IdentityStoreId = (await enableIdentityCenter(server)).identityStoreId;
  store = identityStoreOf(server);
});
after(async () => {
  await server?.stop();
});

const make = (name: string, rest = {}) => makeWorkforceUser(store, IdentityStoreId, name, rest);
const user = (UserId: string, rest = {}) => ({ IdentityStoreId, UserId, ...rest });
const describeOne = (UserId: string, rest = {}) => store.describeUser(user(UserId, rest));
const change = (UserId: string, ...operations: readonly (readonly [string, unknown?])[]) =>
  store.updateUser({
    ...user(UserId),
    Operations: operations.map(([AttributePath, AttributeValue]) => ({
      AttributePath,
      ...(AttributeValue === undefined ? {} : { AttributeValue: AttributeValue as string }),
    })),
  });

/** Without what differs between two runs. */
function attributesOf({
  $metadata: _,
  CreatedAt,
  UpdatedAt,
  ...rest
}: DescribeUserResponse & { $metadata: unknown }) {
  assert.ok(CreatedAt && UpdatedAt);
  return rest;
}

const WHOLE = {
  Name: {
    Formatted: 'Dr. Ada King Lovelace III',
    GivenName: 'Ada',
    FamilyName: 'Lovelace',
    MiddleName: 'King',
    HonorificPrefix: 'Dr.',
    HonorificSuffix: 'III',
  },
  DisplayName: 'Ada L.',
  NickName: 'ada',
  ProfileUrl: 'https://example.com/ada',
  Emails: [{ Value: 'Ada@Example.com', Type: 'work', Primary: true }],
  Addresses: [{ StreetAddress: '1 Way', Locality: '서울', Country: 'KR', Primary: true }],
  PhoneNumbers: [{ Value: '+82 10', Type: 'work', Primary: true }],
  UserType: 'employee',
  Title: 'Engineer',
  PreferredLanguage: 'ko',
  Locale: 'ko-KR',
  Timezone: 'Asia/Seoul',
  Photos: [{ Value: 'https://example.com/1.png', Display: 'one' }, { Value: 'https://e.com/2' }],
  Website: 'https://example.com',
  Birthdate: '1815-12-10',
  Roles: [{ Value: 'lead', Primary: true }],
};
const EXTENSION = {
  [ENTERPRISE]: { costCenter: '42', manager: { value: 'boss', displayName: 'B' } },
};

describe('CreateUser and DescribeUser', () => {
  it('keep every attribute as it was given', async () => {
    const UserId = await make('ada', { ...WHOLE, Extensions: EXTENSION });
    assert.match(UserId, /^[0-9a-f]{10}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.equal(`d-${UserId.slice(0, 10)}`, IdentityStoreId);
    const by = `arn:aws:iam::${server.account}:user/bootstrap-admin`;
    const expected = {
      IdentityStoreId,
      UserId,
      UserName: 'ada',
      ...WHOLE,
      UserStatus: 'ENABLED',
      CreatedBy: by,
      UpdatedBy: by,
    };
    assert.deepEqual(attributesOf(await describeOne(UserId)), expected);
    const extended = await describeOne(UserId, { Extensions: [ENTERPRISE] });
    assert.deepEqual(attributesOf(extended), { ...expected, Extensions: EXTENSION });
  });

  it('demand user name, names and display name', async () => {
    const { UserName: _u, Name: _n, DisplayName: _d, ...rest } = personNamed(IdentityStoreId, 'x');
    const name = { GivenName: 'G', FamilyName: 'F' };
    const refusals: readonly [object, string][] = [
      [{ Name: name, DisplayName: 'D' }, 'userName is a required attribute'],
      [{ UserName: 'x', DisplayName: 'D' }, 'name.familyName is a required attribute'],
      [
        { UserName: 'x', Name: { FamilyName: 'F' }, DisplayName: 'D' },
        'name.givenName is a required attribute',
      ],
      [{ UserName: 'x', Name: name }, 'displayName is a required attribute'],
    ];
    for (const [input, text] of refusals) {
      await assertRefused(store.createUser({ ...rest, ...input }), ...INVALID, text);
    }
  });

  it('refuse reserved names, whatever their case', async () => {
    for (const name of ['Administrator', 'awsadministrators']) {
      const text = `${name} is a reserved name and cannot be used`;
      await assertRefused(store.createUser(personNamed(IdentityStoreId, name)), ...INVALID, text);
    }
    await make('Administrator2');
  });

  it('refuse what the model does not allow, and do not repeat a name', async () => {
    const mail = { Value: 'm@example.com' };
    await assertRefused(
      store.createUser({ ...personNamed(IdentityStoreId, 'with space'), Emails: [mail, mail] }),
      ...INVALID,
      "2 validation errors detected: Value at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+; Value '[(value=m@example.com), (value=m@example.com)]' at 'emails' failed to satisfy constraint: Member must have length less than or equal to 1",
    );
  });

  it('know one extension, and its attributes', async () => {
    const refusals: readonly [Record<string, object>, string][] = [
      [{ 'aws:identitystore:other': {} }, 'The attribute aws:identitystore:other is not supported'],
      [
        { [ENTERPRISE]: { shoeSize: '9' } },
        `The attribute ${ENTERPRISE}.shoeSize is not supported`,
      ],
      [
        { [ENTERPRISE]: { costCenter: 9 } },
        `The value of the attribute ${ENTERPRISE}.costCenter is not valid`,
      ],
    ];
    for (const [Extensions, text] of refusals) {
      const input = { ...personNamed(IdentityStoreId, 'extended'), Extensions } as never;
      await assertRefused(store.createUser(input), ...INVALID, text);
    }
  });

  it('R021: a user name is unique in its store, whatever the case of its letters', async () => {
    await make('Unique.Name');
    const again = personNamed(IdentityStoreId, 'unique.NAME', { Emails: [] as never });
    const { Emails: _, ...unmailed } = again;
    const refusal = await refusalOf(store.createUser(unmailed));
    assert.deepEqual([refusal.code, refusal.message], ['ConflictException', 'Duplicate UserName']);
    const error = await store.createUser(unmailed).catch((reason: unknown) => reason);
    assert.equal((error as { Reason?: string }).Reason, 'UNIQUENESS_CONSTRAINT_VIOLATION');
    assert.ok((error as { RequestId?: string }).RequestId);
  });

  it('an e-mail address is unique in its store', async () => {
    await make('mail-one', { Emails: [{ Value: 'shared@example.com', Primary: true }] });
    const second = personNamed(IdentityStoreId, 'mail-two', {
      Emails: [{ Value: 'Shared@EXAMPLE.com' }],
    });
    await assertRefused(store.createUser(second), ...CONFLICT, 'Duplicate Email');
    await make('mail-two', { Emails: [{ Value: 'other@example.com' }] });
  });

  it('R029: long and special user names keep every character', async () => {
    const character = fc
      .oneof(
        fc.constantFrom(
          ...'.-_@+=,!#$%&\'*/?^`{|}~"()<>[]:;\\',
          '가',
          '名',
          'é',
          'e\u0301',
          '𝒳',
          '🙂',
        ),
        fc.integer({ min: 0x21, max: 0x1ffff }).map((code) => String.fromCodePoint(code)),
      )
      .filter((text) => /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u.test(text));
    const name = fc
      .array(character, { minLength: 1, maxLength: 120 })
      .map((parts) => [...parts.join('')].slice(0, 120).join(''));
    let count = 0;
    await fc.assert(
      fc.asyncProperty(name, async (text) => {
        count += 1;
        const userName = `${count}.${text}`;
        const { Emails: _, ...input } = personNamed(IdentityStoreId, userName);
        const { UserId = '' } = await store.createUser(input);
        assert.equal((await describeOne(UserId)).UserName, userName);
        const AlternateIdentifier = {
          UniqueAttribute: { AttributePath: 'userName', AttributeValue: userName },
        };
        const found = await store.getUserId({ IdentityStoreId, AlternateIdentifier });
        assert.equal(found.UserId, UserId);
      }),
      { numRuns: 40 },
    );
  });

  it('R031: a user that is made again under its name is another user', async () => {
    const first = await make('again');
    await store.deleteUser(user(first));
    await assertRefused(describeOne(first), ...NOT_FOUND, 'USER not found.');
    const second = await make('again');
    assert.notEqual(first, second);
  });
});

describe('UpdateUser', () => {
  it('sets and removes attributes at every depth', async () => {
    const UserId = await make('changing', { NickName: 'nick', Extensions: EXTENSION });
    await change(
      UserId,
      ['userName', 'changed'],
      ['nickName'],
      ['title', 'Boss'],
      ['name.familyName', 'New'],
      ['name.middleName', 'Mid'],
      ['emails', [{ value: 'changed@example.com', type: 'work', primary: true }]],
      ['photos', [{ Value: 'https://example.com/p', Primary: false }]],
      [`${ENTERPRISE}.costCenter`],
      [`${ENTERPRISE}.department`, 'R&D'],
      [`${ENTERPRISE}.manager.displayName`, 'Chief'],
    );
    const after = await describeOne(UserId, { Extensions: [ENTERPRISE] });
    assert.equal(after.UserName, 'changed');
    assert.equal(after.NickName, undefined);
    assert.equal(after.Title, 'Boss');
    assert.deepEqual(after.Name, { GivenName: 'Given', FamilyName: 'New', MiddleName: 'Mid' });
    assert.deepEqual(after.Emails, [{ Value: 'changed@example.com', Type: 'work', Primary: true }]);
    assert.deepEqual(after.Photos, [{ Value: 'https://example.com/p', Primary: false }]);
    assert.deepEqual(after.Extensions, {
      [ENTERPRISE]: { manager: { value: 'boss', displayName: 'Chief' }, department: 'R&D' },
    });
    await change(UserId, ['name.middleName'], [ENTERPRISE]);
    const emptied = await describeOne(UserId, { Extensions: [ENTERPRISE] });
    assert.equal(emptied.Name?.MiddleName, undefined);
    assert.equal(emptied.Extensions, undefined);
  });

  it('refuses paths and values that there are not', async () => {
    const UserId = await make('refused');
    const refusals: readonly (readonly [readonly [string, unknown?], string])[] = [
      [['shoeSize', '9'], 'The attribute shoeSize is not supported'],
      [['title.short', 'B'], 'The attribute title.short is not supported'],
      [['enterprise.costCenter', '1'], 'The attribute enterprise.costCenter is not supported'],
      [['title', 9], 'The value of the attribute title is not valid'],
      [['title', 'x'.repeat(1025)], 'The value of the attribute title is not valid'],
      [['emails', 'a@example.com'], 'The value of the attribute emails is not valid'],
      [
        ['emails', [{ value: 'a' }, { value: 'b' }]],
        'The value of the attribute emails is not valid',
      ],
      [['emails', [{ kind: 'a' }]], 'The attribute emails.kind is not supported'],
      [
        ['photos', [{ value: 'a', primary: 'yes' }]],
        'The value of the attribute photos.primary is not valid',
      ],
      [
        ['emails.value', 'a@example.com'],
        'Unsupported update operation on multi-value attribute emails, please provide full replacement of Multi-Value attribute types',
      ],
      [['userName'], 'userName is a required attribute'],
      [['name'], 'name.familyName is a required attribute'],
      [['userName', 'Administrator'], 'Administrator is a reserved name and cannot be used'],
    ];
    for (const [operation, text] of refusals) {
      await assertRefused(change(UserId, operation), ...INVALID, text);
    }
    await change(UserId, ['title', 'x'.repeat(1024)]);
  });

  it('R021: gives no name or address of another user, and keeps its own', async () => {
    const UserId = await make('own');
    await make('taken');
    await assertRefused(change(UserId, ['userName', 'TAKEN']), ...CONFLICT, 'Duplicate UserName');
    const mail = (value: string) => ['emails', [{ value }]] as const;
    await assertRefused(
      change(UserId, mail('taken@people.example.com')),
      ...CONFLICT,
      'Duplicate Email',
    );
    await change(UserId, ['userName', 'OWN'], mail('own@people.example.com'));
  });

  it('external ids are unique by issuer and id, and found by', async () => {
    const UserId = await make('external');
    const other = await make('external-two');
    await change(UserId, ['externalIds', [{ issuer: 'okta', id: '1' }]]);
    assert.deepEqual((await describeOne(UserId)).ExternalIds, [{ Issuer: 'okta', Id: '1' }]);
    const taken = change(other, ['externalIds', [{ issuer: 'okta', id: '1' }]]);
    await assertRefused(taken, ...CONFLICT, 'Duplicate ExternalId');
    await change(other, ['externalIds', [{ issuer: 'entra', id: '1' }]]);
    const by = (Issuer: string) =>
      store.getUserId({
        IdentityStoreId,
        AlternateIdentifier: { ExternalId: { Issuer, Id: '1' } },
      });
    assert.equal((await by('okta')).UserId, UserId);
    assert.equal((await by('entra')).UserId, other);
    await change(UserId, ['externalIds']);
    await assertRefused(by('okta'), ...NOT_FOUND, 'USER not found.');
  });
});

describe('ListUsers and GetUserId', () => {
  it('list all of a store in pages', async () => {
    const seen: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await store.listUsers({
        IdentityStoreId,
        MaxResults: 7,
        ...(NextToken === undefined ? {} : { NextToken }),
      });
      assert.ok((page.Users?.length ?? 0) <= 7);
      seen.push(...(page.Users ?? []).map(({ UserId }) => UserId));
      ({ NextToken } = page);
    } while (NextToken !== undefined);
    assert.equal(new Set(seen).size, seen.length);
    assert.ok(seen.length > 40);
  });

  it('take no token of another listing', async () => {
    const { NextToken = '' } = await store.listUsers({ IdentityStoreId, MaxResults: 1 });
    const text = 'The provided next token is not valid';
    await assertRefused(store.listGroups({ IdentityStoreId, NextToken }), ...INVALID, text);
    await assertRefused(
      store.listUsers({ IdentityStoreId, NextToken: NextToken.slice(4) }),
      ...INVALID,
      text,
    );
    assert.equal(
      (await store.listUsers({ IdentityStoreId, NextToken, MaxResults: 1 })).Users?.length,
      1,
    );
  });

  it('filter by user name alone', async () => {
    const UserId = await make('filtered');
    const filter = (AttributePath: string, AttributeValue: string) =>
      store.listUsers({ IdentityStoreId, Filters: [{ AttributePath, AttributeValue }] });
    assert.deepEqual(
      (await filter('UserName', 'FILTERED')).Users?.map((one) => one.UserId),
      [UserId],
    );
    assert.deepEqual((await filter('UserName', 'nobody')).Users, []);
    await assertRefused(
      filter('Title', 'x'),
      ...INVALID,
      'The attribute Title is not supported in a filter',
    );
    const Filters = [{ AttributePath: 'UserName', AttributeValue: 'a' }];
    const two = await refusalOf(
      store.listUsers({ IdentityStoreId, Filters: [...Filters, ...Filters] }),
    );
    assert.match(
      two.message,
      /'filters' failed to satisfy constraint: Member must have length less than or equal to 1/,
    );
  });

  it('find by unique attributes alone', async () => {
    const UserId = await make('looked-up');
    const by = (AttributePath: string, AttributeValue: string) =>
      store.getUserId({
        IdentityStoreId,
        AlternateIdentifier: { UniqueAttribute: { AttributePath, AttributeValue } },
      });
    assert.equal((await by('userName', 'LOOKED-up')).UserId, UserId);
    assert.equal((await by('emails.value', 'looked-up@people.example.com')).UserId, UserId);
    await assertRefused(by('userName', 'nobody'), ...NOT_FOUND, 'USER not found.');
    await assertRefused(
      by('title', 'x'),
      ...INVALID,
      'The attribute title is not a unique attribute',
    );
    await assertRefused(
      store.getUserId({ IdentityStoreId, AlternateIdentifier: {} as never }),
      ...INVALID,
      'AlternateIdentifier must have an ExternalId or a UniqueAttribute',
    );
    await assertRefused(
      by('userName', 9 as never),
      ...INVALID,
      'The value of the attribute userName is not valid',
    );
  });
});
