import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CliServices, IdentityCenterResult } from './services.ts';
import { fakeServices, runWith } from './testing.ts';

const profiles: NonNullable<IdentityCenterResult['profiles']> = {
  startUrl: 'https://d-0123456789.awsapps.com/start',
  region: 'us-east-1',
  accesses: [
    { accountId: '111122223333', roleName: 'Admin' },
    { accountId: '444455556666', roleName: 'ReadOnly' },
  ],
};

function servicesWith(accesses: (typeof profiles)['accesses'], asked: object[] = []): CliServices {
  return fakeServices({
    identityCenter: async (_config, request) => {
      asked.push(request);
      return { profiles: { ...profiles, accesses } };
    },
  });
}

describe('aws-config sso', () => {
  let home = '';
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'gatehouse-home-'));
  });
  after(() => rmSync(home, { recursive: true }));

  it('R172: prints a session and a profile for each account and permission set', async () => {
    const asked: object[] = [];
    const services = servicesWith(profiles.accesses, asked);
    const { code, out } = await runWith(services, ['aws-config', 'sso', '--user', 'maria']);
    assert.equal(code, 0);
    assert.deepEqual(asked, [{ do: 'profiles', userName: 'maria' }]);
    assert.match(
      out,
      /\[sso-session gatehouse\]\nsso_start_url = https:\/\/d-0123456789\.awsapps\.com\/start\nsso_region = us-east-1\nsso_registration_scopes = sso:account:access\n/,
    );
    assert.match(
      out,
      /\[profile ReadOnly-444455556666\]\nsso_session = gatehouse\nsso_account_id = 444455556666\nsso_role_name = ReadOnly\nregion = us-east-1\nendpoint_url = http:\/\/localhost:8400\n/,
    );
    assert.match(out, /aws sso login --profile Admin-111122223333\n/);
  });

  it('writes them beside what the file has', async () => {
    const parameters = ['aws-config', 'sso', '--write', '--profile', 'work'];
    const { code, out } = await runWith(servicesWith(profiles.accesses), parameters, { home });
    assert.equal(code, 0);
    assert.match(out, /wrote \[sso-session work\] to .+\nwrote \[profile Admin-111122223333\] to /);
    const text = readFileSync(join(home, '.aws', 'config'), 'utf8');
    assert.match(text, /\[profile Admin-111122223333\]\nsso_session = work\n/);
  });

  it('says what to do while nothing is assigned, and takes no access key', async () => {
    const none = await runWith(servicesWith([]), ['aws-config', 'sso']);
    assert.match(none.out, /Nothing is assigned yet/);
    const parameters = ['aws-config', 'sso', '--access-key-id', 'AKIAIOSFODNN7EXAMPLE'];
    const key = await runWith(servicesWith([]), parameters);
    assert.equal(key.code, 2);
    assert.match(key.err, /a profile for sso has no access key/);
  });
});
