import { after, test } from 'node:test';
import { testPostgres } from '../../../tools/postgres.ts';
import { openStore } from '../../store/index.ts';
import { directoryTests } from './store.test-support.ts';

const postgres = await testPostgres();
after(() => postgres?.stop());

if (postgres) {
  directoryTests('PostgreSQL', async () => {
    const store = await openStore({
      kind: 'postgres',
      url: await postgres.createDatabase(),
      report: (error) => {
        throw error;
      },
    });
    return { store, close: () => store.close() };
  });
} else {
  test('PostgreSQL', { skip: 'install postgresql or set GATEHOUSE_TEST_POSTGRES_URL' });
}
