import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { firstFailure } from '../../../failures/check.ts';
import { roleOfFiles } from '../../federation/role-subject.ts';
import type { AccountState, RoleState } from '../../iam/state.ts';
import { reservedTrust } from '../provisioning/reserved-roles.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { WorkforceState, WorkforceUserState } from '../state.ts';
import { workforceRoleChecks } from './role-checks.ts';
import { examineWorkforceRole, type WorkforceQuestion } from './role-subject.ts';

const OWNER = '111122223333';
const TARGET = '444455556666';
const SET = 'ps-1234567890abcdef';
const ROLE = 'AWSReservedSSO_Admin_0123456789abcdef';
const TRUST = reservedTrust(TARGET, {
  region: 'eu-west-1',
  providerName: 'AWSSSO_0123456789abcdef_DO_NOT_DELETE',
  managedPolicies: new Map(),
});

/** The state that a question is judged by: what is given takes the place of what gives access. */
interface Given {
  readonly account?: AccountState['state'];
  readonly assigned?: boolean;
  readonly provisioned?: boolean;
  readonly trust?: string;
  /** Keys of session tags with their values. */
  readonly tags?: Readonly<Record<string, string>>;
}

function roleOf(trustPolicy: string): RoleState {
  const path = '/aws-reserved/sso.amazonaws.com/eu-west-1/';
  const arn = `arn:aws:iam::${TARGET}:role${path}${ROLE}`;
  const reading = roleOfFiles({ arn, trustPolicy, maxSessionSeconds: 43_200 });
  assert.ok(reading.ok);
  const rest = { roleId: 'AROAEXAMPLE', boundaryArn: undefined, inline: [], attached: [] };
  return { ...reading.role, ...rest, name: ROLE, path };
}

async function refusal(given: Given = {}) {
  const { account = 'ACTIVE', assigned = true, provisioned = true, tags = {} } = given;
  const sources = Object.keys(tags).map((key) => ({ key, source: `\${path:${key}}` }));
  const user: WorkforceUserState = {
    account: OWNER,
    identityStoreId: 'd-1234567890',
    userId: 'user',
    userName: 'maria',
    displayName: 'Maria',
    enabled: true,
    groupIds: [],
    attributes: new Map(Object.entries(tags).map(([key, value]) => [`\${path:${key}}`, value])),
  };
  const workforce: WorkforceState = {
    fresh: () => undefined,
    instance: () => ({
      account: OWNER,
      instanceId: 'ssoins-1234567890abcdef',
      identityStoreId: 'd-1234567890',
      kind: 'organization',
      region: 'eu-west-1',
      subdomain: undefined,
      settings: DEFAULT_SETTINGS,
      attributes: sources,
    }),
    user: () => user,
    assignmentsOf: () => (assigned ? [{ targetAccount: TARGET, permissionSetId: SET }] : []),
    permissionSet: () => undefined,
    provisionedRole: () => (provisioned ? ROLE : undefined),
  };
  const accountState: AccountState = {
    account: TARGET,
    name: 'Workload',
    email: 'workload@example.com',
    state: account,
    alias: undefined,
    organizationId: undefined,
    organizationPath: undefined,
    scps: undefined,
  };
  const state = {
    fresh: () => undefined,
    account: () => accountState,
    role: () => roleOf(given.trust ?? TRUST),
    browserSession: () => undefined,
  };
  const question: WorkforceQuestion = {
    instanceAccount: OWNER,
    userId: 'user',
    targetAccount: TARGET,
    permissionSetId: SET,
    roleName: 'Admin',
  };
  const circumstances = {
    now: Date.UTC(2026, 0, 15, 8),
    region: 'eu-west-1',
    sourceAddress: '203.0.113.5',
    userAgent: 'aws-cli/2.32.0',
    secure: true,
  };
  const subject = await examineWorkforceRole({ state, workforce }, question, circumstances);
  const failed = firstFailure(workforceRoleChecks, subject);
  return failed && [failed.code, failed.message];
}

/** As many tags as it takes to have no room: texts that cannot be packed. */
const large = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `K${index}`,
    createHash('sha512').update(`${index}`).digest('base64'),
  ]),
);

describe('sessions of a workforce', () => {
  it('are given for what is assigned and made', async () => {
    assert.equal(await refusal(), undefined);
    assert.equal(await refusal({ tags: { Title: 'boss' } }), undefined);
  });

  // Outside the first four are one and the same: histories tell them apart.
  it('SSO-010: not in an account that is closed', async () => {
    assert.deepEqual(await refusal({ account: 'SUSPENDED' }), [
      'SSO-010',
      `account ${TARGET} is unknown or not active`,
    ]);
  });

  it('SSO-011: not without an assignment, though the role is there for others', async () => {
    assert.deepEqual(await refusal({ assigned: false }), [
      'SSO-011',
      `the user \`maria\` is not assigned \`Admin\` in account ${TARGET}`,
    ]);
  });

  it('SSO-012: not before the role is made', async () => {
    assert.deepEqual(await refusal({ provisioned: false }), [
      'SSO-012',
      `the permission set \`Admin\` has no role in account ${TARGET}`,
    ]);
  });

  it('SSO-013: not against the trust policy of the role', async () => {
    const role = roleOf(TRUST).arn;
    assert.deepEqual(await refusal({ trust: TRUST.replace('WithSAML', '') }), [
      'SSO-013',
      `the trust policy of \`${role}\` does not allow \`sts:AssumeRoleWithSAML\``,
    ]);
    const untagged = TRUST.replace('sts:TagSession', 'sts:SetSourceIdentity');
    assert.equal(await refusal({ trust: untagged }), undefined);
    assert.deepEqual(await refusal({ trust: untagged, tags: { Title: 'boss' } }), [
      'SSO-013',
      `the trust policy of \`${role}\` does not allow \`sts:TagSession\``,
    ]);
  });

  it('SSO-016: not with tags that no session has', async () => {
    assert.deepEqual(await refusal({ tags: { Title: 'team/*' } }), [
      'SSO-016',
      'the attribute `Title` cannot be a session tag',
    ]);
  });

  it('SSO-014: not with more tags than a session has room for', async () => {
    const [code, message = ''] = (await refusal({ tags: large })) ?? [];
    assert.equal(code, 'SSO-014');
    assert.match(message, /^Packed size of session tags consumes \d+% of allotted space\.$/);
    const few = Object.fromEntries(Object.entries(large).slice(0, 5));
    assert.equal(await refusal({ tags: few }), undefined);
  });
});
