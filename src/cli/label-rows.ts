import { columnsOf, padded, visible, wrapped } from './plain-text.ts';

/** A label and its value; rows without a value are left out. */
export type LabelRow = readonly [label: string, value: string | undefined];

/**
 * Rows of labels and values in two columns, each value in as many lines as it needs. Both may be a
 * stranger's texts: they cannot break out of their lines.
 */
export function labelRows(
  rows: readonly LabelRow[],
  { columns }: { readonly columns: number },
  indent = '',
): string[] {
  const shown = rows.flatMap(([label, value]) =>
    value === undefined ? [] : [[visible(label), visible(value)] as const],
  );
  const wide = Math.max(0, ...shown.map(([label]) => columnsOf(label))) + 2;
  const room = Math.max(20, columns - indent.length - wide);
  return shown.flatMap(([label, value]) =>
    wrapped(value, room).map(
      (line, index) => `${indent}${padded(index === 0 ? label : '', wide)}${line}`,
    ),
  );
}
