/**
 * Facts about the package that must stay true: exact versions, no install script, a lock file
 * without addresses, every imported package declared, and no private path in any file.
 *
 *   node tools/package-facts.ts
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Finding, report } from './finding.ts';
import { importsOf } from './imports.ts';
import { isTest, type ParsedFile, parse, ROOT, readSources } from './tree.ts';

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly scripts?: Versions;
}

const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Versions that are not exact, and scripts that would run at installation. */
export function manifestFindings(text: string): Finding[] {
  const manifest: Manifest = JSON.parse(text);
  const versions = [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
  ].flatMap((group) => Object.entries(group ?? {}));
  const loose = versions.filter(([, version]) => !EXACT.test(version));
  const scripts = INSTALL_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined);
  return [
    ...loose.map(([name, version]) => ({
      file: 'package.json',
      line: lineWith(text, `"${name}"`),
      message: `\`${name}\` has the version \`${version}\``,
      mend: 'write one exact version',
    })),
    ...scripts.map((name) => ({
      file: 'package.json',
      line: lineWith(text, `"${name}"`),
      message: `the script \`${name}\` runs at installation`,
      mend: 'remove it: npm ci --ignore-scripts must give a working package',
    })),
  ];
}

/** Addresses and install scripts in the lock file. */
export function lockFindings(text: string): Finding[] {
  return text.split('\n').flatMap((content, index) => {
    const found = /^\s*"(resolved|hasInstallScript)":/.exec(content)?.[1];
    if (!found) return [];
    const [message, mend] =
      found === 'resolved'
        ? ['the lock file carries an address', 'remove the `resolved` lines; `integrity` remains']
        : ['a package runs a script at installation', 'choose a package that does not'];
    return [{ file: 'package-lock.json', line: index + 1, message, mend }];
  });
}

/** Imports of packages that package.json does not name where they are needed. */
export function undeclaredFindings(files: readonly ParsedFile[], manifestText: string): Finding[] {
  const manifest: Manifest = JSON.parse(manifestText);
  const shipped = new Set(Object.keys(manifest.dependencies ?? {}));
  const all = new Set([...shipped, ...Object.keys(manifest.devDependencies ?? {})]);
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ target, specifier, line, typeOnly }) => {
      if (target !== undefined || specifier.startsWith('node:')) return [];
      const name = /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
      const needed = file.path.startsWith('src/') && !isTest(file.path) && !typeOnly;
      if ((needed ? shipped : all).has(name)) return [];
      const where = needed ? 'dependencies' : 'dependencies or devDependencies';
      return [
        {
          file: file.path,
          line,
          message: `\`${name}\` is not in the ${where} of package.json`,
          mend: 'add it with its exact version and a line in docs/decisions.md, or do without',
        },
      ];
    }),
  );
}

const HOME_FOLDERS = /(?<![\w.@/-])(\/home\/[a-z][\w-]*\/|\/root\/|\/Users\/\w+\/|[A-Z]:\\Users\\)/;
const PUBLIC_FOLDERS = new Set(['/', '/home', '/opt', '/srv', '/tmp', '/usr', '/usr/src', '/var']);

/** The folders of this machine that no file should name; none in CI, whose paths may be words. */
function localFolders(): string[] {
  if (process.env.CI) return [];
  return [ROOT, path.dirname(ROOT)].filter((folder) => !PUBLIC_FOLDERS.has(folder));
}

/** Lines that name a home folder, or the folder that this checkout lies in. */
export function privatePathFindings(
  texts: ReadonlyMap<string, string>,
  local: readonly string[] = localFolders(),
): Finding[] {
  const here = local.map(
    (folder) => new RegExp(`(?<![\\w./:-])${RegExp.escape(folder)}(?![\\w-])`),
  );
  return [...texts].flatMap(([file, text]) =>
    text.split('\n').flatMap((content, index) => {
      const found = [HOME_FOLDERS, ...here].find((pattern) => pattern.test(content));
      if (!found) return [];
      return [
        {
          file,
          line: index + 1,
          message: 'a private path is named',
          mend: 'write a path relative to the checkout, or a neutral example',
        },
      ];
    }),
  );
}

/** Every text file that git knows or would add. */
export function trackedTexts(): Map<string, string> {
  // The checkout may belong to another user than the one who runs the check.
  const command = ['-c', 'safe.directory=*', 'ls-files', '-co', '--exclude-standard', '-z'];
  const listed = execFileSync('git', command, { cwd: ROOT, encoding: 'utf8' });
  const texts = new Map<string, string>();
  for (const name of listed.split('\0').filter((each) => each !== '')) {
    const file = path.join(ROOT, name);
    // Git also lists what was deleted and not yet committed.
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '\0';
    if (!text.includes('\0')) texts.set(name, text);
  }
  return texts;
}

interface Locked {
  readonly dependencies?: Versions;
  readonly optionalDependencies?: Versions;
}

/**
 * Dependencies that the lock file names and does not hold, such as the builds for other platforms:
 * with one of them missing, `npm ci` refuses the whole file.
 */
export function lockGapFindings(text: string): Finding[] {
  const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(text);
  const holds = (from: string, name: string): boolean => {
    const folders = from.split('/node_modules/').map((_, depth, parts) => {
      const above = parts.slice(0, parts.length - depth).join('/node_modules/');
      return above === '' ? '' : `${above}/`;
    });
    return [...folders, ''].some((folder) =>
      Object.hasOwn(packages, `${folder}node_modules/${name}`),
    );
  };
  return Object.entries(packages).flatMap(([from, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !holds(from, name))
      .map((name) => ({
        file: 'package-lock.json',
        line: lineWith(text, `"${name}"`),
        message: `\`${name}\`, which \`${from || 'the package'}\` needs, is not in the lock file`,
        mend: 'add its entry: version, os, cpu and optional, with its integrity where it can be had',
      })),
  );
}

function lineWith(text: string, part: string): number {
  return text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length;
}

const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8');

/** The sentences about the package, each with its check. */
export const packageSentences = {
  'versions are exact and nothing runs at installation': () =>
    manifestFindings(read('package.json')),
  'the lock file carries no addresses': () => lockFindings(read('package-lock.json')),
  'the lock file holds every package': () => lockGapFindings(read('package-lock.json')),
  'every imported package is declared': (files: readonly ParsedFile[]) =>
    undeclaredFindings(files, read('package.json')),
  'no private path is named': () => privatePathFindings(trackedTexts()),
} as const satisfies Readonly<Record<string, (files: readonly ParsedFile[]) => Finding[]>>;

if (import.meta.main) {
  const files = parse(readSources());
  for (const [sentence, check] of Object.entries(packageSentences)) report(sentence, check(files));
}
