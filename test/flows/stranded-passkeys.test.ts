import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startServer } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { StartError } from '../../src/failures/start-error.ts';
import { createLogger } from '../../src/http/log.ts';

const folder = await mkdtemp(join(tmpdir(), 'gatehouse-passkeys-'));
after(() => rm(folder, { recursive: true }));

/** Starts a server with this public URL over the one folder and lets `body` use it. */
async function withServer(
  publicUrl: string,
  body: (server: Awaited<ReturnType<typeof startServer>>) => Promise<void> = async () => {},
): Promise<void> {
  const reading = readConfig({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: '0',
    GATEHOUSE_PUBLIC_URL: publicUrl,
  });
  assert.ok(reading.ok);
  const server = await startServer(reading.config, createLogger('silent'));
  try {
    await body(server);
  } finally {
    await server.stop();
  }
}

test('START-011: a public URL that would strand passkeys stops the start', async () => {
  await withServer('https://gate.example.com', async ({ parts, installation }) => {
    const passkey = (name: string, rpId: string) =>
      parts.store.read.insertInto('mfa_devices').values({
        account_id: installation.managementAccount,
        device_id: name,
        serial: name,
        serial_key: name,
        kind: 'passkey',
        owner_id: installation.managementAccount,
        label: name,
        created_at: 0,
        enabled_at: 0,
        credential_id: name,
        rp_id: rpId,
      });
    const statements = ['a', 'b'].map((name) => passkey(name, 'gate.example.com').compile());
    await parts.store.commit({
      statements: statements.map(({ sql, parameters }) => ({
        sql,
        parameters: parameters as (string | number)[],
      })),
      changes: [],
    });
  });
  for (const url of ['https://other.example.com', 'https://192.0.2.1', 'https://example.com', '']) {
    await assert.rejects(withServer(url), (error) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'START-011');
      assert.equal(
        error.message,
        `public URL \`${url || 'https://localhost'}\` would strand 2 passkeys, which were made for gate.example.com`,
      );
      return true;
    });
  }
  await withServer('https://gate.example.com:8443');
  await withServer('https://signin.gate.example.com');
});
