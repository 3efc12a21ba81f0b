import { openTestStore } from '../iam/test-support.ts';
import { directoryTests } from './store.test-support.ts';

directoryTests('SQLite', openTestStore);
