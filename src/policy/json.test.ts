import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { message, policy, STATEMENT, SYNTAX } from './policy-texts.test-support.ts';

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
