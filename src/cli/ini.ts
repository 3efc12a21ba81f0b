/** The small part of the AWS CLI's configuration files that is written: one section's values. */

const SECTION = /^\s*\[(.+?)\]\s*(?:[#;].*)?$/;

/**
 * `text` with `values` set in `[section]`: existing lines of those keys are replaced where they stand,
 * others are added at the section's end, and a missing section at the end of the file. Everything else
 * stays as it was, comments and nested values included.
 */
export function setIniValues(
  text: string,
  section: string,
  values: Readonly<Record<string, string>>,
): string {
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  const start = lines.findIndex((line) => SECTION.exec(line)?.[1]?.trim() === section);
  const given = Object.entries(values).map(([key, value]) => `${key} = ${value}`);
  if (start < 0) {
    const gap = lines.length > 0 && lines.at(-1)?.trim() !== '' ? [''] : [];
    return `${[...lines, ...gap, `[${section}]`, ...given].join('\n')}\n`;
  }
  const next = lines.findIndex((line, index) => index > start && SECTION.test(line));
  const end = next < 0 ? lines.length : next;
  const kept = withoutKeys(lines.slice(start + 1, end), new Set(Object.keys(values)));
  let last = kept.length;
  while (last > 0 && kept[last - 1]?.trim() === '') last -= 1;
  const body = [...kept.slice(0, last), ...given, ...kept.slice(last)];
  return `${[...lines.slice(0, start + 1), ...body, ...lines.slice(end)].join('\n')}\n`;
}

/** Drops the lines of `keys` with the indented lines that belong to them. */
function withoutKeys(lines: readonly string[], keys: ReadonlySet<string>): string[] {
  let isDropping = false;
  return lines.filter((line) => {
    const isNested = /^\s+\S/.test(line);
    if (!isNested) {
      const key = /^([^=:#;]+?)\s*[=:]/.exec(line)?.[1];
      isDropping = key !== undefined && keys.has(key);
    }
    return !isDropping;
  });
}
