import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { AwsError } from '../../failures/aws-error.ts';
import { loadService } from '../model.ts';
import type { ServiceName } from '../services.ts';
import type { Service } from '../shapes.ts';
import { checkConstraints } from './check.ts';
import { cloudtrailConstraints } from './cloudtrail.ts';
import { iamConstraints } from './iam.ts';
import { identitystoreConstraints } from './identitystore.ts';
import { organizationsConstraints } from './organizations.ts';
import { stsConstraints } from './sts.ts';

const services = new Map<ServiceName, Service>();
before(async () => {
  for (const name of [
    'sts',
    'iam',
    'identitystore',
    'organizations',
    'cloudtrail',
    'sso-oidc',
  ] as const) {
    services.set(name, await loadService(name));
  }
});

function check(name: ServiceName, operation: string, input: object): void {
  const service = services.get(name);
  const found = service?.operations.get(operation);
  assert.ok(service && found);
  checkConstraints(service, found, input);
}

function refuses(name: ServiceName, operation: string, input: object, message: string): void {
  assert.throws(
    () => check(name, operation, input),
    (error) => {
      assert.ok(error instanceof AwsError);
      assert.equal(error.code, 'ValidationError');
      assert.equal(error.message, message);
      return true;
    },
  );
}

const one = (value: string, path: string, clause: string) =>
  `1 validation error detected: Value ${value} at '${path}' failed to satisfy constraint: ${clause}`;

const RoleArn = 'arn:aws:iam::123456789012:role/deploy';
const session = { RoleArn, RoleSessionName: 'session' };

describe('constraints', () => {
  it('hold for ordinary input', () => {
    check('sts', 'AssumeRole', {
      ...session,
      DurationSeconds: 900,
      Tags: [{ Key: 'Team', Value: '' }],
      TransitiveTagKeys: ['Team'],
      PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    });
    check('sts', 'GetCallerIdentity', {});
  });

  it('name a pattern as AWS prints it', () => {
    const pattern = String.raw`Member must satisfy regular expression pattern: [\w+=,.@-]*`;
    refuses(
      'sts',
      'AssumeRole',
      { RoleArn, RoleSessionName: 'Session1:2' },
      one("'Session1:2'", 'roleSessionName', pattern),
    );
    refuses(
      'sts',
      'AssumeRole',
      { RoleArn, RoleSessionName: 'line\n' },
      one("'line\n'", 'roleSessionName', pattern),
    );
  });

  it('name missing members, all of them', () => {
    const missing = (path: string) =>
      `Value null at '${path}' failed to satisfy constraint: Member must not be null`;
    refuses(
      'sts',
      'AssumeRole',
      {},
      `2 validation errors detected: ${missing('roleArn')}; ${missing('roleSessionName')}`,
    );
    refuses(
      'sso-oidc',
      'RegisterClient',
      { clientName: 'a' },
      `1 validation error detected: ${missing('clientType')}`,
    );
  });

  it('bound numbers on both sides', () => {
    const at = (DurationSeconds: number) => ({ ...session, DurationSeconds });
    refuses(
      'sts',
      'AssumeRole',
      at(899),
      one("'899'", 'durationSeconds', 'Member must have value greater than or equal to 900'),
    );
    refuses(
      'sts',
      'AssumeRole',
      at(43201),
      one("'43201'", 'durationSeconds', 'Member must have value less than or equal to 43200'),
    );
    check('sts', 'AssumeRole', at(43200));
    check('sts', 'GetSessionToken', { DurationSeconds: 129600 });
    refuses(
      'sts',
      'GetSessionToken',
      { DurationSeconds: 129601 },
      one("'129601'", 'durationSeconds', 'Member must have value less than or equal to 129600'),
    );
    check('cloudtrail', 'LookupEvents', { MaxResults: 50 });
    assert.throws(() => check('cloudtrail', 'LookupEvents', { MaxResults: 1.5 }), {
      code: 'MalformedInput',
    });
  });

  it('count lengths in Unicode scalar values', () => {
    const key = '𝒜'.repeat(128);
    check('sts', 'AssumeRole', { ...session, Tags: [{ Key: key, Value: '' }] });
    refuses(
      'sts',
      'AssumeRole',
      { ...session, Tags: [{ Key: `${key}a`, Value: '' }] },
      one(`'${key}a'`, 'tags.1.member.key', 'Member must have length less than or equal to 128'),
    );
    refuses(
      'sts',
      'AssumeRole',
      { ...session, RoleSessionName: 'a' },
      one("'a'", 'roleSessionName', 'Member must have length greater than or equal to 2'),
    );
  });

  it('report every clause that fails, through structures and lists', () => {
    assert.throws(
      () =>
        check('iam', 'TagUser', {
          UserName: 'a',
          Tags: [
            { Key: 'ok', Value: 'x' },
            { Key: '', Value: '*' },
          ],
        }),
      {
        message:
          "3 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
          String.raw`Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+; ` +
          String.raw`Value '*' at 'tags.2.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*`,
      },
    );
  });

  it('say once for a list of scalars what its elements must satisfy', () => {
    const clause =
      'Member must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, ' +
      String.raw`Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+]`;
    refuses(
      'iam',
      'UntagRole',
      { RoleName: 'r', TagKeys: ['ok', 'a*'] },
      one("'[ok, a*]'", 'tagKeys', clause),
    );
  });

  it('bound the number of elements', () => {
    const tags = (length: number) =>
      Array.from({ length }, (_, at) => ({ Key: `k${at}`, Value: 'v' }));
    check('iam', 'TagRole', { RoleName: 'r', Tags: tags(50) });
    assert.throws(() => check('iam', 'TagRole', { RoleName: 'r', Tags: tags(51) }), {
      message:
        /^1 validation error detected: Value '\[\(key=k0, value=v\), .*' at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50$/,
    });
  });

  it('list the values of an enumeration', () => {
    const input = { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'active' };
    refuses(
      'iam',
      'UpdateAccessKey',
      input,
      one("'active'", 'status', 'Member must satisfy enum value set: [Active, Inactive, Expired]'),
    );
    check('iam', 'UpdateAccessKey', { ...input, Status: 'Active' });
    const attributes = { LookupAttributes: [{ AttributeKey: 'Nope', AttributeValue: 'x' }] };
    assert.throws(() => check('cloudtrail', 'LookupEvents', attributes), {
      message:
        /'lookupAttributes\.1\.member\.attributeKey' failed to satisfy constraint: Member must satisfy enum value set: \[EventId, /,
    });
  });

  it('never print sensitive values', () => {
    const message =
      "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 128";
    refuses('iam', 'CreateLoginProfile', { Password: 'x'.repeat(129) }, message);
  });

  it('differ between operations where the model does', () => {
    const UserName = 'u'.repeat(65);
    check('iam', 'GetUser', { UserName });
    refuses(
      'iam',
      'CreateUser',
      { UserName },
      one(`'${UserName}'`, 'userName', 'Member must have length less than or equal to 64'),
    );
    check('sts', 'AssumeRole', { ...session, Policy: 'p'.repeat(2049) });
    assert.throws(
      () => check('sts', 'GetFederationToken', { Name: 'anna', Policy: 'p'.repeat(2049) }),
      { code: 'ValidationError' },
    );
  });

  it('take paths and aliases as IAM does', () => {
    const create = (Path: string) => () => check('iam', 'CreateUser', { UserName: 'a', Path });
    for (const path of ['/', '/a/', '/a/b!/']) create(path)();
    for (const path of ['', 'a/', '/a', '//', '/a b/']) {
      assert.throws(create(path), { code: 'ValidationError' });
    }
    const policy = (Path: string) => () =>
      check('iam', 'CreatePolicy', { PolicyName: 'p', PolicyDocument: '{}', Path });
    policy('/a/b/')();
    assert.throws(policy('/a!/'), { code: 'ValidationError' });
    const alias = (AccountAlias: string) => () =>
      check('iam', 'CreateAccountAlias', { AccountAlias });
    alias('my-team')();
    for (const name of ['My', '-ab', 'a--b', 'ab-', 'ab'])
      assert.throws(alias(name), { code: 'ValidationError' });
  });

  it('are told by Organizations in its own words, the first one alone', () => {
    const input = { Email: 'bad', AccountName: '' };
    assert.throws(() => check('organizations', 'CreateAccount', input), {
      code: 'InvalidInputException',
      message: 'You provided a string parameter that is shorter than allowed.',
      members: { Reason: 'MIN_LENGTH_EXCEEDED' },
    });
  });

  it('judge hostile text in linear time', () => {
    const email = (text: string) => () =>
      check('organizations', 'CreateAccount', { Email: text, AccountName: 'a' });
    email('a@b.example')();
    for (const bad of ['a@b', 'a@.b', 'a@b.', 'a b@c.d', 'a@b@c.d']) {
      assert.throws(email(bad), { code: 'InvalidInputException' }, bad);
    }
    for (const bad of [
      `a@${'.'.repeat(2_000_000)} `,
      '@'.repeat(2_000_000),
      `${'a'.repeat(2_000_000)} `,
    ]) {
      assert.throws(email(bad), { code: 'InvalidInputException' });
    }
    const path = `/${'a/'.repeat(1_000_000)}!`;
    assert.throws(
      () => check('iam', 'CreatePolicy', { PolicyName: 'p', PolicyDocument: '{}', Path: path }),
      { code: 'ValidationError' },
    );
  });

  it('keep their report bounded', () => {
    const Tags = Array.from({ length: 20_000 }, () => ({ Key: '*'.repeat(300), Value: '*' }));
    assert.throws(
      () => check('iam', 'TagRole', { RoleName: '*'.repeat(1_000_000), Tags }),
      (error) =>
        error instanceof AwsError &&
        error.message.startsWith('50 validation errors') &&
        error.message.length < 60_000,
    );
  });

  it('name only members, operations and structures that the schemas have', () => {
    const tables = {
      sts: stsConstraints,
      iam: iamConstraints,
      identitystore: identitystoreConstraints,
      organizations: organizationsConstraints,
      cloudtrail: cloudtrailConstraints,
    };
    for (const [name, table] of Object.entries(tables)) {
      const operations = services.get(name as ServiceName)?.operations;
      assert.ok(operations);
      const inputs = [...operations.values()].map(({ input }) => input);
      for (const member of Object.keys(table.members)) {
        assert.ok(
          inputs.some(({ memberByName }) => memberByName.has(member)),
          `${name} ${member}`,
        );
      }
      for (const [operation, members] of Object.entries(table.operations)) {
        for (const member of Object.keys(members)) {
          assert.ok(
            operations.get(operation)?.input.memberByName.has(member),
            `${operation} ${member}`,
          );
        }
      }
    }
  });
});
