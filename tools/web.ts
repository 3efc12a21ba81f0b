/**
 * Builds the browser apps of web/ with Vite into dist/web, and each of their files once more as a
 * browser would have it compressed. A build whose inputs have not changed is not made again: their
 * hash is kept in .cache.
 *
 *   node tools/web.ts           builds when something has changed (npm start, npm run build:web)
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { ROOT, readTexts } from './tree.ts';

const BUILT = path.join(ROOT, 'dist', 'web');
const HASH = path.join(ROOT, '.cache', 'web.sha256');
/** Each folder of web/ that is an app of its own. */
const APPS = ['console', 'portal'] as const;
/** What a build depends on. Packages are those of the lockfile; apps read page texts and names of src/. */
const INPUTS = [
  'web/**/*.{ts,tsx,css,html,svg,json}',
  'locales/*.json',
  'package-lock.json',
  'tools/web.ts',
];

/** Builds the apps unless they are built already. Answers whether it built. */
export async function buildWeb(): Promise<boolean> {
  const hash = inputsHash();
  const last = existsSync(HASH) ? await readFile(HASH, 'utf8') : '';
  const complete = APPS.every((app) => existsSync(path.join(BUILT, app, 'index.html')));
  if (complete && last === hash) return false;
  // Built aside and moved into place: a server may be serving what is there, another test of the same
  // tree may be building as well, and all of dist belongs to the package.
  const aside = path.join(ROOT, '.cache', `web-${process.pid}`);
  try {
    for (const app of APPS) await buildApp(app, path.join(aside, app));
    await compressAll(aside);
    await moveIntoPlace(aside);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await mkdir(path.dirname(HASH), { recursive: true });
  await writeFile(HASH, hash);
  return true;
}

function inputsHash(): string {
  const hash = createHash('sha256').update(process.version);
  for (const [file, text] of readTexts(INPUTS)) hash.update(`${file}\0${text}\0`);
  return hash.digest('hex');
}

async function buildApp(app: (typeof APPS)[number], outDir: string): Promise<void> {
  const { build } = await import('vite');
  await build({
    configFile: path.join(ROOT, 'web', 'vite.config.ts'),
    root: path.join(ROOT, 'web', app),
    base: `/assets/${app}/`,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true },
  });
}

const COMPRESSED = /\.(?:js|css|svg|json)$/;
/** Smaller files gain nothing: they fit into one packet as they are. */
const LEAST_BYTES = 1024;

async function compressAll(folder: string): Promise<void> {
  const files = globSync('**/*', { cwd: folder }).filter((file) => COMPRESSED.test(file));
  for (const file of files) await compress(path.join(folder, file));
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < LEAST_BYTES) return;
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(`${file}.br`, await promisify(brotliCompress)(content, best));
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}

async function moveIntoPlace(aside: string): Promise<void> {
  const old = `${aside}-old`;
  await mkdir(path.dirname(BUILT), { recursive: true });
  if (existsSync(BUILT)) await rename(BUILT, old);
  await rename(aside, BUILT);
  await rm(old, { recursive: true, force: true });
}

async function main(): Promise<void> {
  if (!existsSync(path.join(ROOT, 'node_modules', 'vite'))) {
    console.error(
      'The console and the portal are not built: `npm ci` without --omit=dev installs what builds it.',
    );
    return;
  }
  const began = performance.now();
  if (await buildWeb()) {
    console.error(
      `The console and the portal are built (${((performance.now() - began) / 1000).toFixed(1)} s).`,
    );
  }
}

if (import.meta.main) await main();
