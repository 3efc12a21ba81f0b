import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { OPERATORS, policySets, requests } from './generate.test-support.ts';
import {
  type CompiledPolicy,
  compilePolicy,
  decide,
  type PolicyKind,
  type PolicySet,
  parsePolicy,
} from './index.ts';
import { naiveDecide, naiveMatches, type RawPolicy, type RawSet } from './naive.test-support.ts';

/** Raise it for a long search; the seed keeps the counts below the same from run to run. */
const RUNS = 5000;
const SEED = 20260807;

/** The compiled set, and for every compiled policy the raw one that it was made from. */
function compileSet(raw: RawSet): { set: PolicySet; origin: Map<string, RawPolicy> } {
  const origin = new Map<string, RawPolicy>();
  const compile = (kind: PolicyKind, policy: RawPolicy): CompiledPolicy => {
    const statements = policy.Statement.map((item) =>
      kind === 'trust' ? { ...item, Resource: undefined, NotResource: undefined } : item,
    );
    const reading = parsePolicy(JSON.stringify({ ...policy, Statement: statements }), kind);
    assert.ok(reading.ok);
    const name = `${kind}${origin.size}`;
    origin.set(name, { ...policy, Statement: statements as RawPolicy['Statement'] });
    return compilePolicy(reading.document, { kind, name });
  };
  const levels = (kind: PolicyKind, list: RawSet['scps']) =>
    list?.map((level) => level.map((policy) => compile(kind, policy)));
  const set = {
    identity: raw.identity.map((policy) => compile('identity', policy)),
    boundary: raw.boundary && compile('boundary', raw.boundary),
    session: raw.session?.map((policy) => compile('session', policy)),
    resource: raw.resource && compile(raw.resourceIsTrust ? 'trust' : 'resource', raw.resource),
    scps: levels('scp', raw.scps),
    rcps: levels('rcp', raw.rcps),
  };
  return { set, origin };
}

it('an independent evaluator decides every generated request alike', () => {
  const outcomes = new Map<string, Set<boolean>>(OPERATORS.map((name) => [name, new Set()]));
  const verdicts = new Map<string, number>();
  const observe = (operator: string, holds: boolean) => outcomes.get(operator)?.add(holds);
  const property = fc.property(requests, policySets, (request, raw) => {
    const { set, origin } = compileSet(raw);
    const trust = [...origin.values()].find((_, at) => [...origin.keys()][at]?.startsWith('trust'));
    const naive = naiveDecide(request, trust ? { ...raw, resource: trust } : raw, observe);
    const { allowed, explicit, deciding } = decide(request, set);
    assert.equal(allowed ? 'allowed' : explicit ? 'explicitly denied' : 'denied', naive);
    verdicts.set(naive, (verdicts.get(naive) ?? 0) + 1);
    if (!deciding) return;
    const policy = origin.get(deciding.policy.name);
    const statement = policy?.Statement[deciding.index];
    assert.ok(policy && statement, 'the deciding statement is one of the request’s policies');
    assert.equal(statement.Effect, allowed ? 'Allow' : 'Deny');
    assert.ok(naiveMatches(request, policy.Version, statement, () => undefined));
  });
  fc.assert(property, { numRuns: RUNS, seed: SEED });
  const counts = JSON.stringify(Object.fromEntries(verdicts));
  assert.ok((verdicts.get('allowed') ?? 0) >= RUNS * 0.3, `too few are allowed: ${counts}`);
  assert.ok(
    (verdicts.get('denied') ?? 0) > 0 && (verdicts.get('explicitly denied') ?? 0) > 0,
    counts,
  );
  const oneSided = [...outcomes].filter(([, seen]) => seen.size < 2).map(([name]) => name);
  assert.deepEqual(oneSided, [], 'every operator both holds and fails');
});
