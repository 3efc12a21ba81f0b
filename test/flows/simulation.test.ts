/** IAM's simulator through the JavaScript SDK: what policies would decide, and by which statement. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PolicyIdentifier } from '@aws-sdk/client-iam';
import { type Clients, clientsOf, refusalOf } from '../support/clients.ts';
import {
  allow,
  deny,
  type MadeUser,
  makeRole,
  makeUser,
  policyOf,
  setUserPolicy,
  trusts,
} from '../support/entities.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Clients;
let alice: MadeUser;

before(async () => {
  server = await startTestServer();
  admin = clientsOf(server);
  alice = await makeUser(admin, 'alice', { tags: [{ Key: 'Team', Value: 'blue' }] });
});

after(async () => {
  await server?.stop();
});

/** The one result of one action of an identity policy. */
async function custom(
  policies: readonly string[],
  action: string,
  rest: Partial<Parameters<Clients['iam']['simulateCustomPolicy']>[0]> = {},
) {
  const { EvaluationResults = [] } = await admin.iam.simulateCustomPolicy({
    PolicyInputList: [...policies],
    ActionNames: [action],
    ...rest,
  });
  const [result] = EvaluationResults;
  assert.ok(result && EvaluationResults.length === 1);
  return result;
}

describe('SimulateCustomPolicy', () => {
  it('tells the statement that allows by line and column, as the CLI reference shows it', async () => {
    const text =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*",' +
      '"Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}';
    const at = (value: string) => [
      {
        ContextKeyName: 'aws:CurrentTime',
        ContextKeyValues: [value],
        ContextKeyType: 'date' as const,
      },
    ];
    const result = await custom([text], 'dynamodb:CreateBackup', {
      ContextEntries: at('2019-04-25T11:00:00Z'),
    });
    assert.deepEqual(result, {
      EvalActionName: 'dynamodb:CreateBackup',
      EvalResourceName: '*',
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          SourcePolicyId: 'PolicyInputList.1',
          SourcePolicyType: 'IAM Policy',
          StartPosition: { Line: 1, Column: 38 },
          EndPosition: { Line: 1, Column: 167 },
        },
      ],
      MissingContextValues: [],
    });
    const before = await custom([text], 'dynamodb:CreateBackup', {
      ContextEntries: at('2014-04-25T11:00:00Z'),
    });
    assert.equal(before.EvalDecision, 'implicitDeny');
    assert.deepEqual(before.MatchedStatements, []);
    const without = await custom([text], 'dynamodb:CreateBackup');
    assert.equal(without.EvalDecision, 'implicitDeny');
    assert.deepEqual(without.MissingContextValues, ['aws:CurrentTime']);
  });

  it('an explicit deny is told with the denying statement alone, by its lines', async () => {
    const text = `{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": "*", "Resource": "*" },
    {
      "Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"
    }
  ]
}`;
    const denied = await custom([policyOf(allow('s3:*')), text], 's3:DeleteObject');
    assert.equal(denied.EvalDecision, 'explicitDeny');
    assert.deepEqual(denied.MatchedStatements, [
      {
        SourcePolicyId: 'PolicyInputList.2',
        SourcePolicyType: 'IAM Policy',
        StartPosition: { Line: 5, Column: 6 },
        EndPosition: { Line: 7, Column: 6 },
      },
    ]);
    const allowed = await custom([policyOf(allow('s3:*')), text], 's3:GetObject');
    assert.equal(allowed.EvalDecision, 'allowed');
    assert.equal(allowed.MatchedStatements?.length, 2);
  });

  it('a boundary limits, and organizations are told apart', async () => {
    const policy = policyOf(allow('*'));
    const limited = await custom([policy], 's3:GetObject', {
      PermissionsBoundaryPolicyInputList: [policyOf(allow('iam:*'))],
      OrderedOrganizationPolicyInputList: [{ ServiceControlPolicyInputList: [policy] }],
    });
    assert.equal(limited.EvalDecision, 'implicitDeny');
    assert.deepEqual(limited.PermissionsBoundaryDecisionDetail, {
      AllowedByPermissionsBoundary: false,
    });
    assert.deepEqual(limited.OrganizationsDecisionDetail, { AllowedByOrganizations: true });
    const refused = await custom([policy], 's3:GetObject', {
      OrderedOrganizationPolicyInputList: [
        { ServiceControlPolicyInputList: [policy] },
        { ServiceControlPolicyInputList: [policy, policyOf(deny('s3:*'))] },
      ],
    });
    assert.equal(refused.EvalDecision, 'explicitDeny');
    assert.deepEqual(refused.OrganizationsDecisionDetail, { AllowedByOrganizations: false });
    assert.deepEqual(refused.MatchedStatements, []);
  });

  it('each resource has its result, and the whole the strictest', async () => {
    const result = await custom([policyOf(allow('s3:*', 'arn:aws:s3:::mine'))], 's3:ListBucket', {
      ResourceArns: ['arn:aws:s3:::mine', 'arn:aws:s3:::theirs'],
    });
    assert.equal(result.EvalDecision, 'implicitDeny');
    assert.deepEqual(
      result.ResourceSpecificResults?.map((one) => [
        one.EvalResourceName,
        one.EvalResourceDecision,
      ]),
      [
        ['arn:aws:s3:::mine', 'allowed'],
        ['arn:aws:s3:::theirs', 'implicitDeny'],
      ],
    );
  });

  it('a resource policy counts with its caller, within the account and across', async () => {
    const caller = 'arn:aws:iam::111122223333:user/mateo';
    const asked = {
      CallerArn: caller,
      ResourceArns: ['arn:aws:s3:::production/Test'],
      ResourcePolicy: policyOf({ ...allow('s3:Put*'), Principal: { AWS: caller } }),
      ResourceOwner: 'arn:aws:iam::111122223333:root',
    };
    const within = await custom([policyOf(allow('iam:*'))], 's3:PutObject', asked);
    assert.equal(within.EvalDecision, 'allowed');
    assert.equal(within.MatchedStatements?.[0]?.SourcePolicyId, 'ResourcePolicy');
    assert.deepEqual(within.EvalDecisionDetails, {});
    const across = await custom([policyOf(allow('iam:*'))], 's3:PutObject', {
      ...asked,
      ResourceOwner: '444455556666',
    });
    assert.equal(across.EvalDecision, 'implicitDeny');
    assert.deepEqual(across.EvalDecisionDetails, {
      'IAM Policy': 'implicitDeny',
      'Resource Policy': 'allowed',
    });
  });

  it('pages over actions', async () => {
    const ask = async (Marker?: string) =>
      await admin.iam.simulateCustomPolicy({
        PolicyInputList: [policyOf(allow('*'))],
        ActionNames: ['iam:GetUser', 'iam:GetRole', 'iam:GetGroup'],
        MaxItems: 2,
        Marker,
      });
    const first = await ask();
    assert.equal(first.IsTruncated, true);
    const second = await ask(first.Marker);
    const names = [first, second].flatMap(({ EvaluationResults: results }) =>
      (results ?? []).map(({ EvalActionName: name }) => name),
    );
    assert.deepEqual(names, ['iam:GetUser', 'iam:GetRole', 'iam:GetGroup']);
    assert.equal(second.IsTruncated, false);
  });

  it('refuses what it cannot simulate', async () => {
    const refusal = async (rest: object) => {
      const { code, message } = await refusalOf(
        custom([policyOf(allow('*'))], 'iam:GetUser', rest),
      );
      return `${code}: ${message}`;
    };
    const rows: readonly [object, string][] = [
      [
        { PolicyInputList: ['{}'] },
        'InvalidInput: Invalid Input Policy: PolicyInputList.1: Syntax errors in policy.',
      ],
      [
        { ActionNames: ['iam:*'] },
        'InvalidInput: Invalid Input Actions: "iam:*" is not the name of an action.',
      ],
      [
        { ResourceArns: ['bucket'] },
        'InvalidInput: Invalid Input Resource: bucket must be in ARN format or "*".',
      ],
      [
        { PermissionsBoundaryPolicyInputList: [policyOf(allow('*')), policyOf(allow('*'))] },
        'InvalidInput: The list of Permissions Boundary policies cannot exceed 1 items.',
      ],
      [
        { ResourcePolicy: policyOf({ ...allow('*'), Principal: '*' }) },
        'InvalidInput: Invalid caller - Caller must be an IAM user in this context.',
      ],
      [
        { CallerArn: 'arn:aws:sts::111122223333:assumed-role/a/b' },
        'InvalidInput: Invalid Entity Arn: arn:aws:sts::111122223333:assumed-role/a/b does not clearly define entity type and name.',
      ],
      [{ ResourceOwner: 'me' }, 'InvalidInput: Invalid Resource Owner: me'],
      [{ ResourceHandlingOption: 'EC2' }, 'InvalidInput: Invalid Resource Handling Option: EC2'],
      [
        {
          ContextEntries: [
            { ContextKeyName: 'aws:x', ContextKeyValues: ['1'] },
            { ContextKeyName: 'AWS:X', ContextKeyValues: ['2'] },
          ],
        },
        'InvalidInput: Invalid Context Entry: AWS:X is given twice.',
      ],
      [
        { ContextEntries: [{ ContextKeyName: 'aws:x', ContextKeyValues: ['1', '2'] }] },
        'InvalidInput: Invalid Context Entry: aws:x of type string has more than one value.',
      ],
      [
        {
          ContextEntries: [
            { ContextKeyName: 'aws:x', ContextKeyValues: ['no'], ContextKeyType: 'boolean' },
          ],
        },
        'InvalidInput: Invalid Context Entry: no is no value of type boolean for aws:x.',
      ],
      [
        {
          PolicyInputList: [policyOf(allow('*')) + ' '.repeat(120_000)],
          ResourceArns: Array.from({ length: 400 }, (_, number) => `arn:aws:s3:::b${number}`),
        },
        'InvalidInput: The simulation has too many resources for its policies.',
      ],
      [
        { PolicyInputList: [1, 2].map(() => policyOf(allow('*')) + ' '.repeat(120_000)) },
        'InvalidInput: Invalid Input: PolicyInputList is too long.',
      ],
      [{ Marker: 'bTE6eA' }, 'ValidationError: Invalid Marker.'],
    ];
    for (const [rest, expected] of rows) assert.equal(await refusal(rest), expected);
  });
});

describe('SimulatePrincipalPolicy', () => {
  it('takes the policies of a user and its groups, with the keys of the user', async () => {
    await setUserPolicy(
      admin.iam,
      'alice',
      allow('s3:GetObject', `arn:aws:s3:::home/\${aws:username}`),
    );
    await admin.iam.createGroup({ GroupName: 'staff' });
    await admin.iam.putGroupPolicy({
      GroupName: 'staff',
      PolicyName: 'guard',
      PolicyDocument: policyOf(
        deny('s3:*', '*', { Condition: { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } } }),
      ),
    });
    const ask = async (rest: object = {}) => {
      const answer = await admin.iam.simulatePrincipalPolicy({
        PolicySourceArn: alice.arn,
        ActionNames: ['s3:GetObject'],
        ResourceArns: ['arn:aws:s3:::home/alice'],
        ...rest,
      });
      return answer.EvaluationResults?.[0];
    };
    const allowed = await ask();
    assert.equal(allowed?.EvalDecision, 'allowed');
    assert.equal(allowed.MatchedStatements?.[0]?.SourcePolicyId, 'user_alice_inline');
    await admin.iam.addUserToGroup({ GroupName: 'staff', UserName: 'alice' });
    const denied = await ask();
    assert.equal(denied?.EvalDecision, 'explicitDeny');
    assert.equal(denied.MatchedStatements?.[0]?.SourcePolicyId, 'group_staff_guard');
    const spared = await ask({
      PolicyExclusionList: [
        {
          InlinePolicyIdentifier: {
            PolicyName: 'guard',
            AttachmentType: 'group',
            AttachmentName: 'staff',
          },
        },
      ],
    });
    assert.equal(spared?.EvalDecision, 'allowed');
    const { Policy } = await admin.iam.createPolicy({
      PolicyName: 'guard-s3',
      PolicyDocument: policyOf(deny('s3:*')),
    });
    const PolicyArn = Policy?.Arn ?? '';
    await admin.iam.removeUserFromGroup({ GroupName: 'staff', UserName: 'alice' });
    await admin.iam.attachUserPolicy({ UserName: 'alice', PolicyArn });
    assert.equal((await ask())?.MatchedStatements?.[0]?.SourcePolicyId, 'guard-s3');
    const without = async (exclusion: PolicyIdentifier) =>
      (await ask({ PolicyExclusionList: [exclusion] }))?.EvalDecision;
    assert.equal(await without({ PolicyArn }), 'allowed');
    assert.equal(await without({ PolicyArn: PolicyArn.replace('guard-s3', 'gu?rd*') }), 'allowed');
    assert.equal(
      await without({ PolicyArn: PolicyArn.replace('guard-s3', 'guard') }),
      'explicitDeny',
    );
    assert.equal(await without({ PolicyType: 'user-managed' }), 'allowed');
    assert.equal(await without({ PolicyType: 'aws-managed' }), 'explicitDeny');
    const wrong = await refusalOf(without({ PolicyArn: 'arn:aws:iam::*:policy/guard-s3' }));
    assert.equal(
      wrong.message,
      'Invalid Policy Exclusion: arn:aws:iam::*:policy/guard-s3 is not a valid identifier.',
    );
    await admin.iam.detachUserPolicy({ UserName: 'alice', PolicyArn });
    await admin.iam.addUserToGroup({ GroupName: 'staff', UserName: 'alice' });
    const keys = await admin.iam.getContextKeysForPrincipalPolicy({ PolicySourceArn: alice.arn });
    assert.deepEqual(keys.ContextKeyNames?.toSorted(), ['aws:PrincipalTag/Team', 'aws:username']);
  });

  it('takes the boundary of a role unless another one is given', async () => {
    const { Policy } = await admin.iam.createPolicy({
      PolicyName: 'limit',
      PolicyDocument: policyOf(allow('iam:*')),
    });
    await makeRole(admin, 'limited', trusts(alice.arn), {
      policy: allow('*'),
      boundary: Policy?.Arn ?? '',
    });
    const { Role } = await admin.iam.getRole({ RoleName: 'limited' });
    const ask = async (rest: object) => {
      const answer = await admin.iam.simulatePrincipalPolicy({
        PolicySourceArn: Role?.Arn ?? '',
        ActionNames: ['s3:ListAllMyBuckets'],
        ...rest,
      });
      return answer.EvaluationResults?.[0];
    };
    const limited = await ask({});
    assert.equal(limited?.EvalDecision, 'implicitDeny');
    assert.equal(limited.PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary, false);
    const wider = await ask({ PermissionsBoundaryPolicyInputList: [policyOf(allow('*'))] });
    assert.equal(wider?.EvalDecision, 'allowed');
    const without = await ask({ PolicyExclusionList: [{ PolicyType: 'permission-boundary' }] });
    assert.equal(without?.EvalDecision, 'allowed');
  });

  it('refuses other accounts, other kinds and what is not there', async () => {
    const refusal = async (PolicySourceArn: string) =>
      await refusalOf(
        admin.iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames: ['iam:GetUser'] }),
      );
    const account = alice.arn.split(':')[4];
    const foreign = await refusal('arn:aws:iam::999988887777:user/alice');
    assert.equal(foreign.code, 'InvalidInput');
    assert.equal(
      foreign.message,
      `Invalid Policy Source Arn: caller's account ${account} does not have access to policies in account 999988887777`,
    );
    const session = await refusal(`arn:aws:sts::${account}:assumed-role/a/b`);
    assert.equal(
      session.message,
      `Invalid Entity Arn: arn:aws:sts::${account}:assumed-role/a/b does not clearly define entity type and name.`,
    );
    const nobody = await refusal(`arn:aws:iam::${account}:user/nobody`);
    assert.equal(nobody.code, 'NoSuchEntity');
    const elsewhere = await refusal(`arn:aws:iam::${account}:user/path/alice`);
    assert.equal(elsewhere.message, 'The user with name alice cannot be found.');
  });

  it('asks for permission on the user, group or role that is looked at', async () => {
    const bob = await makeUser(admin, 'bob', {
      policy: allow('iam:SimulatePrincipalPolicy', '*', {
        Condition: { StringEquals: { 'aws:ResourceTag/Team': 'blue' } },
      }),
    });
    const { iam } = clientsOf(server, bob.credentials);
    const ActionNames = ['iam:GetUser'];
    const answer = await iam.simulatePrincipalPolicy({ PolicySourceArn: alice.arn, ActionNames });
    assert.equal(answer.EvaluationResults?.length, 1);
    const refused = await refusalOf(
      iam.simulatePrincipalPolicy({ PolicySourceArn: bob.arn, ActionNames }),
    );
    assert.equal(
      refused.message,
      `User: ${bob.arn} is not authorized to perform: iam:SimulatePrincipalPolicy on resource: ${bob.arn} because no identity-based policy allows the iam:SimulatePrincipalPolicy action`,
    );
  });
});

it('those without permissions simulate nothing, nor learn the keys of policies', async () => {
  const nobody = await makeUser(admin, 'nobody-simulates');
  const { iam } = clientsOf(server, nobody.credentials);
  const PolicyInputList = [policyOf(allow('s3:*', '*'))];
  const refusals = {
    SimulateCustomPolicy: () =>
      iam.simulateCustomPolicy({ PolicyInputList, ActionNames: ['s3:Get*'] }),
    GetContextKeysForCustomPolicy: () => iam.getContextKeysForCustomPolicy({ PolicyInputList }),
    GetContextKeysForPrincipalPolicy: () =>
      iam.getContextKeysForPrincipalPolicy({ PolicySourceArn: nobody.arn }),
  };
  for (const [operation, ask] of Object.entries(refusals)) {
    const { code, message } = await refusalOf(ask());
    const on = operation.endsWith('PrincipalPolicy') ? nobody.arn : '*';
    assert.deepEqual(
      [code, message],
      [
        'AccessDenied',
        `User: ${nobody.arn} is not authorized to perform: iam:${operation} on resource: ${on} because no identity-based policy allows the iam:${operation} action`,
      ],
    );
  }
});

it('GetContextKeysForCustomPolicy lists keys of conditions and variables, each once', async () => {
  const { ContextKeyNames } = await admin.iam.getContextKeysForCustomPolicy({
    PolicyInputList: [
      policyOf([
        allow('s3:*', `arn:aws:s3:::b/\${aws:username}`),
        deny('s3:*', '*', { Condition: { Bool: { 'aws:securetransport': false } } }),
      ]),
      policyOf(deny('*', '*', { Condition: { Bool: { 'aws:SecureTransport': false } } })),
    ],
  });
  assert.deepEqual(ContextKeyNames?.map((key) => key.toLowerCase()).toSorted(), [
    'aws:securetransport',
    'aws:username',
  ]);
});
