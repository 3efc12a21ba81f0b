import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type Members,
  message,
  policy,
  type Row,
  STATEMENT,
  SYNTAX,
} from './policy-texts.test-support.ts';

const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const LEGACY = 'The policy failed legacy parsing';
const ACTIONS = 'Policy statement must contain actions.';
const RESOURCES = 'Policy statement must contain resources.';
const VENDOR = 'Resource vendor must be fully qualified and cannot contain regexes.';
const PREFACED = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const PATHS =
  'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

function resources(refused: unknown, answer: string, accepted: unknown): Row {
  return [
    `Resource ${JSON.stringify(refused)}`,
    { Resource: refused },
    answer,
    { Resource: accepted },
  ];
}

const identityRows: readonly Row[] = [
  ['an unknown element', { Extra: 'x' }, SYNTAX, {}],
  ['an element in another case', { action: 'x' }, SYNTAX, {}],
  ['Action beside NotAction', { NotAction: 'iam:*' }, SYNTAX, {}],
  ['Resource beside NotResource', { NotResource: [] }, SYNTAX, {}],
  ['a Sid that is no text', { Sid: {} }, SYNTAX, { Sid: 'a1' }],
  ['an Effect that is none', { Effect: 'Permit' }, SYNTAX, { Effect: 'Deny' }],
  ['no Effect', { Effect: undefined }, SYNTAX, {}],
  ['an Action that is an object', { Action: {} }, SYNTAX, { Action: ['s3:*'] }],
  ['a list within a list of actions', { Action: [[]] }, SYNTAX, { Action: ['s3:*'] }],
  ['a Resource that is a number', { Resource: 5 }, SYNTAX, { Resource: '*' }],
  ['a Condition that is a list', { Condition: [] }, SYNTAX, { Condition: {} }],
  ['a Condition that is a text', { Condition: 'a' }, SYNTAX, { Condition: {} }],
  [
    'a condition without keys',
    { Condition: { StringEquals: 'a' } },
    SYNTAX,
    { Condition: { StringEquals: {} } },
  ],
  [
    'a condition value that is an object',
    { Condition: { StringEquals: { a: {} } } },
    SYNTAX,
    { Condition: { StringEquals: { a: ['b', true, 1] } } },
  ],
  [
    'a condition value that is null',
    { Condition: { StringEquals: { a: null } } },
    SYNTAX,
    { Condition: { StringEquals: { a: [] } } },
  ],
  [
    'an unknown operator',
    { Condition: { StringIs: { a: 'b' } } },
    SYNTAX,
    { Condition: { StringIs: {} } },
  ],
  [
    'a prefix with two colons',
    { Condition: { 'ForAnyValue::StringEquals': { a: 'b' } } },
    SYNTAX,
    { Condition: { 'ForAnyValue:StringEqualsIfExists': { a: 'b' } } },
  ],
  [
    'Null with IfExists',
    { Condition: { NullIfExists: { a: 'true' } } },
    SYNTAX,
    { Condition: { Null: { a: 'true' } } },
  ],
  ['an Effect in another case', { Effect: 'denY' }, LEGACY, { Effect: 'Deny' }],
  [
    'a date that is none',
    { Condition: { DateLessThan: { a: 'soon' } } },
    LEGACY,
    { Condition: { DateLessThan: { a: '2026-01-31' } } },
  ],
  [
    'a date beyond 63 bits',
    { Condition: { DateLessThan: { a: '9223372036854775808' } } },
    LEGACY,
    { Condition: { DateLessThan: { a: '9223372036854775807' } } },
  ],
  [
    'a month that is not two digits',
    { Condition: { DateLessThanEquals: { a: '234-13' } } },
    LEGACY,
    { Condition: { DateLessThanEquals: { a: '2016-12-13t2:00:00.593194+23' } } },
  ],
  resources('arn:aws:s3::bucket_1', LEGACY, 'arn:aws:s3:::bucket_1'),
  resources('arn:aws::::bucket', LEGACY, 'arn:aws:sqs:::bucket'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  resources('arn:aws:sqs::x:q', LEGACY, 'arn:aws:sqs:${aws:RequestedRegion}:111122223333:q'),
  resources('arn:aws:iam::111122223333:roots', PATHS, 'arn:aws:iam::111122223333:root'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  resources('arn:aws:iam::${aws:PrincipalAccount}:role/x', LEGACY, 'arn:aws:iam::*:role/x'),
  ['a Sid that is not alphanumeric', { Sid: 'a-b' }, sidText(), { Sid: 'aB1' }],
  ['no Action', { Action: undefined }, ACTIONS, { Action: undefined, NotAction: 's3:x' }],
  ['an empty list of actions', { Action: [] }, ACTIONS, { Action: ['s3:x'] }],
  resources('bucket', 'Resource bucket must be in ARN format or "*".', '*'),
  resources('', 'Resource  must be in ARN format or "*".', '*'),
  resources(
    'x:aws:s3:::b',
    'Resource x:aws:s3:::b must be in ARN format or "*".',
    'arn:aws:s3:::b',
  ),
  resources(
    'arn:error:s3:::b',
    'Partition "error" is not valid for resource "arn:error:s3:::b".',
    'arn:aws-cn:s3:::b',
  ),
  resources('a:b', 'Partition "b" is not valid for resource "arn:b:*:*:*:*".', 'arn:aws:b'),
  resources('arn:aws', VENDOR, 'arn:aws:s3'),
  resources('arn:aws:s*:::b', VENDOR, 'arn:aws:s3:::*'),
  resources(
    'arn:aws:iam:us-east-1::user/a',
    'IAM resource arn:aws:iam:us-east-1::user/a cannot contain region information.',
    'arn:aws:iam:::user/a',
  ),
  resources(
    'arn:aws:s3:us-east-1::b',
    'Resource arn:aws:s3:us-east-1::b can not contain region information.',
    'arn:aws:s3:us-east-1:111122223333:accesspoint/a',
  ),
  resources('arn:aws:iam::111122223333:users/a', PATHS, 'arn:aws:iam::111122223333:user/a'),
  ['no Resource', { Resource: undefined }, RESOURCES, { Resource: undefined, NotResource: '*' }],
  ['an empty list of resources', { Resource: [] }, RESOURCES, { Resource: ['*'] }],
  ['an action without vendor', { Action: 'List' }, PREFACED, { Action: 's3:List' }],
  ['an empty action', { Action: '' }, PREFACED, { Action: '*' }],
  [
    'an action with two colons',
    { Action: 's3:List:x' },
    'Actions/Condition can contain only one colon.',
    { Action: 's3:List' },
  ],
  [
    'a vendor with a space',
    { Action: 'a a:List' },
    'Vendor a a is not valid',
    { Action: 'a-a.b:List' },
  ],
  ['a principal', { Principal: '*' }, 'Policy document should not specify a principal.', {}],
];

function sidText(): string {
  return 'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*';
}

describe('identity, boundary and session policies', () => {
  for (const [title, refused, answer, accepted] of identityRows) {
    it(`${title} is refused`, () => {
      assert.equal(message(policy({ ...STATEMENT, ...refused })), answer);
      assert.equal(message(policy({ ...STATEMENT, ...refused }), 'boundary'), answer);
      assert.equal(message(policy({ ...STATEMENT, ...accepted }), 'session'), 'accepted');
    });
  }

  it('texts that are no JSON object are refused', () => {
    for (const text of ['', 'text', '[]', 'null', '"a"', '{', `${policy(STATEMENT)}x`]) {
      assert.equal(message(text), SYNTAX);
    }
    assert.equal(message(` \t\r\n${policy(STATEMENT)} `), 'accepted');
  });

  it('documents without statements, or with unknown elements, are refused', () => {
    assert.equal(message('{"Version":"2012-10-17"}'), SYNTAX);
    assert.equal(message(policy([])), SYNTAX);
    assert.equal(message(policy(['x'])), SYNTAX);
    assert.equal(message(policy(STATEMENT, { Version: '2012-10-17', Extra: 1 })), SYNTAX);
    assert.equal(message(policy(STATEMENT, { Version: '2012-10-17', Id: [] })), SYNTAX);
    assert.equal(message(policy([STATEMENT], { Version: '2012-10-17', Id: 'a' })), 'accepted');
  });

  it('versions other than 2012-10-17 are refused', () => {
    assert.equal(message(policy(STATEMENT, {})), VERSION);
    assert.equal(message(policy(STATEMENT, { Version: '2008-10-17' })), VERSION);
    assert.equal(message(policy(STATEMENT, { Version: '2013-10-17' })), SYNTAX);
    assert.equal(message(policy(STATEMENT)), 'accepted');
  });

  it('repeated statement ids are refused', () => {
    const unique = 'Statement IDs (SID) in a single policy must be unique.';
    const named = { ...STATEMENT, Sid: 'a' };
    assert.equal(message(policy([named, named])), unique);
    assert.equal(message(policy([named, { ...named, Sid: 'b' }, STATEMENT])), 'accepted');
    const empty = { ...STATEMENT, Sid: '' };
    assert.equal(message(policy([empty, empty])), 'accepted');
  });

  it('of several faults the first in the order of J6 is told', () => {
    const order: readonly (readonly [Members, string])[] = [
      [{ Extra: 1, Effect: 'allow' }, SYNTAX],
      [{ Effect: 'allow', Sid: 'a b' }, LEGACY],
      [{ Sid: 'a b', Action: [] }, sidText()],
      [{ Action: [], Resource: 'x' }, ACTIONS],
      [{ Action: 'x', Resource: 'x' }, 'Resource x must be in ARN format or "*".'],
      [{ Action: 'x', Resource: [] }, RESOURCES],
      [{ Action: 'x' }, PREFACED],
    ];
    for (const [change, answer] of order) {
      assert.equal(message(policy({ ...STATEMENT, ...change })), answer);
    }
    assert.equal(message(policy({ ...STATEMENT, Effect: 'allow' }, {})), VERSION);
  });
});
