import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { SSOAdmin } from '@aws-sdk/client-sso-admin';
import { compilePlanStatement } from '../../src/store/index.ts';
import { assertRefused, clientsOf } from '../support/clients.ts';
import { allow, deny, makeUser, policyOf } from '../support/entities.ts';
import {
  type EnabledInstance,
  enableIdentityCenter,
  type Member,
  makeMember,
  ssoAdminOf,
} from '../support/identity-center.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let sso: SSOAdmin;
let instance: EnabledInstance;

const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const INVALID = 'ValidationException';
const NOT_FOUND = 'ResourceNotFoundException';
const CONFLICT = 'ConflictException';
const QUOTA = 'ServiceQuotaExceededException';

before(async () => {
  server = await startTestServer();
  sso = ssoAdminOf(server);
  instance = await enableIdentityCenter(server);
});
after(async () => {
  await server?.stop();
});

/** A new permission set as the requests of its operations name it. */
async function make(Name: string, rest: { SessionDuration?: string } = {}) {
  const { PermissionSet } = await sso.createPermissionSet({
    InstanceArn: instance.arn,
    Name,
    ...rest,
  });
  const PermissionSetArn = PermissionSet?.PermissionSetArn ?? '';
  const id = PermissionSetArn.slice(-19);
  return { id, on: { InstanceArn: instance.arn, PermissionSetArn } };
}

/** What provisioned roles are compared with. */
async function versionOf(id: string): Promise<number> {
  const row = await server.parts.store.read
    .selectFrom('permission_sets')
    .select('version')
    .where('permission_set_id', '=', id)
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Says that a role was made of a permission set in an account. */
async function provision(id: string, target: string): Promise<void> {
  const query = server.parts.store.read.insertInto('provisioned_roles').values({
    account_id: server.account,
    instance_id: instance.id,
    target_account: target,
    permission_set_id: id,
    role_name: 'AWSReservedSSO_x_0123456789abcdef',
    version: 1,
    provisioned_at: 0,
  });
  await server.parts.store.commit({ statements: [compilePlanStatement(query, 1)], changes: [] });
}

describe('permission sets', () => {
  it('are created with all that they can have, and read back the same', async () => {
    const InstanceArn = instance.arn;
    const { PermissionSet: made } = await sso.createPermissionSet({
      InstanceArn,
      Name: 'Everything',
      Description: 'All of it',
      SessionDuration: 'PT4H30M',
      RelayState: 'https://s3.console.aws.amazon.com/s3/home?region=us-east-1#',
      Tags: [{ Key: 'Team', Value: 'blue' }],
    });
    const PermissionSetArn = made?.PermissionSetArn;
    assert.match(
      PermissionSetArn ?? '',
      new RegExp(`^arn:aws:sso:::permissionSet/${instance.id}/ps-[0-9a-f]{16}$`),
    );
    const { CreatedDate, ...rest } = made ?? {};
    assert.ok(CreatedDate instanceof Date);
    assert.deepEqual(rest, {
      Name: 'Everything',
      PermissionSetArn,
      Description: 'All of it',
      SessionDuration: 'PT4H30M',
      RelayState: 'https://s3.console.aws.amazon.com/s3/home?region=us-east-1#',
    });
    const { PermissionSet } = await sso.describePermissionSet({ InstanceArn, PermissionSetArn });
    assert.deepEqual(PermissionSet, made);
    const { Tags } = await sso.listTagsForResource({ InstanceArn, ResourceArn: PermissionSetArn });
    assert.deepEqual(Tags, [{ Key: 'Team', Value: 'blue' }]);
  });

  it('have names of one to thirty-two characters, each once', async () => {
    const InstanceArn = instance.arn;
    await sso.createPermissionSet({ InstanceArn, Name: 'n'.repeat(32) });
    await assertRefused(
      sso.createPermissionSet({ InstanceArn, Name: 'n'.repeat(33) }),
      INVALID,
      400,
      `1 validation error detected: Value '${'n'.repeat(33)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 32`,
    );
    await assertRefused(
      sso.createPermissionSet({ InstanceArn, Name: 'Everything' }),
      CONFLICT,
      400,
      'PermissionSet with name Everything already exists.',
    );
    await sso.createPermissionSet({ InstanceArn, Name: 'everything' });
  });

  it('last from one hour to twelve', async () => {
    const InstanceArn = instance.arn;
    const { PermissionSet } = await sso.createPermissionSet({ InstanceArn, Name: 'Hour' });
    assert.equal(PermissionSet?.SessionDuration, 'PT1H');
    const text = 'The session duration must be between 1 hour (PT1H) and 12 hours (PT12H).';
    for (const SessionDuration of ['PT59M59S', 'PT12H1S', 'P1D', 'P1M', 'PT', 'P2W']) {
      const refused = sso.createPermissionSet({ InstanceArn, Name: 'Other', SessionDuration });
      await assertRefused(
        refused,
        INVALID,
        400,
        SessionDuration === 'PT'
          ? "1 validation error detected: Value 'PT' at 'sessionDuration' failed to satisfy constraint: Member must satisfy regular expression pattern: (-?)P(?=\\d|T\\d)(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)([DW]))?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?"
          : text,
      );
    }
    for (const [index, SessionDuration] of ['PT60M', 'PT12H', 'PT3600S', 'P0DT2H'].entries()) {
      await sso.createPermissionSet({ InstanceArn, Name: `Last${index}`, SessionDuration });
    }
  });

  it('are changed, member by member, and outdate their roles', async () => {
    const { on, id } = await make('Changing', { SessionDuration: 'PT2H' });
    await sso.updatePermissionSet({ ...on, Description: 'new' });
    await sso.updatePermissionSet({ ...on, SessionDuration: 'PT3H', RelayState: 'https://x' });
    const { PermissionSet } = await sso.describePermissionSet(on);
    assert.deepEqual(
      [PermissionSet?.Description, PermissionSet?.SessionDuration, PermissionSet?.RelayState],
      ['new', 'PT3H', 'https://x'],
    );
    assert.equal(await versionOf(id), 3);
    await assertRefused(
      sso.updatePermissionSet({ ...on, SessionDuration: 'PT13H' }),
      INVALID,
      400,
      'The session duration must be between 1 hour (PT1H) and 12 hours (PT12H).',
    );
  });

  it('are listed page by page', async () => {
    const InstanceArn = instance.arn;
    const { PermissionSets: all = [] } = await sso.listPermissionSets({ InstanceArn });
    const found: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sso.listPermissionSets({ InstanceArn, MaxResults: 4, NextToken });
      found.push(...(page.PermissionSets ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    assert.deepEqual(found, all);
    assert.ok(found.length > 8);
    await assertRefused(
      sso.listPermissionSets({ InstanceArn, NextToken: 'bm8=' }),
      INVALID,
      400,
      'The NextToken of the request is not valid.',
    );
  });

  it('that there are not are refused', async () => {
    const InstanceArn = instance.arn;
    const id = 'ps-0000000000000000';
    const ours = `arn:aws:sso:::permissionSet/${instance.id}/${id}`;
    const { on } = await make('Elsewhere');
    const other = on.PermissionSetArn.replace(instance.id, 'ssoins-0000000000000000');
    const calls = [
      [ours, id],
      [other, on.PermissionSetArn.slice(-19)],
    ] as const;
    for (const [PermissionSetArn, named] of calls) {
      await assertRefused(
        sso.describePermissionSet({ InstanceArn, PermissionSetArn }),
        NOT_FOUND,
        400,
        `Could not find PermissionSet with id ${named}`,
      );
    }
  });

  it('are deleted while nobody needs them', async () => {
    const { on, id } = await make('Deleted');
    await sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn: ADMINISTRATOR });
    await provision(id, server.account);
    await assertRefused(
      sso.deletePermissionSet(on),
      CONFLICT,
      400,
      `Could not delete because PermissionSet with id ${id} is assigned to or provisioned in accounts.`,
    );
    const query = server.parts.store.read.deleteFrom('provisioned_roles');
    await server.parts.store.commit({ statements: [compilePlanStatement(query, 1)], changes: [] });
    await sso.deletePermissionSet(on);
    await assertRefused(
      sso.describePermissionSet(on),
      NOT_FOUND,
      400,
      `Could not find PermissionSet with id ${id}`,
    );
  });

  it('are judged by policies on their ARN and tags, with their instance', async () => {
    const { on } = await make('Judged');
    const policy = allow('sso:DescribePermissionSet', instance.arn);
    const reader = await makeUser(clientsOf(server), 'set-reader', { policy });
    const reading = ssoAdminOf(server, reader.credentials);
    await assertRefused(
      reading.describePermissionSet(on),
      'AccessDeniedException',
      400,
      `User: ${reader.arn} is not authorized to perform: sso:DescribePermissionSet on resource: ${on.PermissionSetArn} because no identity-based policy allows the sso:DescribePermissionSet action`,
    );
    const tagged = { Condition: { StringEquals: { 'aws:ResourceTag/Team': 'blue' } } };
    await clientsOf(server).iam.putUserPolicy({
      UserName: reader.name,
      PolicyName: 'sets',
      PolicyDocument: policyOf(
        allow('sso:DescribePermissionSet', `arn:aws:sso:::permissionSet/${instance.id}/*`, tagged),
      ),
    });
    await sso.tagResource({
      ResourceArn: on.PermissionSetArn,
      Tags: [{ Key: 'Team', Value: 'blue' }],
    });
    await reading.describePermissionSet(on);
  });
});

describe('the number of permission sets', () => {
  it('is bounded', async () => {
    const { read } = server.parts.store;
    const { PermissionSets: present = [] } = await sso.listPermissionSets({
      InstanceArn: instance.arn,
      MaxResults: 100,
    });
    const rows = Array.from({ length: 1999 - present.length }, (_, n) => ({
      account_id: server.account,
      permission_set_id: `ps-${String(n).padStart(16, 'f')}`,
      instance_id: instance.id,
      name: `Many${n}`,
      session_duration: 'PT1H',
      created_at: 0,
    }));
    const query = read.insertInto('permission_sets').values(rows);
    const insert = compilePlanStatement(query, rows.length);
    await server.parts.store.commit({ statements: [insert], changes: [] });
    await make('Last');
    await assertRefused(
      make('OneTooMany'),
      QUOTA,
      400,
      'You have exceeded AWS SSO limits. Cannot create PermissionSet more than 2000. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html',
    );
    const gone = read.deleteFrom('permission_sets').where('created_at', '=', 0);
    const remove = compilePlanStatement(gone, rows.length);
    await server.parts.store.commit({ statements: [remove], changes: [] });
  });
});

describe('inline policies', () => {
  it('are put, read and deleted', async () => {
    const { on, id } = await make('Inline');
    assert.equal((await sso.getInlinePolicyForPermissionSet(on)).InlinePolicy, '');
    const InlinePolicy = policyOf(allow('s3:ListAllMyBuckets'));
    await sso.putInlinePolicyToPermissionSet({ ...on, InlinePolicy });
    assert.equal((await sso.getInlinePolicyForPermissionSet(on)).InlinePolicy, InlinePolicy);
    assert.equal(await versionOf(id), 2);
    await sso.deleteInlinePolicyFromPermissionSet(on);
    assert.equal((await sso.getInlinePolicyForPermissionSet(on)).InlinePolicy, '');
    assert.equal(await versionOf(id), 3);
    await assertRefused(
      sso.deleteInlinePolicyFromPermissionSet(on),
      NOT_FOUND,
      400,
      `Could not find inline policy of PermissionSet with id ${id}`,
    );
  });

  it('are policies, of a size that a role can hold', async () => {
    const { on } = await make('InlineRules');
    const put = (InlinePolicy: string) =>
      sso.putInlinePolicyToPermissionSet({ ...on, InlinePolicy });
    await assertRefused(put('{}'), INVALID, 400, 'Syntax errors in policy.');
    const sized = (size: number) => {
      const empty = policyOf(deny('s3:x')).length;
      return policyOf(deny(`s3:x${'x'.repeat(size - empty)}`));
    };
    await assertRefused(
      put(sized(10_241)),
      QUOTA,
      400,
      'The inline policy exceeds the maximum size of 10240 bytes.',
    );
    await put(sized(10_240));
  });
});

describe('managed policies', () => {
  it('of AWS are attached, listed and detached', async () => {
    const { on, id } = await make('Managed');
    const ManagedPolicyArn = ADMINISTRATOR;
    await sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn });
    const viewer = 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess';
    await sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn: viewer });
    const { AttachedManagedPolicies } = await sso.listManagedPoliciesInPermissionSet(on);
    assert.deepEqual(AttachedManagedPolicies, [
      { Name: 'AdministratorAccess', Arn: ADMINISTRATOR },
      { Name: 'ViewOnlyAccess', Arn: viewer },
    ]);
    await assertRefused(
      sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn }),
      CONFLICT,
      400,
      `Permission set with id ${id} already has a typed link attachment to a manged policy with ${ADMINISTRATOR}`,
    );
    assert.equal(await versionOf(id), 3);
    await sso.detachManagedPolicyFromPermissionSet({ ...on, ManagedPolicyArn });
    assert.equal(await versionOf(id), 4);
    await assertRefused(
      sso.detachManagedPolicyFromPermissionSet({ ...on, ManagedPolicyArn }),
      NOT_FOUND,
      400,
      `Could not find ManagedPolicy with arn ${ADMINISTRATOR}`,
    );
    const none = 'arn:aws:iam::aws:policy/NoSuchPolicy';
    await assertRefused(
      sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn: none }),
      NOT_FOUND,
      400,
      `Policy does not exist with ARN: ${none}`,
    );
  });

  it('of customers are named by name and path, twenty with those of AWS', async () => {
    const { on, id } = await make('Customer');
    const attach = (Name: string, Path?: string) =>
      sso.attachCustomerManagedPolicyReferenceToPermissionSet({
        ...on,
        CustomerManagedPolicyReference: { Name, ...(Path === undefined ? {} : { Path }) },
      });
    const detach = (Name: string) =>
      sso.detachCustomerManagedPolicyReferenceFromPermissionSet({
        ...on,
        CustomerManagedPolicyReference: { Name },
      });
    await attach('p00');
    await attach('p00', '/team/');
    await assertRefused(
      attach('p00', '/'),
      CONFLICT,
      400,
      'Given customer managed policy with name: p00  and path / already attached',
    );
    for (let n = 2; n < 20; n += 1) await attach(`p${String(n).padStart(2, '0')}`);
    await assertRefused(
      attach('p20'),
      QUOTA,
      400,
      'Cannot attach managed policy: number of attached managed policies is already at maximum 20',
    );
    await assertRefused(
      sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn: ADMINISTRATOR }),
      QUOTA,
      400,
      `You have exceeded AWS SSO limits. Cannot create ManagedPolicy more than 20 for id ${id}. Please refer to https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html`,
    );
    await detach('p00');
    await assertRefused(
      detach('p00'),
      NOT_FOUND,
      400,
      'Given managed policy with name: p00  and path / does not exist on PermissionSet',
    );
    await sso.attachManagedPolicyToPermissionSet({ ...on, ManagedPolicyArn: ADMINISTRATOR });
    const { CustomerManagedPolicyReferences: listed = [] } =
      await sso.listCustomerManagedPolicyReferencesInPermissionSet(on);
    assert.equal(listed.length, 19);
    assert.deepEqual(listed.at(-1), { Name: 'p00', Path: '/team/' });
  });
});

describe('permissions boundaries', () => {
  it('are of either kind', async () => {
    const { on, id } = await make('Bounded');
    const none = `Could not find permissions boundary of PermissionSet with id ${id}`;
    await assertRefused(sso.getPermissionsBoundaryForPermissionSet(on), NOT_FOUND, 400, none);
    await assertRefused(sso.deletePermissionsBoundaryFromPermissionSet(on), NOT_FOUND, 400, none);
    const put = (PermissionsBoundary: object) =>
      sso.putPermissionsBoundaryToPermissionSet({ ...on, PermissionsBoundary });
    const read = async () =>
      (await sso.getPermissionsBoundaryForPermissionSet(on)).PermissionsBoundary;
    await put({ ManagedPolicyArn: ADMINISTRATOR });
    assert.deepEqual(await read(), { ManagedPolicyArn: ADMINISTRATOR });
    await put({ CustomerManagedPolicyReference: { Name: 'limit' } });
    assert.deepEqual(await read(), {
      CustomerManagedPolicyReference: { Name: 'limit', Path: '/' },
    });
    await sso.deletePermissionsBoundaryFromPermissionSet(on);
    assert.equal(await versionOf(id), 4);
  });

  it('are one policy, which there is', async () => {
    const { on } = await make('BoundaryRules');
    const put = (PermissionsBoundary: object) =>
      sso.putPermissionsBoundaryToPermissionSet({ ...on, PermissionsBoundary });
    const both = {
      ManagedPolicyArn: ADMINISTRATOR,
      CustomerManagedPolicyReference: { Name: 'limit' },
    };
    for (const boundary of [{}, both]) {
      await assertRefused(
        put(boundary),
        INVALID,
        400,
        'PermissionsBoundary must have either a ManagedPolicyArn or a CustomerManagedPolicyReference.',
      );
    }
    const none = 'arn:aws:iam::aws:policy/NoSuchPolicy';
    const text = `Policy does not exist with ARN: ${none}`;
    await assertRefused(put({ ManagedPolicyArn: none }), NOT_FOUND, 400, text);
  });
});

describe('attributes for access control', () => {
  const attribute = (Key: string, source: string) => ({ Key, Value: { Source: [source] } });
  const configuration = (...AccessControlAttributes: ReturnType<typeof attribute>[]) => ({
    InstanceArn: instance.arn,
    InstanceAccessControlAttributeConfiguration: { AccessControlAttributes },
  });
  const off = 'Attributes for access control are not enabled for this Identity Center instance.';

  it('are turned on once, replaced and turned off', async () => {
    const { arn: InstanceArn } = instance;
    const read = () => sso.describeInstanceAccessControlAttributeConfiguration({ InstanceArn });
    await assertRefused(read(), NOT_FOUND, 400, off);
    const first = configuration(attribute('Department', `\${path:enterprise.department}`));
    await sso.createInstanceAccessControlAttributeConfiguration(first);
    const { Status, InstanceAccessControlAttributeConfiguration: found } = await read();
    assert.equal(Status, 'ENABLED');
    assert.deepEqual(found, first.InstanceAccessControlAttributeConfiguration);
    await assertRefused(
      sso.createInstanceAccessControlAttributeConfiguration(first),
      CONFLICT,
      400,
      'Attributes for access control are already enabled for this Identity Center instance.',
    );
    const second = configuration(attribute('Mail', `\${user:email}`));
    await sso.updateInstanceAccessControlAttributeConfiguration(second);
    const { InstanceAccessControlAttributeConfiguration: replaced } = await read();
    assert.deepEqual(replaced, second.InstanceAccessControlAttributeConfiguration);
    await sso.deleteInstanceAccessControlAttributeConfiguration({ InstanceArn });
    await assertRefused(
      sso.deleteInstanceAccessControlAttributeConfiguration({ InstanceArn }),
      NOT_FOUND,
      400,
      off,
    );
    const update = sso.updateInstanceAccessControlAttributeConfiguration(second);
    await assertRefused(update, NOT_FOUND, 400, off);
  });

  it('have keys each once, and sources of the two forms', async () => {
    const twice = configuration(
      attribute('Team', `\${user:email}`),
      attribute('team', `\${user:email}`),
    );
    await assertRefused(
      sso.createInstanceAccessControlAttributeConfiguration(twice),
      INVALID,
      400,
      'The configuration names an attribute key more than once.',
    );
    const reserved = configuration(attribute('AWS:Team', `\${user:email}`));
    await assertRefused(
      sso.createInstanceAccessControlAttributeConfiguration(reserved),
      INVALID,
      400,
      'Attribute keys beginning with "aws:" are reserved for system use.',
    );
    const unknown = configuration(attribute('Team', 'email'));
    await assertRefused(
      sso.createInstanceAccessControlAttributeConfiguration(unknown),
      INVALID,
      400,
      `The source of attribute Team must be of the form \${path:name.givenName} or \${user:email}.`,
    );
  });
});

describe('a delegated administrator', () => {
  it('IDC-008, R060: is kept from permission sets that are provisioned in the management account', async () => {
    const { on, id } = await make('Management');
    const free = await make('MembersOnly');
    const delegate = await makeMember(server, 'Delegate');
    await clientsOf(server).organizations.registerDelegatedAdministrator({
      AccountId: delegate.account,
      ServicePrincipal: 'sso.amazonaws.com',
    });
    await provision(id, server.account);
    await provision(free.id, delegate.account);
    const text =
      'You cannot delete/modify/remove/assign access to permission sets provisioned in the management account';
    const InlinePolicy = policyOf(allow('s3:*'));
    const tag = { Key: 'Team', Value: 'any' };
    const calls = [
      delegate.sso.updatePermissionSet({ ...on, Description: 'x' }),
      delegate.sso.putInlinePolicyToPermissionSet({ ...on, InlinePolicy }),
      delegate.sso.deletePermissionSet(on),
      delegate.sso.tagResource({ ResourceArn: on.PermissionSetArn, Tags: [tag] }),
      delegate.sso.untagResource({ ResourceArn: on.PermissionSetArn, TagKeys: [tag.Key] }),
    ];
    await Promise.all(calls.map((call) => assertRefused(call, 'AccessDeniedException', 400, text)));
    await delegate.sso.describePermissionSet(on);
    await delegate.sso.putInlinePolicyToPermissionSet({ ...free.on, InlinePolicy });
    await delegate.sso.tagResource({ ResourceArn: free.on.PermissionSetArn, Tags: [tag] });
    await sso.updatePermissionSet({ ...on, Description: 'x' });
    await sso.tagResource({ ResourceArn: on.PermissionSetArn, Tags: [tag] });

    // What it did and tried is in the history of the management account as well.
    const LookupAttributes = [
      { AttributeKey: 'EventName' as const, AttributeValue: 'PutInlinePolicyToPermissionSet' },
    ];
    const told = async ({ cloudtrail }: Pick<Member['clients'], 'cloudtrail'>) => {
      const { Events = [] } = await cloudtrail.lookupEvents({ LookupAttributes });
      const records = Events.map((event) => JSON.parse(event.CloudTrailEvent ?? '{}'));
      return records.filter(({ sharedEventID }) => sharedEventID !== undefined);
    };
    const [own, managements] = [await told(delegate.clients), await told(clientsOf(server))];
    assert.deepEqual(
      managements.map(({ sharedEventID }) => sharedEventID),
      own.map(({ sharedEventID }) => sharedEventID),
    );
    assert.deepEqual(
      managements.map(({ errorCode }) => errorCode),
      [undefined, 'AccessDenied'],
    );
    assert.deepEqual(managements[0].userIdentity.accountId, delegate.account);
  });
});
