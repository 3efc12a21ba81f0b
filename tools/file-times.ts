/**
 * A reporter of node's test runner: for each test file that has a process of its own one line, how
 * many milliseconds it took and its path. `npm test` ends with the longest ones, so that whoever
 * makes a test slow sees it.
 */

/** What the runner tells; the end of a file stands at no depth and has its path as name. */
interface Told {
  readonly type: string;
  readonly data: {
    readonly nesting?: number;
    readonly name?: string;
    readonly file?: string;
    readonly details?: { readonly duration_ms: number };
  };
}

// biome-ignore lint/style/noDefaultExport: the runner takes a reporter by its default export
export default async function* fileTimes(source: AsyncIterable<Told>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    const { nesting, name = '', file, details } = data;
    if (type !== 'test:complete' || nesting !== 0 || !file?.endsWith(`/${name}`)) continue;
    yield `${Math.round(details?.duration_ms ?? 0)} ${name}\n`;
  }
}

/** The longest files of such lines, as a summary prints them. */
export function slowestFiles(lines: readonly string[], most: number): string[] {
  const times = lines.flatMap((line) => {
    const [, milliseconds, file] = /^(\d+) (.+)$/.exec(line) ?? [];
    return milliseconds && file ? [{ milliseconds: Number(milliseconds), file }] : [];
  });
  times.sort((one, other) => other.milliseconds - one.milliseconds);
  return times.slice(0, most).map(({ milliseconds, file }) => {
    return `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${file}`;
  });
}
