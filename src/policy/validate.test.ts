import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePolicy, policySize, principalsOf, validatePolicy } from './index.ts';
import {
  invalidPrincipalText,
  message,
  policy,
  STATEMENT,
  SYNTAX,
} from './policy-texts.test-support.ts';

describe('resource and control policies', () => {
  const control =
    'The provided policy document does not meet the requirements of the specified policy type.';
  const everything = { Effect: 'Deny', Action: '*', Resource: '*' };

  it('a resource policy names its principals', () => {
    const named = { ...STATEMENT, Principal: { AWS: 'x' } };
    assert.equal(message(policy(STATEMENT), 'resource'), SYNTAX);
    assert.equal(message(policy(named), 'resource'), invalidPrincipalText('AWS', 'x'));
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
    assert.ok(!parsePolicy(policy({ ...STATEMENT, Action: undefined }), 'identity').ok);
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
    assert.equal(messages[2], invalidPrincipalText('AWS', 'arn:aws:iam::111122223333:user/a/ana'));
    assert.equal(messages[7], invalidPrincipalText('SERVICE', 'ec2.amazonaws.com'));
    assert.equal(
      messages[8],
      invalidPrincipalText('FEDERATED', 'arn:aws:iam::111122223333:saml-provider/corp'),
    );
  });
});

describe('policySize', () => {
  it('does not count white space', () => assert.equal(policySize('{ "a":\n\t"b c" }\r\n'), 10));
});
