/**
 * Writes `$1`, `$2`… for each `?` outside quoted text and quoted names. The store's SQL has no
 * comments and no operator with a question mark in it.
 */
export function numberPlaceholders(sql: string): string {
  let count = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => {
    if (part !== '?') return part;
    count += 1;
    return `$${count}`;
  });
}
