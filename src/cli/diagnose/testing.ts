import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CliServices } from '../services.ts';
import { fakeServices, runWith } from '../testing.ts';

/** A folder with the files of a test, and the command that is given them. */
export interface DiagnoseBench {
  /** Writes a file and answers its path. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  /** Runs `gatehouse diagnose` in this process. */
  readonly run: (
    words: readonly string[],
    process?: Parameters<typeof runWith>[2],
  ) => ReturnType<typeof runWith>;
  /** Runs it with --json; answers its exit code and what it said. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are read as scripts read them, by member names
  readonly json: (...words: readonly string[]) => Promise<{ code: number; said: any }>;
  readonly remove: () => void;
}

/** Opens one; `services` replace those of a machine without network. */
export function openDiagnoseBench(services: Partial<CliServices> = {}): DiagnoseBench {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-diagnose-'));
  const run: DiagnoseBench['run'] = (words, process) =>
    runWith(fakeServices(services), ['diagnose', ...words], process);
  return {
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    run,
    json: async (...words) => {
      const { code, out, err } = await run([...words, '--json']);
      if (out === '') throw new Error(err);
      return { code, said: JSON.parse(out) };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
