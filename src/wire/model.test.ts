import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadedService, loadService, readService } from './model.ts';
import { services } from './services.ts';

describe('the model of a service', () => {
  it('is loaded once and kept', async () => {
    const [first, second] = await Promise.all([loadService('sso'), loadService('sso')]);
    assert.equal(first, second);
    assert.equal(loadedService('sso'), first);
    assert.deepEqual(
      [...first.operations.keys()],
      ['GetRoleCredentials', 'ListAccountRoles', 'ListAccounts', 'Logout'],
    );
  });

  it('has members with what is required, sensitive and bound to a place', async () => {
    const sso = await loadService('sso');
    const members = sso.operations.get('GetRoleCredentials')?.input.members;
    assert.deepEqual(
      members?.map(({ name, required, sensitive, location }) => ({
        name,
        required,
        sensitive,
        location,
      })),
      [
        {
          name: 'roleName',
          required: true,
          sensitive: false,
          location: { in: 'query', name: 'role_name' },
        },
        {
          name: 'accountId',
          required: true,
          sensitive: false,
          location: { in: 'query', name: 'account_id' },
        },
        {
          name: 'accessToken',
          required: true,
          sensitive: true,
          location: { in: 'header', name: 'x-amz-sso_bearer_token' },
        },
      ],
    );
  });

  it('has errors by shape name and by wire code', async () => {
    const iam = await loadService('iam');
    const error = iam.errors.get('NoSuchEntity');
    assert.equal(error, iam.errors.get('NoSuchEntityException'));
    assert.deepEqual(
      [error?.queryCode, error?.status, error?.fault],
      ['NoSuchEntity', 404, 'client'],
    );
    assert.equal(iam.errors.get('ServiceFailure')?.fault, 'server');
  });

  it('refuses what it does not know, so that an SDK upgrade is noticed', () => {
    const input = [3, 'n', 'Input', 0, ['A'], [[0, { xmlFlattened: 1 }]]];
    const service = readService(services.sts, { Do$: [9, 'n', 'Do', 0, () => input, 'unit'] });
    assert.throws(() => service.operations.get('Do')?.input.members, /the trait `xmlFlattened`/);
    const strange = readService(services.sts, {
      Do$: [9, 'n', 'Do', 0, [3, 'n', 'I', 0, ['A'], [17]], 'unit'],
    });
    assert.throws(() => strange.operations.get('Do')?.input.members, /the simple shape 17/);
    const greedy = { Do$: [9, 'n', 'Do', { http: ['GET', '/{a+}', 200] }, 'unit', 'unit'] };
    assert.throws(() => readService(services.sso, greedy), /greedy label/);
  });
});
