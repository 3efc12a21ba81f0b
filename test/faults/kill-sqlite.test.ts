import { test } from 'node:test';
import { storesUnderTest } from '../../tools/programs.ts';
import { KILLS, killAgainAndAgain } from './kill.ts';

const skip = storesUnderTest().includes('sqlite') ? false : 'PostgreSQL only';

test(`SQLite: a server killed ${KILLS} times under load loses nothing that it answered`, {
  skip,
}, async () => {
  // A dead process holds no lock of a file, so nothing of it is under way.
  await killAgainAndAgain({ settings: {}, settled: async () => {} });
});
