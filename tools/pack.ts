/**
 * Builds dist/ for the package: src/ compiled to JavaScript, since Node strips no types below
 * node_modules, the data files that the server reads beside its code, and the browser apps. npm runs
 * it before `npm pack` and `npm publish` (script `prepack`); a checkout needs no build.
 *
 *   node tools/pack.ts
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './tree.ts';
import { buildWeb } from './web.ts';

/** Files of src/ that are read at run time; test vectors are not among them. */
const ASSETS = ['src/policy/managed/*.json', 'src/**/*.{css,html,svg}'];

/**
 * Empties dist/ and builds it anew; the apps are built only where they have changed, since a server
 * may be serving them. Throws when the source does not compile.
 */
export async function buildPackage(): Promise<void> {
  const dist = path.join(ROOT, 'dist');
  const stale = existsSync(dist) ? readdirSync(dist).filter((name) => name !== 'web') : [];
  for (const name of stale) rmSync(path.join(dist, name), { recursive: true });
  const tsc = path.join(ROOT, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  for (const asset of ASSETS.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))) {
    cpSync(path.join(ROOT, asset), path.join(dist, path.relative('src', asset)));
  }
  await buildWeb();
}

if (import.meta.main) await buildPackage();
