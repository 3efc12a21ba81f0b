/** What work a request makes a server do, and what of its page is not random: for what must not be told apart. */
import type { Page } from './page-visitor.ts';
import type { TestServer } from './server.ts';

/** What a try costs, as it can be counted. */
export interface CountedWork {
  readonly hashes: number;
  readonly reads: number;
  readonly plans: number;
  readonly mails: number;
}

/** Workers look for mails and for jobs all the time. */
const OF_WORKERS = /^select \* from "outbox" where "state"|from "provisioning_jobs"/;

/** Counts the work of the server while `body` runs. */
export async function counted(
  { server }: { readonly server: Pick<TestServer, 'parts'> },
  body: () => Promise<Page>,
): Promise<{ readonly work: CountedWork; readonly page: Page }> {
  const { passwords, store } = server.parts;
  const executor = store.read.getExecutor();
  const original = {
    verify: passwords.verify,
    hash: passwords.hash,
    query: executor.executeQuery,
    commit: store.commit,
  };
  const work = { hashes: 0, reads: 0, plans: 0, mails: 0 };
  const mails = async () => {
    const rows = await store.read.selectFrom('outbox').select('message_id').execute();
    return rows.length;
  };
  const before = await mails();
  passwords.verify = async (password, phc) => {
    work.hashes += 1;
    return await original.verify.call(passwords, password, phc);
  };
  passwords.hash = async (password) => {
    work.hashes += 1;
    return await original.hash.call(passwords, password);
  };
  const { query } = original;
  executor.executeQuery = (compiled, options) => {
    if (!OF_WORKERS.test(compiled.sql)) work.reads += 1;
    return query.bind(executor)(compiled, options);
  };
  store.commit = async (plan) => {
    work.plans += 1;
    await original.commit.call(store, plan);
  };
  try {
    const page = await body();
    Object.assign(passwords, { verify: original.verify, hash: original.hash });
    executor.executeQuery = original.query;
    store.commit = original.commit;
    work.mails = (await mails()) - before;
    return { work, page };
  } finally {
    Object.assign(passwords, { verify: original.verify, hash: original.hash });
    executor.executeQuery = original.query;
    store.commit = original.commit;
  }
}

/** How many reads `body` makes of the server's store, and how many rows are answered to them. */
export async function countedReads(
  { parts: { store } }: Pick<TestServer, 'parts'>,
  body: () => Promise<unknown>,
  /** Reads that count, by their statements; those of workers do not unless told. */
  counts: (sql: string) => boolean = (sql) => !OF_WORKERS.test(sql),
): Promise<{ readonly reads: number; readonly rows: number }> {
  const executor = store.read.getExecutor();
  const query = executor.executeQuery;
  let reads = 0;
  let rows = 0;
  executor.executeQuery = async (compiled, options) => {
    const answer = await query.bind(executor)<never>(compiled, options);
    if (counts(compiled.sql)) {
      reads += 1;
      rows += answer.rows.length;
    }
    return answer;
  };
  try {
    await body();
    return { reads, rows };
  } finally {
    executor.executeQuery = query;
  }
}

/** The page without what is random in it, or what the visitor typed. */
export function plain({ html, status }: Page, typed: readonly string[]): string {
  const text = typed.reduce((rest, word) => rest.replaceAll(word, 'TYPED'), html);
  return `${status} ${text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'REQUEST')
    .replace(/(name="(?:csrf|flow|puzzle)" value=")[^"]*/g, '$1')
    .replace(/flow=[\w-]{22}/g, 'flow=')
    .replace(/data-id="[^"]*"/g, 'data-id=""')}`;
}
