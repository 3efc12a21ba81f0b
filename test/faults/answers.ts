/** What a killed server had answered, kept outside its process. */
import { open, readFile } from 'node:fs/promises';
import type { Credentials } from '../support/server.ts';

/** One answered write or one answered issue of credentials. */
export interface Answered {
  /** What the answer called itself in `x-amzn-requestid`; its event carries it as `requestID`. */
  readonly requestId: string;
  readonly action: string;
  readonly user?: string;
  /** Credentials that the answer carried. */
  readonly credentials?: Credentials;
}

/** A file of answers, flushed to the disk before an answer counts as one. */
export interface AnswerLog {
  /** Resolves when the answer is on the disk. */
  readonly append: (answer: Answered) => Promise<void>;
  /** How many answers are on the disk. */
  readonly count: () => number;
  /** Reads the answers from the file, leaving out the first `skip`. */
  readonly read: (skip: number) => Promise<Answered[]>;
  readonly close: () => Promise<void>;
}

/** Opens a log; answers that arrive while one flush is under way share the next. */
export async function openAnswerLog(path: string): Promise<AnswerLog> {
  const file = await open(path, 'a');
  let waiting: string[] = [];
  let flushed = 0;
  let next: Promise<void> | undefined;
  let last: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await last.catch(() => {});
    next = undefined;
    const lines = waiting;
    waiting = [];
    await file.appendFile(lines.join(''));
    await file.datasync();
    flushed += lines.length;
  }

  return {
    append: (answer) => {
      waiting.push(`${JSON.stringify(answer)}\n`);
      if (!next) {
        next = flush();
        last = next;
      }
      return next;
    },
    count: () => flushed,
    read: async (skip) => {
      const lines = (await readFile(path, 'utf8')).split('\n').slice(skip, -1);
      return lines.map((line) => JSON.parse(line) as Answered);
    },
    close: async () => {
      await last;
      await file.close();
    },
  };
}
