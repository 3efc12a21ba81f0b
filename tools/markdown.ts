/** Small pieces of Markdown for the generated documents. */

/** What every generated document begins with. */
export function generatedHeader(title: string, source: string, command: string): string {
  return `# ${title}\n\n<!-- Generated from ${source} by \`${command}\`. Do not edit. -->\n`;
}

/** A table; cells may hold any text, line breaks become spaces. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** A text that a table cell can hold. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');
}

/** The text as code, also when it holds backticks; empty stays empty. */
export function code(text: string): string {
  if (text === '') return '';
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
