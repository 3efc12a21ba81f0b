import { after, test } from 'node:test';
import { testPostgres } from '../../../tools/postgres.ts';
import { closeOpened } from '../conformance/harness.ts';
import { storeConformance } from '../conformance/index.ts';

const postgres = await testPostgres();
after(closeOpened);
after(() => postgres?.stop());

if (postgres) {
  storeConformance({
    name: 'PostgreSQL',
    place: async () => ({ kind: 'postgres', url: await postgres.createDatabase() }),
  });
} else {
  test('PostgreSQL', { skip: 'install postgresql or set GATEHOUSE_TEST_POSTGRES_URL' });
}
