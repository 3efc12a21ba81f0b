import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startError } from '../failures/start-error.ts';
import type { Finding } from './findings.ts';
import type { CliServices } from './services.ts';
import { fakeServices, runWith } from './testing.ts';

describe('doctor', () => {
  let data = '';
  before(() => {
    data = mkdtempSync(join(tmpdir(), 'gatehouse-doctor-'));
    mkdirSync(join(data, 'tls'), { mode: 0o700 });
    writeFileSync(join(data, 'master.key'), 'k', { mode: 0o600 });
    writeFileSync(join(data, 'tls', 'ca.key'), 'k', { mode: 0o600 });
  });
  after(() => rmSync(data, { recursive: true }));
  const examine = async (
    overrides: Partial<CliServices> = {},
    process: Parameters<typeof runWith>[2] = {},
  ) => {
    const parameters = ['doctor', '--json', '--data', data];
    const { code, out } = await runWith(fakeServices(overrides), parameters, process);
    const findings: Finding[] = JSON.parse(out);
    const wrong = findings.filter(({ outcome }) => outcome !== 'ok');
    return { code, findings, wrong };
  };
  const running = (change: object = {}) => ({
    ask: async () => ({
      ok: true as const,
      result: {
        version: '1.2.3',
        pid: 7,
        host: '127.0.0.1',
        port: 8400,
        publicUrl: 'http://localhost:8400',
        store: { engine: 'postgres', writable: true, clockDifference: 3 },
        ...change,
      },
    }),
  });

  it('finds nothing wrong on a healthy machine, with and without a server', async () => {
    const { code, findings, wrong } = await examine();
    assert.deepEqual([code, wrong], [0, []]);
    assert.deepEqual(
      [...new Set(findings.map(({ check }) => check))],
      ['Node', 'configuration', 'data folder', 'key file', 'server', 'port', 'database', 'clock'],
    );
    assert.deepEqual((await examine(running())).wrong, []);
    const absent = { engine: 'sqlite', writable: false, clockDifference: 0, absent: true } as const;
    assert.deepEqual((await examine({ probeStore: async () => absent })).wrong, []);
    const { out } = await runWith(fakeServices(), ['doctor', '--data', data]);
    assert.match(out, /^ok {7}Node: 24\.21\.0$/m);
  });

  const cases: readonly [string, Partial<CliServices>, Parameters<typeof runWith>[2], RegExp][] = [
    ['an old Node', {}, { nodeVersion: '24.18.9' }, /Node: 24\.18\.9\n.*Use Node 24\.19/],
    [
      'a setting',
      { configure: () => ({ ok: false, problems: [{ env: 'A', value: 'b', allowed: 'c' }] }) },
      {},
      /configuration: START-001: setting `A` cannot be `b`; allowed: c\n.*allowed values/,
    ],
    [
      'a used port',
      { tryPort: () => Promise.reject(startError('START-002', { address: '127.0.0.1:8400' })) },
      {},
      /port: START-002: .*in use\n.*choose another port/,
    ],
    [
      'a store that is not writable',
      { probeStore: async () => ({ engine: 'sqlite', writable: false, clockDifference: 0 }) },
      {},
      /database: SQLite: it cannot be written\n.*free space/,
    ],
    [
      'a database that cannot be reached',
      {
        probeStore: async () => ({
          engine: 'postgres',
          writable: false,
          clockDifference: 0,
          problem: 'ECONNREFUSED',
        }),
      },
      {},
      /database: PostgreSQL: ECONNREFUSED\n.*GATEHOUSE_DATABASE_URL/,
    ],
    [
      'clocks apart',
      { probeStore: async () => ({ engine: 'postgres', writable: true, clockDifference: -2001 }) },
      {},
      /clock: the database is 2001 ms behind this machine's clock\n.*NTP/,
    ],
    [
      'a server that hangs',
      { ask: () => Promise.reject(startError('START-007', { path: '/s' })) },
      {},
      /server: START-007: no server answers/,
    ],
    [
      'files of another user',
      {},
      { userId: 4321 },
      /belongs to user \d+, and this is user 4321\n.*chown/,
    ],
  ];
  for (const [title, overrides, process, pattern] of cases) {
    it(`finds ${title}, says what to do and answers 1`, async () => {
      const { out, code } = await runWith(
        fakeServices(overrides),
        ['doctor', '--data', data],
        process,
      );
      assert.match(out, pattern);
      assert.equal(code, 1);
    });
  }

  it('finds folders and key files that others may read', async () => {
    chmodSync(join(data, 'master.key'), 0o640);
    chmodSync(data, 0o755);
    const { wrong, code } = await examine();
    chmodSync(join(data, 'master.key'), 0o600);
    chmodSync(data, 0o700);
    assert.equal(code, 1);
    assert.deepEqual(
      wrong.map(({ remedy }) => remedy),
      [`chmod 700 ${data}`, `chmod 600 ${join(data, 'master.key')}`],
    );
  });

  it('warns of a server of another version and takes 2 s between clocks as agreement', async () => {
    const { wrong, code } = await examine(running({ version: '1.0.0' }));
    assert.equal(code, 0);
    assert.deepEqual(
      wrong.map(({ outcome }) => outcome),
      ['warning'],
    );
    const probeStore = async () =>
      ({ engine: 'postgres', writable: true, clockDifference: 2000 }) as const;
    assert.deepEqual((await examine({ probeStore })).wrong, []);
  });
});
