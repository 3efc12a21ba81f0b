import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  invalidPrincipalText,
  message,
  policy,
  type Row,
  SYNTAX,
  TRUST,
} from './policy-texts.test-support.ts';

const LACKS_ACTION = 'Missing required field Action';
const ONLY_STS = 'AssumeRole policy may only specify STS AssumeRole actions.';
const NO_PRINCIPAL = 'Missing required field Principal cannot be empty!';
const FEDERATED = 'Federated principals must be valid domain names or SAML metadata ARNs';

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
  principals('AWS', 'ana', invalidPrincipalText('AWS', 'ana'), 'AIDAANA1111111111'),
  principals(
    'AWS',
    'arn:aws:iam::111122223333:user/*',
    invalidPrincipalText('AWS', 'arn:aws:iam::111122223333:user/*'),
    'arn:aws:iam::111122223333:user/a/b',
  ),
  principals(
    'AWS',
    'arn:aws:iam::111122223333:group/a',
    invalidPrincipalText('AWS', 'arn:aws:iam::111122223333:group/a'),
    'arn:aws:iam::111122223333:root',
  ),
  principals(
    'AWS',
    'arn:aws:iam:us-east-1:111122223333:user/a',
    invalidPrincipalText('AWS', 'arn:aws:iam:us-east-1:111122223333:user/a'),
    'arn:aws:iam::111122223333:user/a',
  ),
  principals(
    'AWS',
    'arn:aws:sqs::111122223333:root',
    invalidPrincipalText('AWS', 'arn:aws:sqs::111122223333:root'),
    'arn:aws:iam::111122223333:root',
  ),
  principals(
    'AWS',
    'arn:aws:iam::1111:root',
    invalidPrincipalText('AWS', 'arn:aws:iam::1111:root'),
    'arn:aws:sts::111122223333:federated-user/a',
  ),
  principals(
    'AWS',
    'arn:aws:sts::111122223333:assumed-role/a',
    invalidPrincipalText('AWS', 'arn:aws:sts::111122223333:assumed-role/a'),
    'arn:aws:sts::111122223333:assumed-role/a/b',
  ),
  principals('Service', 'ec2', invalidPrincipalText('SERVICE', 'ec2'), 'ec2.amazonaws.com'),
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
    const unnamed = { ...TRUST, Sid: '' };
    assert.equal(message(policy([unnamed, unnamed]), 'trust'), 'accepted');
    assert.equal(message(policy(['x']), 'trust'), SYNTAX);
    assert.equal(message(policy(TRUST, { Version: '2012-10-17', Extra: 1 }), 'trust'), SYNTAX);
  });
});
