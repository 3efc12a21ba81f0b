import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptedNames } from '../accepted-names.ts';
import { callersOf } from './callers.ts';
import { notesOn } from './notes.ts';
import { examineTrustPolicy } from './policy.ts';

const ROLE = 'arn:aws:iam::123456789012:role/developer';
const CORP = 'arn:aws:iam::123456789012:saml-provider/corp';
const names = acceptedNames({ regions: ['us-east-1'] }, undefined);

function callers(statements: readonly object[], roleArn: string | undefined = ROLE) {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const subject = examineTrustPolicy(text, { roleArn, names });
  const found = callersOf(subject);
  const access = (action: string) =>
    found.map(({ kind, name, access: each }) => {
      const outcome = each.find((one) => one.action === action)?.outcome;
      return `${name ?? kind.en}: ${outcome ?? each[0]?.outcome}`;
    });
  const notes = notesOn(subject.document(), found).map(({ about, text: t }) => `${about}: ${t.en}`);
  return { found, access, notes };
}

const allow = (principal: object | string, action: string | string[], condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  ...(condition ? { Condition: condition } : {}),
});

test('each kind of caller is told, named or not, with what it gets', () => {
  const { access } = callers([
    allow({ AWS: ['111122223333', 'arn:aws:iam::123456789012:user/alice'] }, 'sts:AssumeRole'),
    allow({ AWS: 'arn:aws:iam::111122223333:role/path/ci' }, 'sts:AssumeRole', {
      StringEquals: { 'sts:ExternalId': 'x' },
    }),
    allow({ AWS: 'arn:aws:sts::111122223333:assumed-role/ci/session' }, 'sts:AssumeRole'),
    allow({ AWS: 'AIDACKCEVSQ6C2EXAMPLE' }, 'sts:AssumeRole'),
    allow({ Service: 'ec2.amazonaws.com' }, 'sts:AssumeRole'),
    allow({ Federated: CORP }, 'sts:AssumeRoleWithSAML'),
  ]);
  assert.deepEqual(access('sts:AssumeRole'), [
    '111122223333: allowed',
    'arn:aws:iam::123456789012:user/alice: allowed',
    'arn:aws:iam::111122223333:role/path/ci: allowed',
    'arn:aws:sts::111122223333:assumed-role/ci/session: allowed',
    'AIDACKCEVSQ6C2EXAMPLE: allowed',
    'ec2.amazonaws.com: allowed',
    `${CORP}: allowed`,
    'other users and roles of its account: no',
    'other AWS accounts: no',
    'other AWS services: no',
    'other SAML providers: no',
    'other OpenID Connect providers: no',
    'anybody without credentials: no',
  ]);
});

test('conditions are listed, one way in beside the other, and what denies', () => {
  const external = { StringEquals: { 'sts:ExternalId': ['x', 'y'] } };
  const ip = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } };
  const { found } = callers([
    allow({ AWS: '111122223333' }, 'sts:AssumeRole', external),
    allow({ AWS: '111122223333' }, 'sts:*', ip),
    { ...allow({ AWS: '111122223333' }, 'sts:AssumeRole', ip), Effect: 'Deny' },
  ]);
  const [account] = found;
  const element = (operator: string, key: string, ...values: string[]) => [
    { operator, key, values },
  ];
  assert.deepEqual(account?.access[0], {
    action: 'sts:AssumeRole',
    outcome: 'conditional',
    ifAny: [
      element('StringEquals', 'sts:ExternalId', 'x', 'y'),
      element('IpAddress', 'aws:SourceIp', '203.0.113.0/24'),
    ],
    unless: [element('IpAddress', 'aws:SourceIp', '203.0.113.0/24')],
  });
  assert.equal(account?.access[1]?.outcome, 'conditional');
});

test('conditions that hold while nothing is known are conditions all the same', () => {
  const negated = { StringNotEquals: { 'aws:PrincipalAccount': '999999999999' } };
  const { access } = callers([allow('*', 'sts:AssumeRole', negated)]);
  assert.ok(access('sts:AssumeRole').includes('other AWS accounts: conditional'));
});

test('a Deny without conditions is the last word', () => {
  const { access } = callers([
    allow({ AWS: '123456789012' }, 'sts:AssumeRole'),
    { ...allow('*', 'sts:AssumeRole'), Effect: 'Deny' },
  ]);
  assert.equal(access('sts:AssumeRole')[0], '123456789012: denied');
  assert.ok(!access('sts:AssumeRole').some((line) => line.startsWith('other users')));
});

test('R069, R070: notes tell what sign-ins with tags and source identities meet', () => {
  const tags = 'sign-ins with session tags are refused, since sts:TagSession is not allowed';
  const source =
    'sign-ins with a source identity are refused, since sts:SetSourceIdentity is not allowed';
  const audience = 'responses for every accepted consumer URL are taken: no condition on SAML:aud';
  assert.deepEqual(callers([allow({ Federated: CORP }, 'sts:AssumeRoleWithSAML')]).notes, [
    `${CORP}: ${tags}`,
    `${CORP}: ${source}`,
    `${CORP}: ${audience}`,
  ]);
  const actions = ['sts:AssumeRoleWithSAML', 'sts:TagSession', 'sts:SetSourceIdentity'];
  const limited = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } };
  assert.deepEqual(callers([allow({ Federated: CORP }, actions, limited)]).notes, []);
});

test('notes tell what tokens are not limited by', () => {
  const provider = 'arn:aws:iam::123456789012:oidc-provider/idp.test';
  const action = ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession', 'sts:SetSourceIdentity'];
  const condition = { StringEquals: { 'idp.test:aud': 'app' } };
  assert.deepEqual(callers([allow({ Federated: provider }, action, condition)]).notes, [
    `${provider}: every subject of the issuer is let in: no condition on :sub`,
  ]);
});
