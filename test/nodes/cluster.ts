/** Several server processes on one database. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clients, clientsOf } from '../support/clients.ts';
import type { Credentials } from '../support/server.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

/** Nodes of one installation. */
export interface Cluster {
  readonly nodes: readonly ServerProcess[];
  readonly administrator: Credentials;
  /** Clients of the node of that index, for the administrator or for other credentials. */
  readonly clients: (node: number, credentials?: Credentials) => Clients;
  readonly stop: () => Promise<void>;
}

/**
 * Starts `count` nodes at the same moment on the database, which is empty: they must agree on who
 * makes the installation. `further` are settings of all of them.
 */
export async function startCluster(
  databaseUrl: string,
  count = 2,
  further: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-nodes-'));
  const administrator = {
    accessKeyId: 'NODES_ADMINISTRATOR_01',
    secretAccessKey: 'administrator-secret-of-all-nodes-01',
  };
  const settings = {
    ...further,
    GATEHOUSE_DATABASE_URL: databaseUrl,
    GATEHOUSE_MASTER_KEY: randomBytes(32).toString('base64'),
    GATEHOUSE_LOG_LEVEL: 'silent',
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
  };
  const starting = Array.from({ length: count }, (_, node) =>
    startServerProcess({ ...settings, GATEHOUSE_DATA: join(folder, `node-${node}`) }),
  );
  const started = await Promise.allSettled(starting);
  const nodes = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const stop = async () => {
    for (const node of nodes) await node.stop();
    await rm(folder, { recursive: true, force: true });
  };
  const failed = started.find((each) => each.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return {
    nodes,
    administrator,
    clients: (node, credentials = administrator) => {
      const { url = '' } = nodes[node % nodes.length] ?? {};
      return clientsOf({ url, region: 'us-east-1', administrator }, credentials);
    },
    stop,
  };
}
