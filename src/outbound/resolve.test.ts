import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FetchProblem } from '../base/fetch.ts';
import { RequestProblem } from './problem.ts';
import { createGuard } from './ranges.ts';
import { createResolve, systemLookup } from './resolve.ts';

const never = new AbortController().signal;
const guard = createGuard([]);

const refused = (problem: FetchProblem) => (error: unknown) => {
  assert.ok(error instanceof RequestProblem);
  assert.deepEqual(error.problem, problem);
  return true;
};

describe('resolving a host', () => {
  it('answers the addresses that may be connected to, and leaves out the others', async () => {
    const found = ['10.0.0.1', '8.8.8.8', '::1', '2606:4700::1111', 'fe80::1%eth0'];
    const resolve = createResolve(guard, async () => found);
    assert.deepEqual(await resolve('idp.test', never), ['8.8.8.8', '2606:4700::1111']);
  });

  it('refuses a name whose every address is refused, and tells the first', async () => {
    const resolve = createResolve(guard, async () => ['127.0.0.1', '10.0.0.1']);
    const problem = {
      kind: 'address-refused',
      host: 'localhost',
      address: '127.0.0.1',
      range: 'loopback',
    } as const;
    await assert.rejects(resolve('localhost', never), refused(problem));
    const allowing = createResolve(createGuard(['127.0.0.0/8']), async () => ['127.0.0.1']);
    assert.deepEqual(await allowing('localhost', never), ['127.0.0.1']);
  });

  it('asks nobody about an address, and judges it all the same', async () => {
    const resolve = createResolve(guard, () => assert.fail('a lookup'));
    assert.deepEqual(await resolve('8.8.8.8', never), ['8.8.8.8']);
    const problem = {
      kind: 'address-refused',
      host: '::1',
      address: '::1',
      range: 'loopback',
    } as const;
    await assert.rejects(resolve('::1', never), refused(problem));
  });

  it('tells what the resolver says of a name without addresses', async () => {
    const fails = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const resolve = createResolve(guard, () => Promise.reject(fails));
    const problem = { kind: 'dns', host: 'nobody.test', code: 'ENOTFOUND' } as const;
    await assert.rejects(resolve('nobody.test', never), refused(problem));
  });

  it('asks at most two names at once, one time each, and hands on the thread of an answered one', async () => {
    const asked: string[] = [];
    const answers = new Map<string, () => void>();
    const resolve = createResolve(guard, (host) => {
      asked.push(host);
      return new Promise((answer) => answers.set(host, () => answer(['8.8.8.8'])));
    });
    const waiting = ['a.test', 'a.test', 'b.test', 'c.test'].map((host) => resolve(host, never));
    await new Promise(setImmediate);
    assert.deepEqual(asked, ['a.test', 'b.test']);
    for (const host of ['b.test', 'a.test', 'c.test', 'a.test']) {
      answers.get(host)?.();
      await new Promise(setImmediate);
    }
    await Promise.all(waiting);
    assert.deepEqual(asked, ['a.test', 'b.test', 'c.test', 'a.test']);
  });

  it('stops waiting when the time is over, while a lookup that hangs keeps its thread', async () => {
    const resolve = createResolve(guard, () => new Promise(() => undefined));
    const soon = AbortSignal.timeout(20);
    const hanging = ['a.test', 'b.test', 'c.test'].map((host) => resolve(host, soon));
    await Promise.all(hanging.map((each) => assert.rejects(each, { name: 'TimeoutError' })));
  });

  it('takes at most four addresses of a name', async () => {
    const found = Array.from({ length: 100 }, (_, index) => `8.8.8.${index}`);
    const resolve = createResolve(guard, async () => found);
    assert.equal((await resolve('idp.test', never)).length, 4);
  });

  it("knows what the system's hosts file says", async () => {
    const found = await systemLookup('localhost');
    assert.ok(found.includes('127.0.0.1') || found.includes('::1'));
  });
});
