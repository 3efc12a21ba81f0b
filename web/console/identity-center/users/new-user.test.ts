import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createInput, isComplete, NOBODY, namesIn, offeredName } from './new-user.ts';

const nora = {
  ...NOBODY,
  userName: 'nora.o’neil+테스트',
  email: ' nora@example.com ',
  givenName: 'Nora',
  familyName: 'O’Neil',
  displayName: 'Nora O’Neil',
  language: 'ko' as const,
};

describe('a new person', () => {
  it('needs both names, a display name, a user name and an address', () => {
    assert.ok(isComplete(nora));
    assert.ok(!isComplete(NOBODY));
    for (const name of ['userName', 'givenName', 'familyName', 'displayName', 'email'] as const) {
      assert.ok(!isComplete({ ...nora, [name]: '  ' }), name);
    }
    assert.ok(!isComplete({ ...nora, email: 'nora' }));
    assert.ok(!isComplete({ ...nora, userName: 'nora o' }), 'no directory takes a space');
  });

  it('is offered a display name in the order of the language', () => {
    assert.equal(offeredName(nora, 'en'), 'Nora O’Neil');
    assert.equal(offeredName({ givenName: '서연', familyName: '김' }, 'ko'), '김서연');
    assert.equal(offeredName(nora, 'ko'), 'O’Neil Nora');
    assert.equal(offeredName(NOBODY, 'en'), '');
    assert.equal(offeredName(NOBODY, 'ko'), '');
    assert.deepEqual(namesIn('en'), ['givenName', 'familyName']);
    assert.deepEqual(namesIn('ko'), ['familyName', 'givenName']);
  });

  it('R029: keeps every character of the user name', () => {
    assert.deepEqual(createInput('d-1234567890', nora), {
      IdentityStoreId: 'd-1234567890',
      UserName: 'nora.o’neil+테스트',
      DisplayName: 'Nora O’Neil',
      PreferredLanguage: 'ko',
      Name: { GivenName: 'Nora', FamilyName: 'O’Neil' },
      Emails: [{ Value: 'nora@example.com', Type: 'work', Primary: true }],
    });
  });
});
