import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type PolicyKind, parsePolicy, policySize, principalsOf, validatePolicy } from './index.ts';

type Members = Readonly<Record<string, unknown>>;

const STATEMENT = { Effect: 'Allow', Action: 's3:ListBucket', Resource: 'arn:aws:s3:::bucket' };
const TRUST = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:role/x' },
  Action: 'sts:AssumeRole',
};

function without(members: Members, ...names: string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

function policy(statement: unknown, members: Members = { Version: '2012-10-17' }): string {
  return JSON.stringify({ ...members, Statement: statement });
}

function message(text: string, kind: PolicyKind = 'identity'): string {
  const reading = validatePolicy(text, kind);
  return reading.ok ? 'accepted' : reading.message;
}

const SYNTAX = 'Syntax errors in policy.';
const VERSION = 'Policy document must be version 2012-10-17 or greater.';
const LEGACY = 'The policy failed legacy parsing';
const ACTIONS = 'Policy statement must contain actions.';
const RESOURCES = 'Policy statement must contain resources.';
const VENDOR = 'Resource vendor must be fully qualified and cannot contain regexes.';
const PREFACED = 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.';
const PATHS =
  'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.';

/** What a statement is changed to, the answer, and the nearest change that is accepted. */
type Row = readonly [title: string, refused: Members, answer: string, accepted: Members];

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

const LACKS_ACTION = 'Missing required field Action';
const ONLY_STS = 'AssumeRole policy may only specify STS AssumeRole actions.';
const NO_PRINCIPAL = 'Missing required field Principal cannot be empty!';
const FEDERATED = 'Federated principals must be valid domain names or SAML metadata ARNs';

function invalid(type: string, value: string): string {
  return `Invalid principal in policy: "${type}":"${value}"`;
}

function principals(type: string, refused: string, answer: string, accepted: string): Row {
  const action = 'sts:AssumeRole';
  return [
    `the ${type} principal ${refused}`,
    { Principal: { [type]: refused }, Action: action },
    answer,
    { Principal: { [type]: [accepted] }, Action: action },
  ];
}

const trustRows: readonly Row[] = [
  ['no Effect', { Effect: undefined }, 'Missing required field Effect', {}],
  ['an Effect that is none', { Effect: 'allow' }, 'Invalid effect: allow', { Effect: 'Deny' }],
  [
    'an Allow with NotPrincipal',
    { NotPrincipal: { AWS: '*' }, Principal: undefined },
    'Allow with NotPrincipal is not allowed.',
    {},
  ],
  [
    'a Deny with NotPrincipal',
    { NotPrincipal: { AWS: '*' }, Principal: undefined, Effect: 'Deny' },
    'AssumeRole policy must not contain NotPrincipal field.',
    { Effect: 'Deny' },
  ],
  [
    'no Principal',
    { Principal: undefined },
    'Missing required field Principal',
    { Principal: '*' },
  ],
  [
    'a Principal that is a text',
    { Principal: '111122223333' },
    'Principal must be a JSON object.',
    { Principal: { AWS: '111122223333' } },
  ],
  ['an empty Principal', { Principal: {} }, NO_PRINCIPAL, {}],
  ['a Principal without names', { Principal: { AWS: [] } }, NO_PRINCIPAL, {}],
  ['a Principal of unknown type', { Principal: { Aws: '*' } }, SYNTAX, { Principal: { AWS: '*' } }],
  ['no Action', { Action: undefined }, LACKS_ACTION, { Action: ['sts:AssumeRole'] }],
  ['an empty list of actions', { Action: [] }, LACKS_ACTION, { Action: 'sts:assumerole' }],
  ['an action of another service', { Action: 's3:Get' }, ONLY_STS, { Action: 'sts:TagSession' }],
  ['every action', { Action: '*' }, ONLY_STS, { Action: 'sts:*' }],
  [
    'another STS action',
    { Action: 'sts:GetFederationToken' },
    ONLY_STS,
    { Action: 'sts:AssumeRole*' },
  ],
  ['NotAction', { Action: undefined, NotAction: 'sts:TagSession' }, ONLY_STS, {}],
  ['a Resource', { Resource: '*' }, 'Has prohibited field Resource', {}],
  ['an unknown element', { Extra: 1 }, 'Has prohibited field Extra', { Sid: 'a' }],
  ['a NotResource', { NotResource: '*' }, 'AssumeRole policy must not contain resources.', {}],
  principals('AWS', 'ana', invalid('AWS', 'ana'), 'AIDAANA1111111111'),
  principals(
    'AWS',
    'arn:aws:iam::111122223333:user/*',
    invalid('AWS', 'arn:aws:iam::111122223333:user/*'),
    'arn:aws:iam::111122223333:user/a/b',
  ),
  principals(
    'AWS',
    'arn:aws:iam::111122223333:group/a',
    invalid('AWS', 'arn:aws:iam::111122223333:group/a'),
    'arn:aws:iam::111122223333:root',
  ),
  principals(
    'AWS',
    'arn:aws:sts::111122223333:assumed-role/a',
    invalid('AWS', 'arn:aws:sts::111122223333:assumed-role/a'),
    'arn:aws:sts::111122223333:assumed-role/a/b',
  ),
  principals('Service', 'ec2', invalid('SERVICE', 'ec2'), 'ec2.amazonaws.com'),
  principals('Federated', 'not a domain', FEDERATED, 'accounts.google.com'),
  principals(
    'Federated',
    'arn:aws:iam::111122223333:role/x',
    FEDERATED,
    'arn:aws:iam::111122223333:saml-provider/corp',
  ),
  [
    'Cognito without a condition',
    { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
    'A condition block must be present for the Cognito provider',
    {
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:pool' } },
    },
  ],
  [
    'an unknown operator',
    { Condition: { StringIs: { a: 'b' } } },
    SYNTAX,
    { Condition: { StringEquals: { a: 'b' } } },
  ],
];

describe('trust policies', () => {
  for (const [title, refused, answer, accepted] of trustRows) {
    it(`${title} is refused`, () => {
      assert.equal(message(policy({ ...TRUST, ...refused }), 'trust'), answer);
      assert.equal(message(policy({ ...TRUST, ...accepted }), 'trust'), 'accepted');
    });
  }

  it('texts that are no JSON, versions, missing and repeated statements are refused', () => {
    const empty = 'Could not parse the policy: Statement is empty!';
    const version = 'The policy must contain a valid version string';
    const named = { ...TRUST, Sid: 'a' };
    assert.equal(message('{"a":1,"a":2}', 'trust'), 'This policy contains invalid Json');
    assert.equal(message(policy(TRUST, { Version: '2013-10-17' }), 'trust'), version);
    assert.equal(message(policy(TRUST, { Version: '2008-10-17' }), 'trust'), 'accepted');
    assert.equal(message('{"Version":"2012-10-17"}', 'trust'), empty);
    assert.equal(message(policy([]), 'trust'), empty);
    assert.equal(message(policy([TRUST]), 'trust'), 'accepted');
    assert.equal(
      message(policy([named, named]), 'trust'),
      'The Statement Ids in the policy are not unique',
    );
    assert.equal(message(policy([named, TRUST]), 'trust'), 'accepted');
    assert.equal(message(policy(['x']), 'trust'), SYNTAX);
    assert.equal(message(policy(TRUST, { Version: '2012-10-17', Extra: 1 }), 'trust'), SYNTAX);
  });
});

describe('resource and control policies', () => {
  const control =
    'The provided policy document does not meet the requirements of the specified policy type.';
  const everything = { Effect: 'Deny', Action: '*', Resource: '*' };

  it('a resource policy names its principals', () => {
    const named = { ...STATEMENT, Principal: { AWS: 'x' } };
    assert.equal(message(policy(STATEMENT), 'resource'), SYNTAX);
    assert.equal(message(policy(named), 'resource'), invalid('AWS', 'x'));
    assert.equal(message(policy({ ...STATEMENT, Principal: '*' }, {}), 'resource'), 'accepted');
  });

  it('a service control policy follows the rules of identity policies', () => {
    assert.equal(message(policy({ ...everything, Principal: '*' }), 'scp'), control);
    assert.equal(message(policy(everything, {}), 'scp'), control);
    assert.equal(message(policy({ ...everything, Action: 'x' }), 'scp'), control);
    assert.equal(message(policy(everything), 'scp'), 'accepted');
  });

  it('a resource control policy denies, and to everyone', () => {
    const everyone = { ...everything, Principal: '*' };
    assert.equal(message(policy(everything), 'rcp'), control);
    assert.equal(message(policy({ ...everyone, Effect: 'Allow' }), 'rcp'), control);
    assert.equal(
      message(policy({ ...everyone, Principal: { AWS: '111122223333' } }), 'rcp'),
      control,
    );
    assert.equal(message(policy(everyone), 'rcp'), 'accepted');
  });

  it('what is stored is read again without the rules for storing', () => {
    const allow = policy({ ...everything, Effect: 'Allow', Principal: '*' });
    assert.ok(parsePolicy(allow, 'rcp').ok);
    assert.ok(!parsePolicy(allow, 'scp').ok);
    assert.ok(!parsePolicy(policy(without(STATEMENT, 'Action')), 'identity').ok);
  });
});

describe('principals of a policy', () => {
  it('are listed once, with what their existence depends on', () => {
    const named = {
      AWS: [
        '*',
        '111122223333',
        'arn:aws:iam::111122223333:root',
        'arn:aws:iam::111122223333:user/a/ana',
        'arn:aws:iam::111122223333:role/r',
        'arn:aws:sts::111122223333:assumed-role/r/s',
        'arn:aws:sts::111122223333:federated-user/g',
        'AIDAANA1111111111',
      ],
      Service: 'ec2.amazonaws.com',
      Federated: 'arn:aws:iam::111122223333:saml-provider/corp',
      CanonicalUser: 'a'.repeat(64),
    };
    const text = policy([
      { ...STATEMENT, Principal: named },
      { ...STATEMENT, Principal: { AWS: ['111122223333'] } },
    ]);
    const reading = validatePolicy(text, 'resource');
    assert.ok(reading.ok);
    assert.deepEqual(
      principalsOf(reading.document).map(({ kind, account }) => `${kind} ${account ?? '-'}`),
      [
        'account 111122223333',
        'account 111122223333',
        'user 111122223333',
        'role 111122223333',
        'role-session 111122223333',
        'federated-user 111122223333',
        'unique-id -',
        'service -',
        'federated 111122223333',
        'canonical-user -',
      ],
    );
    const messages = principalsOf(reading.document).map(({ invalidMessage }) => invalidMessage);
    assert.equal(messages[2], invalid('AWS', 'arn:aws:iam::111122223333:user/a/ana'));
    assert.equal(messages[7], invalid('SERVICE', 'ec2.amazonaws.com'));
    assert.equal(messages[8], invalid('FEDERATED', 'arn:aws:iam::111122223333:saml-provider/corp'));
  });
});

describe('hostile policy texts', () => {
  it('repeated members are refused at every level', () => {
    const action = '"Action":"s3:x"';
    const resource = '"Resource":"*"';
    const text = (members: string) =>
      `{"Version":"2012-10-17","Statement":{"Effect":"Allow",${members}}}`;
    assert.equal(message(text(`${action},${resource},${resource}`)), SYNTAX);
    assert.equal(message(text(`${action},${resource},"Acti\\u006fn":"s3:y"`)), SYNTAX);
    const twice = '"Condition":{"StringEquals":{"a":"1","a":"2"}}';
    assert.equal(message(text(`${action},${resource},${twice}`)), SYNTAX);
    assert.equal(message(text(`${action},${resource}`)), 'accepted');
  });

  it('deep nesting and great length are refused without exhausting the stack', () => {
    assert.equal(message('['.repeat(100_000)), SYNTAX);
    assert.equal(message('{"a":'.repeat(20_000)), SYNTAX);
    assert.equal(message(policy({ ...STATEMENT, Sid: 'a'.repeat(140_000) })), SYNTAX);
    assert.equal(message(policy({ ...STATEMENT, Sid: 'a'.repeat(100_000) })), 'accepted');
  });

  it('names of the object prototype are ordinary unknown elements', () => {
    assert.equal(message('{"__proto__":{"Version":"2012-10-17"}}'), SYNTAX);
    assert.equal(message('{"Version":"2012-10-17","Statement":{"__proto__":{}}}'), SYNTAX);
    const keyed = '"Condition":{"StringEquals":{"__proto__":"x","constructor":"y"}}';
    const text = policy(STATEMENT).replace('"Effect"', `${keyed},"Effect"`);
    assert.equal(message(text), 'accepted');
    assert.equal(message(text.replace('"StringEquals"', '"__proto__"')), SYNTAX);
    assert.equal(message(text.replace('"StringEquals"', '"constructor"')), SYNTAX);
  });

  it('malformed JSON of every kind is refused', () => {
    for (const text of ['{"a":01}', '{"a":+1}', '{"a":1,}', '{a:1}', "{'a':1}", '{"a":"\\x"}']) {
      assert.equal(message(text, 'trust'), 'This policy contains invalid Json', text);
    }
    for (const text of [
      '{"a":"\n"}',
      '{"a" 1}',
      '{"a":tru}',
      '{"a":"',
      '{"a":"\\',
      '{"a":"\u0100"}',
    ]) {
      assert.equal(message(text, 'trust'), 'This policy contains invalid Json', text);
    }
  });
});

describe('policySize', () => {
  it('does not count white space', () => assert.equal(policySize('{ "a":\n\t"b c" }\r\n'), 10));
});
