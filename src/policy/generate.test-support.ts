/** Generators of policies and requests for property tests; the pools are small so that they meet. */
import fc from 'fast-check';
import type { PolicyRequest, Principal } from './index.ts';
import type { RawPolicy, RawPrincipal, RawSet, RawStatement } from './naive.test-support.ts';

const HOME = '111122223333';
const AWAY = '444455556666';

const user: Principal & { type: 'user' } = {
  type: 'user',
  account: HOME,
  arn: `arn:aws:iam::${HOME}:user/ana`,
  uniqueId: 'AIDAANA1111111111',
};
const guest = `arn:aws:sts::${HOME}:federated-user/guest`;
const session = `arn:aws:sts::${HOME}:assumed-role/deploy/build`;
const role = `arn:aws:iam::${HOME}:role/team/deploy`;
const provider = `arn:aws:iam::${HOME}:saml-provider/corp`;

const principals: readonly Principal[] = [
  user,
  user,
  { type: 'role-session', account: HOME, arn: session, roleArn: role, roleUniqueId: 'AROA1' },
  { type: 'role-session', account: HOME, arn: session, roleArn: role, roleUniqueId: 'AROA1' },
  { type: 'root', account: HOME },
  { type: 'federated-user', account: HOME, arn: guest, issuer: user },
  { type: 'federated-user', account: HOME, arn: guest, issuer: { type: 'root', account: HOME } },
  { type: 'federated', provider },
  { type: 'service', service: 'ec2.amazonaws.com' },
  { type: 'anonymous' },
];

const ACTIONS = ['s3:GetObject', 's3:PutObject', 'S3:getobject', 'iam:CreateUser'];
const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:*',
  's3:Get*',
  's3:*Object',
  '*:*',
  's3:?etObject',
  'iam:*',
];
const RESOURCES = ['ana/x', 'bob/x', 'a*b', 'ana', 'team/red/x'].map(
  (key) => `arn:aws:s3:::b/${key}`,
);
/** `$` begins a policy variable. */
const RESOURCE_PATTERNS = ['*', '*', 'arn:aws:s3:::b/*', 'arn:aws:s3:*', ...RESOURCES].concat(
  ['$/*', '$', 'a?b', 'a{*}b', 'team/{tag}/x', "team/{none, 'red'}/*", '{aws:TagKeys}/x', '*a*/*x']
    .map((key) => key.replace('$', '{aws:username}').replaceAll('{', '$' + '{'))
    .map((key) => `arn:aws:s3:::b/${key.replace('{tag}', '{aws:PrincipalTag/team}')}`),
);

const variable = '$' + '{aws:username}';
const TEXTS = ['ana', 'Ana', 'bob', 'a*', '', 'red', variable, `${variable}-x`, '$' + '{no:such}'];
const NUMBERS = ['1', '2', '2.0', '10', '-3'];
const DATES = ['2026-01-31', '2026-01-31T00:00:00Z', '2026-02-01T10:00:00+02:00', '1769817600'];
const RANGES = ['10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', '203.0.113.128/25', '2001:db8::/32'];
const ADDRESSES = ['10.1.2.3', '203.0.113.129', '203.0.113.1', '2001:db8::1', '2001:db9::1'];
const ARNS = [user.arn, role, session, 'arn:aws:s3:::b'];
const ARN_PATTERNS = [
  ...ARNS,
  'arn:aws:*:*:*:*',
  'arn:aws:iam::*:role/*',
  'arn:aws:i?m::*:*a',
].concat(`arn:aws:iam::*:user/${variable}`);

/** For each family of operators: the key it asks, what policies accept, what requests bring. */
const FAMILIES: readonly (readonly [RegExp, string, readonly string[], readonly string[]])[] = [
  [/^String/, 'aws:TagKeys', TEXTS, ['ana', 'ANA', 'bob', 'a*', '', 'red', 'ana-x']],
  [/^Numeric/, 'ex:Number', NUMBERS, NUMBERS],
  [/^Date/, 'ex:Date', DATES, DATES],
  [/^Bool/, 'ex:Bool', ['true', 'false', 'TRUE'], ['true', 'false']],
  [/^Binary/, 'ex:Binary', ['QQ==', 'QUI=', ''], ['QQ==', 'QQ', 'QUI=']],
  [/Ip/, 'ex:Ip', RANGES, ADDRESSES],
  [/^Arn/, 'ex:Arn', ARN_PATTERNS, ARNS],
];

export const BASES = [
  ...['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  ...['StringLike', 'StringNotLike', 'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress'],
  ...['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
  ...['Numeric', 'Date'].flatMap((family) =>
    ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (order) => family + order,
    ),
  ),
];

/** Every operator with every prefix and suffix, and Null. */
export const OPERATORS = [
  'Null',
  ...['', 'ForAllValues:', 'ForAnyValue:'].flatMap((prefix) =>
    ['', 'IfExists'].flatMap((suffix) => BASES.map((base) => prefix + base + suffix)),
  ),
];

type Condition = NonNullable<RawStatement['Condition']>;

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...OPERATORS).chain((operator) => {
  if (operator === 'Null') {
    return fc.constantFrom('true', 'false').map((value) => ({ Null: { 'EX:Bool': [value] } }));
  }
  const base = operator.replace(/^.*:/, '');
  const family = FAMILIES.find(([pattern]) => pattern.test(base));
  if (!family) throw new Error(`no family for ${operator}`);
  return some(family[2], 1, 2).map((values) => ({ [operator]: { [family[1]]: values } }));
});

function some(pool: readonly string[], minLength = 1, maxLength = 3): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom(...pool), { minLength, maxLength });
}

const body = fc.record({
  actions: some(ACTION_PATTERNS),
  notAction: chance(8),
  resources: some(RESOURCE_PATTERNS),
  notResource: chance(6),
  deny: chance(10),
  conditions: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Condition[]>([]) },
    { weight: 3, arbitrary: fc.array(condition, { minLength: 1, maxLength: 2 }) },
  ),
});

/** True once in `times`. */
function chance(times: number): fc.Arbitrary<boolean> {
  return fc.nat({ max: times - 1 }).map((value) => value === 0);
}

const statement: fc.Arbitrary<RawStatement> = body.map((made) => ({
  Effect: made.deny ? 'Deny' : 'Allow',
  [made.notAction ? 'NotAction' : 'Action']: made.actions,
  [made.notResource ? 'NotResource' : 'Resource']: made.resources,
  Condition: Object.assign({}, ...made.conditions) as Condition,
}));

const full: RawStatement = { Effect: 'Allow', Action: ['*'], Resource: ['*'] };

function policy(most: RawStatement | undefined): fc.Arbitrary<RawPolicy> {
  const generated = fc.array(statement, { minLength: 1, maxLength: 3 });
  const versions = fc.constantFrom('2012-10-17', '2012-10-17', '2012-10-17', '2008-10-17');
  return fc
    .record({ Version: versions, Statement: generated, open: fc.nat({ max: 9 }) })
    .map(({ Version, Statement, open }) => ({
      Version,
      Statement: most && open < 8 ? [...Statement, most] : Statement,
    }));
}

const names = [user.arn, role, session, guest, HOME, `arn:aws:iam::${HOME}:root`, AWAY, '*'];
const principal: fc.Arbitrary<RawPrincipal> = fc.oneof(
  fc.constant<RawPrincipal>('*'),
  some(names, 1, 3).map((AWS) => ({ AWS })),
  some(names, 1, 3).map((AWS) => ({ AWS, Service: ['ec2.amazonaws.com'], Federated: [provider] })),
);

function named(base: fc.Arbitrary<RawPolicy>): fc.Arbitrary<RawPolicy> {
  const elements = fc.array(fc.tuple(principal, chance(5)), { minLength: 4, maxLength: 4 });
  return fc.tuple(base, elements).map(([{ Version, Statement }, chosen]) => ({
    Version,
    Statement: Statement.map((item, at) => {
      const [value, negated] = chosen[at] ?? ['*', false];
      return { ...item, [negated ? 'NotPrincipal' : 'Principal']: value };
    }),
  }));
}

const everyone: RawStatement = { ...full, Principal: '*' };
const controls = (
  most: RawStatement,
  made: (base: fc.Arbitrary<RawPolicy>) => fc.Arbitrary<RawPolicy>,
) => fc.array(fc.array(made(policy(most)), { minLength: 1, maxLength: 2 }), { maxLength: 2 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined, freq: 1 });

export const policySets: fc.Arbitrary<RawSet> = fc.record({
  identity: fc.array(policy(full), { minLength: 0, maxLength: 2 }),
  boundary: maybe(policy(full)),
  session: maybe(fc.array(policy(full), { maxLength: 2 })),
  resource: fc.option(named(policy(full)), { nil: undefined, freq: 2 }),
  resourceIsTrust: chance(4),
  scps: maybe(controls(full, (base) => base)),
  rcps: maybe(controls(everyone, named)),
});

const context = fc.record({
  'aws:username': fc.constantFrom([], ['ana'], ['ana'], ['bob'], ['a*'], ['ana', 'bob']),
  'aws:principaltag/team': fc.constantFrom([], ['red'], ['blue']),
  ...Object.fromEntries(
    FAMILIES.map(([, key, , values]) => [key.toLowerCase(), some(values, 0, 2)] as const),
  ),
});

export const requests: fc.Arbitrary<PolicyRequest> = fc
  .record({
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom(...RESOURCES, '*'),
    resourceAccount: fc.constantFrom(HOME, HOME, HOME, AWAY),
    principal: fc.constantFrom(...principals),
    context,
  })
  .map((made) => {
    const values = new Map(Object.entries(made.context));
    return { ...made, context: (key: string) => values.get(key) };
  });
