import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeValues } from './attribute-values.ts';

test('values are found by the sources that attributes for access control name', () => {
  const values = attributeValues({
    email: 'ann@example.com',
    attributes: {
      UserName: 'ann',
      DisplayName: 'Ann Test',
      Name: { GivenName: 'Ann', FamilyName: 'Test' },
      Title: '',
      Emails: [{ Value: 'ann@example.com', Type: 'work' }],
      PhoneNumbers: [{ Value: '1' }, { Value: '2', Primary: true }],
      Addresses: [{ Region: 'north' }, { Region: 'south' }],
      Enterprise: { costCenter: '42', manager: { value: 'bob' } },
    },
  });
  const expected = {
    'path:userName': 'ann',
    'path:displayName': 'Ann Test',
    'path:name.givenName': 'Ann',
    'path:name.familyName': 'Test',
    'path:emails[primary eq true].value': 'ann@example.com',
    'path:phoneNumbers[primary eq true].value': '2',
    'path:enterprise.costCenter': '42',
    'path:enterprise.manager.value': 'bob',
    'user:name': 'ann',
    'user:subject': 'ann',
    'user:email': 'ann@example.com',
    'user:givenName': 'Ann',
    'user:familyName': 'Test',
  };
  for (const [source, value] of Object.entries(expected)) {
    assert.equal(values.get(`\${${source}}`), value, source);
  }
  for (const source of ['path:title', 'path:addresses[primary eq true].region', 'path:nickName']) {
    assert.equal(values.get(`\${${source}}`), undefined, source);
  }
});
