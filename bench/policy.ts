import {
  type CompiledPolicy,
  compilePolicy,
  decide,
  type PolicyKind,
  type PolicyRequest,
  type PolicySet,
  parsePolicy,
} from '../src/policy/index.ts';

/** One run of the policy benchmark. */
export interface PolicyBenchResult {
  /** Median over the rounds, in seconds of processor time: wall-clock swings with neighbours. */
  readonly decisionsPerSecond: number;
  readonly rounds: readonly number[];
  readonly allowed: number;
  readonly denied: number;
}

const ACCOUNT = '111122223333';
const ACTIONS = ['GetObject', 'PutObject', 'DeleteObject', 'ListBucket', 'GetBucketPolicy'];

function compiled(kind: PolicyKind, name: string, statements: readonly unknown[]): CompiledPolicy {
  const reading = parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    kind,
  );
  if (!reading.ok) throw new Error(reading.message);
  return compilePolicy(reading.document, { kind, name });
}

/** Six statements: own prefix by variable, team tag, addresses, an MFA deny, two other services. */
function identityPolicy(number: number): CompiledPolicy {
  const bucket = `arn:aws:s3:::data-${number}`;
  return compiled('identity', `team-${number}`, [
    {
      Sid: 'OwnPrefix',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject'],
      Resource: `${bucket}/home/\${aws:username}/*`,
    },
    {
      Sid: 'TeamFiles',
      Effect: 'Allow',
      Action: 's3:Get*',
      Resource: `${bucket}/team/*`,
      Condition: { StringEquals: { 'aws:PrincipalTag/team': ['red', 'blue'] } },
    },
    {
      Sid: 'FromOffice',
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:DeleteObject'],
      Resource: [bucket, `${bucket}/*`],
      Condition: { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '203.0.113.0/24'] } },
    },
    {
      Sid: 'DeleteNeedsMfa',
      Effect: 'Deny',
      Action: 's3:Delete*',
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
    { Effect: 'Allow', Action: ['sqs:*', 'sns:Publish'], Resource: '*' },
    { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' },
  ]);
}

function scenario(): { requests: PolicyRequest[]; policies: PolicySet } {
  const policies: PolicySet = {
    identity: [0, 1, 2, 3, 4].map(identityPolicy),
    boundary: compiled('boundary', 'boundary', [
      { Effect: 'Allow', Action: ['s3:*', 'sqs:*'], Resource: '*' },
      { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
    ]),
    scps: [
      [compiled('scp', 'FullAWSAccess', [{ Effect: 'Allow', Action: '*', Resource: '*' }])],
      [
        compiled('scp', 'regions', [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          {
            Effect: 'Deny',
            NotAction: ['iam:*', 'sts:*'],
            Resource: '*',
            Condition: { StringNotEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
          },
        ]),
      ],
    ],
  };
  return { requests: requests(), policies };
}

function requests(): PolicyRequest[] {
  const made: PolicyRequest[] = [];
  for (let number = 0; number < 40; number += 1) {
    const values = new Map<string, readonly string[]>([
      ['aws:username', ['ana']],
      ['aws:principaltag/team', [number % 3 === 0 ? 'green' : 'blue']],
      ['aws:sourceip', [number % 4 === 0 ? '198.51.100.7' : '203.0.113.9']],
      ['aws:multifactorauthpresent', [number % 5 === 0 ? 'false' : 'true']],
      ['aws:requestedregion', ['us-east-1']],
    ]);
    const folder = number % 2 === 0 ? 'home/ana' : 'team';
    made.push({
      action: `s3:${ACTIONS[number % ACTIONS.length]}`,
      resource: `arn:aws:s3:::data-${number % 5}/${folder}/report-${number}.csv`,
      resourceAccount: ACCOUNT,
      principal: {
        type: 'user',
        account: ACCOUNT,
        arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
        uniqueId: 'AIDA11112222333344445',
      },
      context: (key) => values.get(key),
    });
  }
  return made;
}

/**
 * Decisions a second for five identity policies of six statements each, two levels of service
 * control policies, a permissions boundary and conditions, all compiled before.
 */
export function policyBench(
  options: { rounds?: number; decisions?: number } = {},
): PolicyBenchResult {
  const { rounds = 7, decisions = 200_000 } = options;
  const { requests: asked, policies } = scenario();
  const rates: number[] = [];
  let allowed = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const start = process.cpuUsage();
    allowed = 0;
    for (let index = 0; index < decisions; index += 1) {
      const request = asked[index % asked.length];
      if (request && decide(request, policies).allowed) allowed += 1;
    }
    const seconds = process.cpuUsage(start).user / 1e6;
    // The first round warms the compiler up.
    if (round > 0) rates.push(Math.round(decisions / seconds));
  }
  const median = rates.toSorted((left, right) => left - right)[rates.length >> 1] ?? 0;
  return { decisionsPerSecond: median, rounds: rates, allowed, denied: decisions - allowed };
}

if (import.meta.main) console.log(JSON.stringify(policyBench(), null, 2));
