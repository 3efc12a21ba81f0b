import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPostgres } from '../../tools/postgres.ts';
import { needs, storesUnderTest } from '../../tools/programs.ts';
import { credentialsOf } from '../support/clients.ts';
import { startCluster } from './cluster.ts';

const NODES = 3;
const INSTALLATIONS = 3;

const needed = storesUnderTest().includes('postgres') ? needs('postgres') : { skip: 'SQLite only' };

test(
  'nodes that start at once on an empty database agree on account and key ring',
  needed,
  async () => {
    const postgres = await testPostgres();
    assert.ok(postgres);
    try {
      for (let round = 0; round < INSTALLATIONS; round += 1) {
        const cluster = await startCluster(await postgres.createDatabase(), NODES);
        try {
          const accounts = new Set<string | undefined>();
          for (let issuer = 0; issuer < NODES; issuer += 1) {
            const answer = await cluster.clients(issuer).sts.getSessionToken({});
            for (let verifier = 0; verifier < NODES; verifier += 1) {
              const { sts } = cluster.clients(verifier, credentialsOf(answer));
              const { Account, Arn } = await sts.getCallerIdentity({});
              assert.equal(Arn, `arn:aws:iam::${Account}:user/bootstrap-admin`);
              accounts.add(Account);
            }
          }
          assert.equal(accounts.size, 1);
          const { Events = [] } = await cluster.clients(0).cloudtrail.lookupEvents({
            LookupAttributes: [
              { AttributeKey: 'EventName', AttributeValue: 'CreateManagementAccount' },
            ],
          });
          assert.equal(Events.length, 1, 'one node made the installation');
        } finally {
          await cluster.stop();
        }
      }
    } finally {
      await postgres.stop();
    }
  },
);
