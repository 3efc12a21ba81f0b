import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesOf, isValidProfile, profileOf } from './profile-fields.ts';

const user = {
  IdentityStoreId: 'd-1234567890',
  UserId: '1234567890-11111111-2222-3333-4444-555555555555',
  DisplayName: 'Nora Kim',
  Name: { GivenName: 'Nora', FamilyName: 'Kim' },
  Emails: [
    { Value: 'old@example.com', Type: 'home' },
    { Value: 'nora@example.com', Type: 'work', Primary: true },
  ],
  Title: 'Engineer',
};

describe('a profile', () => {
  it('is shown with the primary address', () => {
    const profile = profileOf(user);
    assert.equal(profile.email, 'nora@example.com');
    assert.equal(profile.title, 'Engineer');
    assert.equal(profile.phone, '');
    assert.ok(isValidProfile(profile));
    assert.ok(!isValidProfile({ ...profile, givenName: ' ' }));
  });

  it('is changed by what is different, and by nothing else', () => {
    const before = profileOf(user);
    assert.deepEqual(changesOf(before, { ...before, displayName: ' Nora Kim ' }), []);
    const after = { ...before, givenName: 'Eleonora', email: 'e@example.com', title: '' };
    assert.deepEqual(changesOf(before, after), [
      { AttributePath: 'name.givenName', AttributeValue: 'Eleonora' },
      {
        AttributePath: 'emails',
        AttributeValue: [{ value: 'e@example.com', type: 'work', primary: true }],
      },
      { AttributePath: 'title' },
    ]);
    assert.deepEqual(changesOf(before, { ...before, email: '' }), [{ AttributePath: 'emails' }]);
  });
});
