import { openTestStore } from '../iam/test-support.ts';
import { outboxTests } from './outbox.test-support.ts';

outboxTests('SQLite', openTestStore);
