import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { StartError, startError } from '../failures/start-error.ts';
import { askControl } from './ask.ts';
import { type ControlHandler, serveControl } from './control.ts';

const withCode = (code: string) => (error: unknown) =>
  error instanceof StartError && error.failure.code === code;

describe('the control socket', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-control-'));
  });
  after(() => rm(folder, { recursive: true }));
  const handlers = new Map<string, ControlHandler>([
    ['double', (parameters) => ({ twice: 2 * (parameters as { value: number }).value })],
    [
      'refuse',
      () => {
        throw startError('START-002', { address: 'x' });
      },
    ],
    ['defect', () => Promise.reject(new TypeError('oops'))],
    ['hang', () => new Promise(() => {})],
  ]);

  it('answers results, failures with their remedy, and unknown commands', async () => {
    const path = join(folder, 'a.sock');
    const server = await serveControl(path, handlers);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.deepEqual(await askControl(path, 'double', { value: 21 }), {
      ok: true,
      result: { twice: 42 },
    });
    const refused = await askControl(path, 'refuse', {});
    assert.ok(refused && !refused.ok);
    assert.equal(refused.failure.code, 'START-002');
    assert.equal(refused.failure.message, 'address `x` is already in use');
    assert.match(refused.failure.fix.en, /GATEHOUSE_PORT/);
    const defect = await askControl(path, 'defect', {});
    assert.ok(defect && !defect.ok);
    assert.equal(defect.failure.message, 'oops');
    for (const command of ['nothing', 'constructor']) {
      const unknown = await askControl(path, command, {});
      assert.ok(unknown && !unknown.ok);
      assert.equal(unknown.failure.code, 'START-008');
      assert.match(unknown.failure.message, new RegExp(`\`${command}\` is unknown`));
    }
    await server.close();
    assert.equal(await askControl(path, 'double', { value: 1 }), undefined);
    await assert.rejects(stat(path), { code: 'ENOENT' });
  });

  it('refuses what is not a request', async () => {
    const path = join(folder, 'b.sock');
    const server = await serveControl(path, handlers);
    for (const line of [
      'hello\n',
      '[]\n',
      '{"command":1}\n',
      'null\n',
      'x'.repeat(1024 * 1024 + 1),
    ]) {
      const answer = await new Promise<string>((resolve) => {
        let text = '';
        const socket = connect(path);
        socket.on('data', (part) => {
          text += part;
        });
        socket.on('error', () => {});
        socket.on('close', () => resolve(text));
        socket.write(line);
      });
      assert.match(answer, /"code":"START-008"/, line.slice(0, 20));
    }
    await server.close();
  });

  it('replaces a leftover file and refuses to stand beside a living server', async () => {
    const path = join(folder, 'c.sock');
    await writeFile(path, '');
    const server = await serveControl(path, handlers);
    await assert.rejects(serveControl(path, handlers), withCode('START-005'));
    assert.equal((await askControl(path, 'double', { value: 1 }))?.ok, true);
    await server.close();
  });

  it('works in a folder whose path is longer than a socket name may be', async () => {
    const deep = await mkdtemp(join(folder, 'x'.repeat(120)));
    const path = join(deep, 'control.sock');
    const server = await serveControl(path, handlers);
    assert.equal((await askControl(path, 'double', { value: 1 }))?.ok, true);
    await server.close();
  });

  it('tells apart nobody, a folder that cannot be used, and no answer in time', async () => {
    assert.equal(await askControl(join(folder, 'none', 'd.sock'), 'x', {}), undefined);
    const missing = join(folder, 'none', 'd.sock');
    await assert.rejects(serveControl(missing, handlers), withCode('START-006'));
    const path = join(folder, 'e.sock');
    const server = await serveControl(path, handlers);
    const hanging = askControl(path, 'hang', {}, { timeoutMilliseconds: 50 });
    await assert.rejects(hanging, withCode('START-007'));
    await server.close();
    const rude = createServer((socket) => socket.end('{'));
    await new Promise<void>((resolve) => rude.listen(path, resolve));
    await assert.rejects(askControl(path, 'x', {}), withCode('START-007'));
    rude.close();
  });
});
