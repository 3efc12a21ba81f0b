import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { policy, STATEMENT, TRUST } from '../policy-texts.test-support.ts';
import { validatePolicy } from '../validate.ts';
import type { JudgedKind } from './finding.ts';
import { policyFindings } from './findings.ts';
import { findingTexts } from './texts.ts';

const known = (service: string) => ({ iam: ['GetUser', 'PassRole'] })[service];

function told(text: string, kind: JudgedKind = 'identity', language: 'en' | 'ko' = 'en') {
  return policyFindings(text, { kind, known, sizeLimit: 6144, language });
}

/** The findings of a text as `TYPE CODE path`. */
function found(text: string, kind: JudgedKind = 'identity'): string[] {
  return told(text, kind).map(({ type, code, path }) => `${type} ${code} ${path}`.trimEnd());
}

const S = 'Statement[0]';
const identity = (members: object) => policy({ ...STATEMENT, ...members });
const trust = (members: object) => policy({ ...TRUST, ...members });
const OIDC = 'arn:aws:iam::111122223333:oidc-provider/id.example';
const SAML = 'arn:aws:iam::111122223333:saml-provider/Example';
const statement = (members: string) => `{"Version":"2012-10-17","Statement":[{${members}}]}`;

/** A text with its findings, and the nearest text without any. */
type Row = readonly [title: string, text: string, findings: readonly string[], clean: string];

const ERRORS: readonly Row[] = [
  ['text that is no JSON', '{"a":1,}', ['ERROR NOT_JSON'], identity({})],
  ['a name twice', statement('"Sid":"a","Sid":"b"'), ['ERROR REPEATED_NAME'], identity({})],
  [
    'a character beyond IAM’s',
    identity({ Sid: '가' }),
    ['ERROR CHARACTER'],
    identity({ Sid: 'a' }),
  ],
  ['a list for a policy', '[]', ['ERROR NOT_OBJECT'], identity({})],
  [
    'what only the validator knows',
    identity({ Resource: 'arn:aws::us-east-1:1:x' }),
    ['ERROR REFUSED'],
    identity({}),
  ],
  [
    'an unknown element',
    identity({ action: 'x' }),
    [`ERROR UNKNOWN_ELEMENT ${S}.action`],
    identity({}),
  ],
  ['a number for a Sid', identity({ Sid: 1 }), [`ERROR NOT_TEXT ${S}.Sid`], identity({ Sid: '1' })],
  ['no version', policy(STATEMENT, {}), ['ERROR VERSION Version'], identity({})],
  ['no statement', policy([]), ['ERROR MISSING_STATEMENT Statement'], policy([STATEMENT])],
  ['no effect', identity({ Effect: undefined }), [`ERROR MISSING_ELEMENT ${S}`], identity({})],
  ['no action', identity({ Action: undefined }), [`ERROR MISSING_ELEMENT ${S}`], identity({})],
  [
    'another effect',
    identity({ Effect: 'allow' }),
    [`ERROR INVALID_EFFECT ${S}.Effect`],
    identity({ Effect: 'Deny' }),
  ],
  [
    'both forms',
    identity({ NotAction: 's3:x' }),
    [`ERROR BOTH_FORMS ${S}.NotAction`],
    identity({}),
  ],
  [
    'a principal in an identity policy',
    identity({ Principal: '*' }),
    [`ERROR ELEMENT_NOT_ALLOWED ${S}.Principal`],
    identity({}),
  ],
  [
    'actions that are none',
    identity({ Action: ['s3', 's3:Get*', 'a:b:c'] }),
    [`ERROR INVALID_ACTION ${S}.Action[0]`, `ERROR INVALID_ACTION ${S}.Action[2]`],
    identity({ Action: ['s3:Get*'] }),
  ],
  [
    'a resource that is none',
    identity({ Resource: ['*', 'bucket'] }),
    [`ERROR INVALID_RESOURCE ${S}.Resource[1]`],
    identity({ Resource: ['*'] }),
  ],
  [
    'an empty list',
    identity({ Action: [] }),
    [`ERROR NOT_TEXTS ${S}.Action`],
    identity({ Action: ['s3:x'] }),
  ],
  [
    'a number for an action',
    identity({ Action: [1] }),
    [`ERROR NOT_TEXTS ${S}.Action[0]`],
    identity({ Action: ['s3:x'] }),
  ],
  [
    'an unknown operator',
    identity({ Condition: { StringIs: { 'aws:username': 'a' } } }),
    [`ERROR UNKNOWN_OPERATOR ${S}.Condition.StringIs`],
    identity({ Condition: { StringEquals: { 'aws:username': 'a' } } }),
  ],
  [
    'a date that is none',
    identity({ Condition: { DateLessThan: { 'aws:CurrentTime': 'soon' } } }),
    [`ERROR INVALID_DATE ${S}.Condition.DateLessThan.aws:CurrentTime[0]`],
    identity({ Condition: { DateLessThan: { 'aws:CurrentTime': '2030-01-01' } } }),
  ],
  [
    'a wrong Sid',
    identity({ Sid: 'a b' }),
    [`ERROR INVALID_SID ${S}.Sid`],
    identity({ Sid: 'ab' }),
  ],
  [
    'a Sid twice',
    policy([
      { ...STATEMENT, Sid: 'a' },
      { ...STATEMENT, Action: 's3:Put*', Sid: 'a' },
    ]),
    ['ERROR DUPLICATE_SID Statement[1].Sid'],
    policy([
      { ...STATEMENT, Sid: 'a' },
      { ...STATEMENT, Action: 's3:Put*', Sid: 'b' },
    ]),
  ],
];

const TRUST_ROWS: readonly Row[] = [
  [
    'an action of another service',
    trust({ Action: ['sts:AssumeRole', 's3:x'] }),
    [`ERROR TRUST_ACTION ${S}.Action[1]`],
    trust({}),
  ],
  [
    'a resource and NotPrincipal',
    trust({ Resource: '*', Principal: undefined, NotPrincipal: '*' }),
    [`ERROR ELEMENT_NOT_ALLOWED ${S}.Resource`, `ERROR ELEMENT_NOT_ALLOWED ${S}.NotPrincipal`],
    trust({}),
  ],
  [
    'a principal that cannot be one',
    trust({ Principal: { AWS: ['bob', '111122223333'] } }),
    [`ERROR INVALID_PRINCIPAL ${S}.Principal.AWS[0]`],
    trust({ Principal: { AWS: ['111122223333'] } }),
  ],
  [
    'everybody',
    trust({ Principal: '*' }),
    [`SECURITY_WARNING PRINCIPAL_STAR ${S}.Principal`],
    trust({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }),
  ],
  [
    'a provider of web identities without condition',
    trust({ Principal: { Federated: OIDC }, Action: 'sts:AssumeRoleWithWebIdentity' }),
    [`SECURITY_WARNING WEB_IDENTITY_WITHOUT_CONDITION ${S}.Principal`],
    trust({
      Principal: { Federated: OIDC },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'id.example:aud': 'app' } },
    }),
  ],
  [
    'a SAML provider with the action of users',
    trust({ Principal: { Federated: SAML } }),
    [`WARNING ACTION_OF_OTHER_PRINCIPAL ${S}.Principal`],
    trust({ Principal: { Federated: SAML }, Action: 'sts:AssumeRoleWithSAML' }),
  ],
  ['no version', policy(TRUST, {}), ['WARNING MISSING_VERSION'], trust({})],
];

const WARNINGS: readonly Row[] = [
  [
    'everything on everything',
    identity({ Action: '*', Resource: '*' }),
    [`SECURITY_WARNING ALLOW_ALL ${S}`],
    identity({ Effect: 'Deny', Action: '*', Resource: '*' }),
  ],
  [
    'Allow with NotAction',
    identity({ Action: undefined, NotAction: 's3:*' }),
    [`SECURITY_WARNING ALLOW_WITH_NOT_ACTION ${S}.NotAction`],
    identity({ Effect: 'Deny', Action: undefined, NotAction: 's3:*' }),
  ],
  [
    'Allow with NotResource',
    identity({ Resource: undefined, NotResource: 'arn:aws:s3:::b' }),
    [`SECURITY_WARNING ALLOW_WITH_NOT_RESOURCE ${S}.NotResource`],
    identity({ Effect: 'Deny', Resource: undefined, NotResource: 'arn:aws:s3:::b' }),
  ],
  [
    'PassRole of every role',
    identity({ Action: 'iam:PassRole', Resource: '*' }),
    [`SECURITY_WARNING PASS_ROLE_WITH_STAR ${S}.Resource`],
    identity({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::111122223333:role/app' }),
  ],
  [
    'an action that the service does not have',
    identity({ Action: ['iam:GetUser', 'iam:FetchUser', 's3:Whatever'] }),
    [`WARNING UNKNOWN_ACTION ${S}.Action[1]`],
    identity({ Action: ['iam:GetUser', 's3:Whatever'] }),
  ],
  [
    'a key that no request has',
    identity({ Condition: { StringEquals: { 'aws:UserNam': 'a' } } }),
    [`WARNING UNKNOWN_CONDITION_KEY ${S}.Condition.StringEquals.aws:UserNam`],
    identity({ Condition: { StringEquals: { 'aws:PrincipalTag/a': 'b', 's3:prefix': 'a' } } }),
  ],
  [
    'a tag key without a tag',
    identity({ Condition: { StringEquals: { 'aws:PrincipalTag/': 'a' } } }),
    [`WARNING UNKNOWN_CONDITION_KEY ${S}.Condition.StringEquals.aws:PrincipalTag/`],
    identity({ Condition: { StringEquals: { 'aws:PrincipalTag/a': 'a' } } }),
  ],
  [
    'values that never match',
    identity({ Condition: { Bool: { 'aws:SecureTransport': ['true', 'yes'] } } }),
    [`WARNING VALUE_NEVER_MATCHES ${S}.Condition.Bool.aws:SecureTransport[1]`],
    identity({ Condition: { Bool: { 'aws:SecureTransport': ['true', 'false'] } } }),
  ],
  [
    'a wildcard without Like',
    identity({ Condition: { StringEquals: { 'aws:username': 'a*' } } }),
    [`WARNING WILDCARD_WITHOUT_LIKE ${S}.Condition.StringEquals.aws:username[0]`],
    identity({ Condition: { StringLike: { 'aws:username': 'a*' } } }),
  ],
  [
    'ForAllValues without Null',
    identity({ Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' } } }),
    [
      `SECURITY_WARNING ALLOW_WITH_FOR_ALL_VALUES ${S}.Condition.ForAllValues:StringEquals.aws:TagKeys`,
    ],
    identity({
      Condition: {
        'ForAllValues:StringEquals': { 'aws:TagKeys': 'a' },
        Null: { 'aws:TagKeys': 'false' },
      },
    }),
  ],
  [
    'more than can be stored',
    identity({ Sid: 'a'.repeat(6200) }),
    ['WARNING POLICY_SIZE'],
    identity({ Sid: 'a'.repeat(6000) }),
  ],
  [
    'a statement within another one',
    policy([STATEMENT, { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::*' }]),
    ['SUGGESTION REDUNDANT_STATEMENT Statement[0]'],
    policy([STATEMENT, { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::*' }]),
  ],
  [
    'the same statement twice',
    policy([STATEMENT, STATEMENT]),
    ['SUGGESTION REDUNDANT_STATEMENT Statement[1]'],
    policy([STATEMENT, { ...STATEMENT, Resource: 'arn:aws:s3:::other' }]),
  ],
  [
    'an action within another one',
    identity({ Action: ['s3:Get*', 's3:GetObject', 's3:get*'] }),
    [`SUGGESTION REDUNDANT_ACTION ${S}.Action[1]`, `SUGGESTION REDUNDANT_ACTION ${S}.Action[2]`],
    identity({ Action: ['s3:Get?', 's3:Get*Object'] }),
  ],
];

describe('findings of a policy', () => {
  for (const [kind, rows] of [
    ['identity', ERRORS],
    ['identity', WARNINGS],
    ['trust', TRUST_ROWS],
  ] as const) {
    for (const [title, text, expected, clean] of rows) {
      it(`${kind}: ${title}`, () => {
        assert.deepEqual(found(text, kind), expected);
        assert.deepEqual(found(clean, kind), []);
      });
    }
  }

  it('boundary: one that allows everything', () => {
    const everything = { Action: '*', Resource: '*' };
    assert.deepEqual(found(identity(everything), 'boundary'), [
      `WARNING BOUNDARY_WITHOUT_LIMIT ${S}`,
    ]);
    const others = { Action: undefined, NotAction: 'iam:*', Resource: '*' };
    assert.deepEqual(found(identity(others), 'boundary'), []);
  });

  it('stand where the element stands, and speak both languages', () => {
    const text = '{\n  "Version": "2012-10-17",\n  "Statement": {\n    "Effect": "allow",\n';
    const whole = `${text}    "Action": ["s3:x"], "Resource": "*"\n  }\n}`;
    const [english] = told(whole);
    assert.deepEqual([english?.line, english?.column], [4, 15]);
    assert.equal(english?.message, 'Effect must be "Allow" or "Deny", in exactly these letters.');
    const [korean] = told(whole, 'identity', 'ko');
    assert.equal(korean?.message, 'Effect는 정확히 "Allow" 또는 "Deny"여야 합니다.');
    const [broken] = told('{\n  "a": 1,\n}');
    assert.deepEqual([broken?.code, broken?.line, broken?.column], ['NOT_JSON', 3, 1]);
  });

  it('every text names the same details in both languages, and each is found above', () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    const rows = [...ERRORS, ...WARNINGS, ...TRUST_ROWS].flatMap(([, , findings]) => findings);
    for (const [code, { en, ko }] of Object.entries(findingTexts)) {
      assert.deepEqual(places(en), places(ko), code);
      const isFound = rows.some((row) => row.split(' ')[1] === code);
      assert.ok(isFound || code === 'BOUNDARY_WITHOUT_LIMIT', code);
    }
  });

  it('there is an error exactly when the policy cannot be stored', () => {
    const value = fc.oneof(
      fc.constantFrom('*', 's3:*', 'x', 'arn:aws:s3:::b', 'Allow', '2012-10-17'),
      fc.array(fc.constantFrom('*', 's3:Get', 'arn:aws:iam::111122223333:root'), { maxLength: 2 }),
      fc.constantFrom({ AWS: '111122223333' }, { Bool: { 'aws:x': true } }, 3, null),
    );
    const names = ['Sid', 'Effect', 'Principal', 'Action', 'NotAction', 'Resource', 'Condition'];
    const change = fc.tuple(fc.constantFrom(...names), value);
    fc.assert(
      fc.property(
        fc.constantFrom('identity', 'trust', 'scp'),
        change,
        change,
        (kind, one, other) => {
          const base = kind === 'trust' ? TRUST : STATEMENT;
          const text = policy({ ...base, ...Object.fromEntries([one, other]) });
          const hasError = told(text, kind).some(({ type }) => type === 'ERROR');
          assert.equal(hasError, !validatePolicy(text, kind).ok, text);
        },
      ),
    );
  });

  it('a service control policy may allow everything, and is no wider for it', () => {
    const everything = identity({ Effect: 'Allow', Action: '*', Resource: '*' });
    assert.deepEqual(found(everything, 'scp'), []);
    assert.deepEqual(found(everything), ['SECURITY_WARNING ALLOW_ALL Statement[0]']);
  });

  it('a hundred are told, of however many', () => {
    const Action = Array.from({ length: 3000 }, (_, number) => `iam:None${number}`);
    assert.equal(told(identity({ Action })).length, 100);
  });
});
