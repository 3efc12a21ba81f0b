import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  isSessionName,
  parseRolePair,
  parseSessionDuration,
  readAwsAttributes,
} from './aws-attributes.ts';
import { PRINCIPAL_TAG, ROLE } from './names.ts';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/team/Developer';
const PROVIDER_ARN = 'arn:aws:iam::111122223333:saml-provider/Corp';

const account = fc.stringMatching(/^[0-9]{12}$/);
const partition = fc.constantFrom('aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b');
const name = fc.stringMatching(/^[A-Za-z0-9_+=.@-]{1,64}$/);

describe('pairs of the Role attribute', () => {
  it('R064: are read in either order', () => {
    const path = fc.array(name, { maxLength: 3 });
    fc.assert(
      fc.property(partition, account, name, path, name, (part, id, role, folders, provider) => {
        const roleArn = `arn:${part}:iam::${id}:role/${[...folders, role].join('/')}`;
        const providerArn = `arn:${part}:iam::${id}:saml-provider/${provider}`;
        const pair = { roleArn, providerArn };
        assert.deepEqual(parseRolePair(`${roleArn},${providerArn}`), pair);
        assert.deepEqual(parseRolePair(`${providerArn},${roleArn}`), pair);
      }),
    );
  });

  it('R064: are nothing else', () => {
    for (const value of [
      '',
      ',',
      ROLE_ARN,
      PROVIDER_ARN,
      `${ROLE_ARN},`,
      `,${PROVIDER_ARN}`,
      `${ROLE_ARN},${ROLE_ARN}`,
      `${PROVIDER_ARN},${PROVIDER_ARN}`,
      `${ROLE_ARN}, ${PROVIDER_ARN}`,
      `${ROLE_ARN};${PROVIDER_ARN}`,
      `${ROLE_ARN},${PROVIDER_ARN},`,
      `${ROLE_ARN},${PROVIDER_ARN},${ROLE_ARN}`,
      `${ROLE_ARN},${PROVIDER_ARN}\n`,
      `${ROLE_ARN},${PROVIDER_ARN}`.toUpperCase(),
      `${ROLE_ARN.replace('role/', 'user/')},${PROVIDER_ARN}`,
      `${ROLE_ARN.replace('::', ':us-east-1:')},${PROVIDER_ARN}`,
      `${ROLE_ARN.replace('iam', 'sts')},${PROVIDER_ARN}`,
      `${ROLE_ARN.replace('111122223333', '11112222333')},${PROVIDER_ARN}`,
      `${ROLE_ARN.replace('aws', 'AWS')},${PROVIDER_ARN}`,
      `arn:aws:iam::111122223333:role/,${PROVIDER_ARN}`,
      `arn:aws:iam::111122223333:role/a\u200b,${PROVIDER_ARN}`,
      `arn:aws:iam::111122223333:role/${'a'.repeat(601)},${PROVIDER_ARN}`,
    ]) {
      assert.equal(parseRolePair(value), undefined, value);
    }
  });

  it('never fail to be read, and only whole pairs come out', () => {
    const piece = fc.constantFrom(ROLE_ARN, PROVIDER_ARN, ',', ' ', 'arn:', 'role/', 'é', '');
    const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(text, (pieces) => {
        const value = pieces.join('');
        const pair = parseRolePair(value);
        if (!pair) return;
        const { roleArn, providerArn } = pair;
        assert.ok([`${roleArn},${providerArn}`, `${providerArn},${roleArn}`].includes(value));
      }),
    );
  });

  it('are told once each, in their order', () => {
    const other = `${ROLE_ARN}2,${PROVIDER_ARN}`;
    const attributes = new Map([
      [ROLE, [`${ROLE_ARN},${PROVIDER_ARN}`, 'x', other, `${PROVIDER_ARN},${ROLE_ARN}`, '']],
    ]);
    assert.deepEqual(readAwsAttributes(attributes).pairs, [
      { roleArn: ROLE_ARN, providerArn: PROVIDER_ARN },
      { roleArn: `${ROLE_ARN}2`, providerArn: PROVIDER_ARN },
    ]);
  });
});

describe('the other attributes', () => {
  it('R073, R074: names have 2 to 64 characters of AWS’s list', () => {
    for (const text of ['ab', 'a'.repeat(64), 'A_z0+=,.@-']) assert.ok(isSessionName(text), text);
    for (const text of ['a', 'a'.repeat(65), 'a b', 'a:b', 'a/b', 'ä1', 'ab\n', '']) {
      assert.equal(isSessionName(text), false, text);
    }
  });

  it('SessionDuration is a whole number of 900 to 43,200 seconds', () => {
    for (const seconds of [900, 3600, 43_200]) {
      assert.equal(parseSessionDuration(String(seconds)), seconds);
    }
    for (const text of [
      '899',
      '43201',
      '0900',
      '1e3',
      '3600.0',
      '+3600',
      '-900',
      'one',
      '',
      '９００',
    ]) {
      assert.equal(parseSessionDuration(text), text === '0900' ? 900 : undefined, text);
    }
  });

  it('session tags keep their keys, strange ones as well', () => {
    const attributes = new Map([
      [`${PRINCIPAL_TAG}__proto__`, ['x']],
      [`${PRINCIPAL_TAG}a:b`, ['y', 'z']],
      [PRINCIPAL_TAG, []],
      [PRINCIPAL_TAG.slice(0, -1), ['no tag']],
    ]);
    assert.deepEqual(readAwsAttributes(attributes).tags, [
      { key: '__proto__', values: ['x'] },
      { key: 'a:b', values: ['y', 'z'] },
      { key: '', values: [] },
    ]);
  });
});
