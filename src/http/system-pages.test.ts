import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Listener } from './listener.ts';
import { createMetrics } from './metrics.ts';
import { systemPages } from './system-pages.ts';
import { startListener } from './testing.ts';

describe('health, readiness and metrics', () => {
  let listener: Listener | undefined;
  afterEach(() => listener?.stop(100));

  it('tells health always, readiness by its checks, metrics in the form of Prometheus', async () => {
    let ready = true;
    const metrics = createMetrics([
      { name: 'gatehouse_plan_queue', help: 'Plans waiting.', read: () => 3 },
    ]);
    const readiness = async () => [{ name: 'store', ready, ...(ready ? {} : { reason: 'gone' }) }];
    const started = await startListener(() => ({ status: 200, headers: {}, body: '' }), {
      pages: [systemPages({ metrics, readiness })],
      trustedProxies: ['127.0.0.1'],
    });
    listener = started.listener;
    const get = (path: string, headers = {}) =>
      fetch(`http://127.0.0.1:${started.port}${path}`, { headers });
    assert.deepEqual(await (await get('/healthz')).json(), { status: 'ok' });
    assert.equal((await get('/readyz')).status, 200);
    ready = false;
    const unready = await get('/readyz');
    assert.equal(unready.status, 503);
    assert.deepEqual(await unready.json(), {
      status: 'unavailable',
      checks: [{ name: 'store', ready: false, reason: 'gone' }],
    });
    assert.equal((await get('/healthz')).status, 200);
    metrics.requestBegan();
    metrics.requestEnded('sts', 'AssumeRole', 200, 0.003);
    const text = await (await get('/metrics')).text();
    assert.match(text, /^gatehouse_plan_queue 3$/m);
    assert.match(
      text,
      /^gatehouse_request_duration_seconds_bucket\{service="sts",operation="AssumeRole",status="2xx",le="0.005"\} 1$/m,
    );
    assert.match(text, /le="0.0025"\} 0$/m);
    assert.match(text, /le="\+Inf"\} 1$/m);
    assert.equal((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).status, 404);
    assert.equal((await get('/metrics', { 'x-forwarded-for': '10.1.1.1' })).status, 200);
  });

  it('keeps the number of series bounded', async () => {
    const metrics = createMetrics();
    for (let index = 0; index < 6000; index += 1) {
      metrics.requestBegan();
      metrics.requestEnded('s', `o${index}`, 200, 0);
    }
    const { body } = await metrics.text();
    assert.ok((body.match(/_count\{/g) ?? []).length <= 4001);
    assert.match(body, /_count\{service="other",operation="other",status="2xx"\} 2000/);
  });
});
