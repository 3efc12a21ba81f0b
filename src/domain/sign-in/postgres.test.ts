import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestPostgres, testPostgres } from '../../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../../tools/programs.ts';
import { systemRandom } from '../../base/bytes.ts';
import { openStore, type Store } from '../../store/index.ts';
import { createJudge } from './challenge/judge.ts';
import { newPuzzle, sealPuzzle } from './challenge/puzzle.ts';
import { ANA, sealFor, throttleOver, tryOf } from './testing.ts';

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };
const NOW = Date.UTC(2026, 0, 15, 8);

describe('two nodes on PostgreSQL', needed, () => {
  let postgres: TestPostgres | undefined;
  let nodes: Store[] = [];

  before(async () => {
    postgres = await testPostgres();
    assert.ok(postgres);
    const url = await postgres.createDatabase();
    const report = (error: Error) => {
      throw error;
    };
    nodes = [];
    for (let node = 0; node < 2; node++) {
      nodes.push(await openStore({ kind: 'postgres', url, report }));
    }
  });
  after(async () => {
    for (const node of nodes) await node.close();
    await postgres?.stop();
  });

  it('SIGN-051: count tries together, also those of the same moment', async () => {
    const throttles = nodes.map((node) => throttleOver(node));
    const tries = Array.from({ length: 12 }, (_, at) => throttles[at % 2]?.begin(tryOf(), NOW));
    const begun = await Promise.all(tries);
    assert.equal(begun.filter((each) => each?.outcome === 'counted').length, 5);
    const standing = await throttles[1]?.standing(tryOf(), NOW);
    assert.deepEqual(standing?.visitor, { failures: 5, wait: 2 });
  });

  it('people of one account do not keep each other from being counted', async () => {
    const throttles = nodes.map((node) => throttleOver(node));
    const tries = Array.from({ length: 40 }, (_, at) => {
      const person = { ...ANA, userName: `user-${at}` };
      return throttles[at % 2]?.begin(tryOf({ person, address: `192.0.2.${at}` }), NOW);
    });
    for (const begun of await Promise.all(tries)) assert.equal(begun?.outcome, 'counted');
  });

  it('SIGN-064: take a security check once, on whichever node it is answered', async () => {
    const seal = sealFor('security-check');
    const judges = nodes.map((node) => createJudge(node, seal, () => true));
    const place = { flow: 'a-flow', browser: 'a-browser' };
    for (let round = 0; round < 5; round++) {
      const puzzle = newPuzzle(place, { kind: 'picture', bits: 15 }, NOW, systemRandom);
      const sealed = sealPuzzle(seal, puzzle);
      const given = { puzzle: sealed, work: undefined, characters: puzzle.code };
      const judged = await Promise.all(
        [0, 1, 0, 1].map((node) => judges[node]?.(given, place, NOW, '192.0.2.1')),
      );
      const codes = judged.map((each) => each?.failed?.code).toSorted();
      assert.deepEqual(codes, ['SIGN-064', 'SIGN-064', 'SIGN-064', undefined]);
    }
  });
});
