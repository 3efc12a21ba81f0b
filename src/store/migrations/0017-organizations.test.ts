import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '../../base/clock.ts';
import { openEngine } from '../index.ts';
import type { Tables } from '../tables.ts';
import { migrations } from './index.ts';

test('members of an organization that was there before stand under its root', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-migration-'));
  const options = {
    clock: systemClock,
    cacheLimit: 100,
    report: (error: unknown) => {
      throw error;
    },
  };
  const open = (known: typeof migrations) =>
    openEngine<Tables>({ kind: 'sqlite', folder }, { ...options, migrations: known });
  try {
    const earlier = Object.fromEntries(
      Object.entries(migrations).filter(([name]) => name < '0017'),
    );
    const before = await open(earlier);
    const account = before.prepareStatement(
      `insert into accounts (account_id, name, email, email_key, state, created_at, organization_id)
       values (?, 'a', ?, ?, 'ACTIVE', 1, ?)`,
    );
    const organization = before.prepareStatement(
      "insert into organizations values ('o-aaaaaaaaaa', '111111111111', 'ALL', 'r-aaaa', 1)",
    );
    await before.commit({
      statements: [
        organization(),
        account('111111111111', 'a', 'a', 'o-aaaaaaaaaa'),
        account('222222222222', 'b', 'b', 'o-aaaaaaaaaa'),
        account('333333333333', 'c', 'c', null),
      ],
      changes: [],
    });
    await before.close();
    const after = await open(migrations);
    const rows = await after.read
      .selectFrom('accounts')
      .select(['account_id', 'parent_id', 'closed_at'])
      .orderBy('account_id')
      .execute();
    await after.close();
    assert.deepEqual(
      rows.map((row) => [row.account_id, row.parent_id, row.closed_at]),
      [
        ['111111111111', 'r-aaaa', null],
        ['222222222222', 'r-aaaa', null],
        ['333333333333', null, null],
      ],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
