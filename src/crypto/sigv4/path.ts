import { encodePath } from './percent.ts';

/** Paths that every signer writes alike: unreserved characters, no empty and no dot segment. */
const PLAIN = /^(?:\/[A-Za-z0-9\-_~][A-Za-z0-9\-._~]*)*\/?$/;
const PRINTABLE = /^[\x21-\x7e]*$/;

/** RFC 3986 section 5.2.4, and empty segments dropped, as AWS asks of every service but S3. */
function normalize(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  const joined = `/${kept.join('/')}`;
  return kept.length > 0 && path.endsWith('/') ? `${joined}/` : joined;
}

/**
 * The canonical forms of a path as sent that a signer may have used, the usual one first: encoded a
 * second time (AWS's rule) or left as sent, each with and without normalisation, since signers
 * differ. A path with an encoded percent sign is taken in its twice-encoded form only: otherwise a
 * request signed for `/a%20b` would also be one for `/a%2520b`.
 */
export function canonicalPaths(path: string): readonly string[] {
  if (path === '') return ['/'];
  if (PLAIN.test(path)) return [path];
  const normal = normalize(path);
  const forms = new Set([encodePath(normal), encodePath(path)]);
  if (PRINTABLE.test(path) && !path.includes('%25')) forms.add(normal).add(path);
  return [...forms];
}
