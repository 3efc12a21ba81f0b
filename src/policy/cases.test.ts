import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { z } from 'zod';
import {
  type CompiledPolicy,
  compilePolicy,
  type Decision,
  decide,
  explain,
  type PolicyKind,
  type PolicySet,
  type Principal,
  parsePolicy,
} from './index.ts';

const FOLDER = join(import.meta.dirname, 'cases');
const ACCOUNT = '111122223333';

const policy = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);
const levels = z.array(z.array(policy));

const request = z.strictObject({
  action: z.string(),
  resource: z.string(),
  account: z.string().optional(),
  principal: z.string(),
  context: z.record(z.string(), z.array(z.string())).optional(),
});

const policies = z.strictObject({
  identity: z.array(policy).optional(),
  boundary: policy.optional(),
  session: z.array(policy).optional(),
  resource: policy.optional(),
  trust: policy.optional(),
  scps: levels.optional(),
  rcps: levels.optional(),
  principalIds: z.record(z.string(), z.string()).optional(),
});

/** A member that is not listed here makes the file invalid, so that no typing error hides a case. */
const caseFile = z.strictObject({
  about: z.string().min(1),
  given: z.strictObject({ request: request.optional() }),
  cases: z.array(
    z.strictObject({
      name: z.string().min(1),
      source: z.string().min(1),
      request: request.optional(),
      context: z.record(z.string(), z.array(z.string())).optional(),
      /** Stands for one identity policy with one statement that allows everything under it. */
      condition: z.record(z.string(), z.unknown()).optional(),
      policies: policies.optional(),
      expect: z.string().min(1),
    }),
  ),
});

type PolicyCase = z.infer<typeof caseFile>['cases'][number];
type CasePolicies = z.infer<typeof policies>;

const user: Principal & { type: 'user' } = {
  type: 'user',
  account: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
  uniqueId: 'AIDAANA1111111111',
};
const guest = `arn:aws:sts::${ACCOUNT}:federated-user/guest`;
const root: Principal & { type: 'root' } = { type: 'root', account: ACCOUNT };

const principals = new Map<string, Principal>([
  ['root', root],
  ['user', user],
  [
    'role',
    {
      type: 'role-session',
      account: ACCOUNT,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/build`,
      roleArn: `arn:aws:iam::${ACCOUNT}:role/team/deploy`,
      roleUniqueId: 'AROADEPLOY1111111',
    },
  ],
  ['federated-user', { type: 'federated-user', account: ACCOUNT, arn: guest, issuer: user }],
  ['root-federated-user', { type: 'federated-user', account: ACCOUNT, arn: guest, issuer: root }],
  ['saml', { type: 'federated', provider: `arn:aws:iam::${ACCOUNT}:saml-provider/corp` }],
  [
    'oidc',
    { type: 'federated', provider: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.example.com` },
  ],
  ['cognito', { type: 'federated', provider: 'cognito-identity.amazonaws.com' }],
  ['service', { type: 'service', service: 'ec2.amazonaws.com' }],
  ['anonymous', { type: 'anonymous' }],
]);

function compile(kind: PolicyKind, name: string, ids?: Record<string, string>) {
  return (given: z.infer<typeof policy>): CompiledPolicy => {
    const document = Array.isArray(given) ? { Version: '2012-10-17', Statement: given } : given;
    const reading = parsePolicy(JSON.stringify(document), kind);
    assert.ok(reading.ok, `${name} is no ${kind} policy`);
    const options = ids ? { principalIds: new Map(Object.entries(ids)) } : {};
    return compilePolicy(reading.document, { kind, name }, options);
  };
}

function compileList(kind: PolicyKind, given: readonly z.infer<typeof policy>[]): CompiledPolicy[] {
  return given.map((item, at) => compile(kind, at === 0 ? kind : `${kind}${at + 1}`)(item));
}

function compileLevels(kind: 'scp' | 'rcp', given: z.infer<typeof levels>): CompiledPolicy[][] {
  return given.map((level, at) =>
    level.map((item, place) => compile(kind, `${kind}${at + 1}${['', 'b', 'c'][place]}`)(item)),
  );
}

function policySet(given: CasePolicies): PolicySet {
  const { boundary, session, resource, trust, scps, rcps, principalIds } = given;
  return {
    identity: compileList('identity', given.identity ?? []),
    boundary: boundary && compile('boundary', 'boundary')(boundary),
    session: session && compileList('session', session),
    resource: trust
      ? compile('trust', 'trust', principalIds)(trust)
      : resource && compile('resource', 'resource', principalIds)(resource),
    scps: scps && compileLevels('scp', scps),
    rcps: rcps && compileLevels('rcp', rcps),
  };
}

/** `allowed by identity[0]`, `explicitly denied by scp2[1] Sid`, `denied by boundary`. */
function told({ allowed, explicit, kind, deciding }: Decision): string {
  const verdict = allowed ? 'allowed' : explicit ? 'explicitly denied' : 'denied';
  if (!deciding) return `${verdict} by ${kind}`;
  const sid = deciding.sid === undefined ? '' : ` ${deciding.sid}`;
  return `${verdict} by ${deciding.policy.name}[${deciding.index}]${sid}`;
}

function run(tested: PolicyCase, given: z.infer<typeof request> | undefined): void {
  const asked = tested.request ?? given;
  const principal = principals.get(asked?.principal ?? '');
  assert.ok(asked && principal, 'the case names a known principal');
  const context = new Map(
    Object.entries(tested.context ?? asked.context ?? {}).map(([key, values]) => [
      key.toLowerCase(),
      values,
    ]),
  );
  const { condition } = tested;
  const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition };
  const set = policySet(condition ? { identity: [[statement]] } : (tested.policies ?? {}));
  const policyRequest = {
    action: asked.action,
    resource: asked.resource,
    resourceAccount: asked.account ?? ACCOUNT,
    principal,
    context: (key: string) => context.get(key),
  };
  assert.equal(told(decide(policyRequest, set)), tested.expect);
  const explanation = explain(policyRequest, set);
  assert.equal(told(explanation.decision), tested.expect);
  const { deciding } = explanation.decision;
  const explained = explanation.policies.find((item) => item.policy === deciding?.policy);
  assert.equal(explained?.statements[deciding?.index ?? 0]?.mismatch, undefined);
}

describe('policy cases', () => {
  let count = 0;
  for (const file of readdirSync(FOLDER).toSorted()) {
    const { about, given, cases } = caseFile.parse(
      JSON.parse(readFileSync(join(FOLDER, file), 'utf8')),
    );
    count += cases.length;
    describe(about, () => {
      for (const tested of cases) it(tested.name, () => run(tested, given.request));
    });
  }

  it('are at least two hundred', () => assert.ok(count >= 200, `only ${count}`));

  it('with an unknown member are refused by the loader', () => {
    const known = { name: 'n', source: 's', expect: 'allowed by identity[0]' };
    const file = (tested: object) => ({ about: 'a', given: {}, cases: [tested] });
    assert.ok(caseFile.safeParse(file(known)).success);
    assert.ok(!caseFile.safeParse(file({ ...known, expected: 'x' })).success);
  });
});
