/**
 * The statements of bench/policy.ts as Cedar policies, parsed before, for comparison.
 *
 *   npm install --prefix FOLDER @cedar-policy/cedar-wasm
 *   node bench/cedar.ts FOLDER
 *
 * The package is no dependency: it is only measured.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { policyBench } from './policy.ts';

/** What of the package is used. */
interface Cedar {
  preparsePolicySet(
    name: string,
    set: { staticPolicies: string },
  ): { type: string; errors?: unknown };
  statefulIsAuthorized(call: object): {
    type: string;
    response?: { decision: string };
    errors?: unknown;
  };
}

const resource = 'context.resource';

/** Six statements of one identity policy; Cedar compares text only with `like`. */
function identityPolicies(number: number): string {
  const bucket = `arn:aws:s3:::data-${number}`;
  return `
permit (principal, action in [Action::"GetObject", Action::"PutObject"], resource)
when { ${resource} like "${bucket}/people/ana/*" };
permit (principal, action in [Action::"GetObject", Action::"GetBucketPolicy"], resource)
when { ${resource} like "${bucket}/team/*" && ["red", "blue"].contains(principal.team) };
permit (principal, action in [Action::"ListBucket", Action::"DeleteObject"], resource)
when { (${resource} == "${bucket}" || ${resource} like "${bucket}/*") &&
  (context.ip.isInRange(ip("192.0.2.0/24")) || context.ip.isInRange(ip("203.0.113.0/24"))) };
forbid (principal, action == Action::"DeleteObject", resource) unless { context.mfa };
permit (principal, action in [Action::"SendMessage", Action::"Publish"], resource);
permit (principal, action == Action::"DescribeInstances", resource);
`;
}

const CONTROL = `
forbid (principal, action == Action::"CreateUser", resource);
forbid (principal, action, resource)
unless { ["us-east-1", "eu-west-1"].contains(context.region) };
`;

const ACTIONS = ['GetObject', 'PutObject', 'DeleteObject', 'ListBucket', 'GetBucketPolicy'];

function requests(): object[] {
  return Array.from({ length: 40 }, (_, number) => {
    const team = number % 3 === 0 ? 'green' : 'blue';
    const folder = number % 2 === 0 ? 'home/ana' : 'team';
    const principal = { type: 'User', id: 'ana' };
    return {
      principal,
      action: { type: 'Action', id: ACTIONS[number % ACTIONS.length] },
      resource: { type: 'File', id: 'file' },
      context: {
        resource: `arn:aws:s3:::data-${number % 5}/${folder}/report-${number}.csv`,
        ip: { __extn: { fn: 'ip', arg: number % 4 === 0 ? '198.51.100.7' : '203.0.113.9' } },
        mfa: number % 5 !== 0,
        region: 'us-east-1',
      },
      preparsedPolicySetId: 'bench',
      entities: [{ uid: principal, attrs: { team }, parents: [] }],
    };
  });
}

/** Decisions a second of processor time, and how many of 40 requests are allowed. */
function cedarBench(cedar: Cedar, decisions: number): { perSecond: number; allowed: number } {
  const staticPolicies = [0, 1, 2, 3, 4].map(identityPolicies).join('') + CONTROL;
  const parsed = cedar.preparsePolicySet('bench', { staticPolicies });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  const asked = requests();
  const decide = (number: number) => {
    const answer = cedar.statefulIsAuthorized(asked[number % asked.length] ?? {});
    if (!answer.response) throw new Error(JSON.stringify(answer.errors));
    return answer.response.decision === 'allow';
  };
  const allowed = asked.filter((_, number) => decide(number)).length;
  const start = process.cpuUsage();
  for (let number = 0; number < decisions; number += 1) decide(number);
  const { user } = process.cpuUsage(start);
  return { perSecond: Math.round((decisions * 1e6) / user), allowed };
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('give the folder in which cedar-wasm is installed');
const cedar: Cedar = createRequire(join(folder, 'package.json'))('@cedar-policy/cedar-wasm/nodejs');
const ratios: number[] = [];
for (let round = 0; round < 5; round += 1) {
  const ours = policyBench({ rounds: 1, decisions: 200_000 });
  const theirs = cedarBench(cedar, 3000);
  ratios.push(ours.decisionsPerSecond / theirs.perSecond);
  console.log(
    `Gatehouse ${ours.decisionsPerSecond}/s (${ours.allowed / 5000} of 40 allowed), ` +
      `Cedar ${theirs.perSecond}/s (${theirs.allowed} of 40 allowed)`,
  );
}
ratios.sort((left, right) => left - right);
console.log(`ratio ${ratios[2]?.toFixed(0)}`);
