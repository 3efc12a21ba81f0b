/**
 * Programs that some tests need and that npm does not bring: where they are, and how Debian
 * installs them. A test says `test('…', needs('aws'), …)`; it is skipped with a reason where the
 * program is missing, and fails instead of being skipped where `CI` is set.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

interface Program {
  /** The Debian packages that bring it. */
  readonly packages: readonly string[];
  /** The path of the program, when it is there and works. */
  readonly find: () => string | undefined;
}

const programs = {
  aws: { packages: ['awscli'], find: () => firstExisting('/usr/bin/aws', '/usr/local/bin/aws') },
  boto3: {
    packages: ['python3-boto3'],
    find: () => {
      const python = firstExisting('/usr/bin/python3');
      const works = python && spawnSync(python, ['-c', 'import boto3']).status === 0;
      return works ? python : undefined;
    },
  },
  postgres: {
    packages: ['postgresql'],
    find: () => globSync('/usr/lib/postgresql/*/bin/postgres').sort().at(-1),
  },
  chromium: {
    packages: ['chromium'],
    find: () => firstExisting('/usr/bin/chromium', '/usr/bin/chromium-browser'),
  },
  oathtool: { packages: ['oathtool'], find: () => firstExisting('/usr/bin/oathtool') },
  // A terminal, for programs that ask questions.
  script: { packages: ['bsdutils'], find: () => firstExisting('/usr/bin/script') },
  xmlsec1: { packages: ['xmlsec1'], find: () => firstExisting('/usr/bin/xmlsec1') },
  simplesamlphp: {
    packages: ['simplesamlphp', 'php-cli', 'php-xml'],
    find: () => {
      const php = firstExisting('/usr/bin/php');
      const reads = globSync('/usr/lib/php/*/dom.so').length > 0;
      return php && reads && existsSync('/usr/share/simplesamlphp/www') ? php : undefined;
    },
  },
} as const satisfies Readonly<Record<string, Program>>;

/** The programs that tests may name; `boto3` is a Python that can import it. */
export type ProgramName = keyof typeof programs;

/** Every program that some test needs. */
export const programNames = Object.keys(programs) as ProgramName[];

/** The stores that a test may run on. */
export type StoreName = 'sqlite' | 'postgres';

function firstExisting(...paths: readonly string[]): string | undefined {
  return paths.find((path) => existsSync(path));
}

/** True where nothing may be skipped. */
export function inCi(): boolean {
  return Boolean(process.env.CI);
}

/** The path of a program; undefined when it is not installed. */
export function findProgram(name: ProgramName): string | undefined {
  return programs[name].find();
}

/** The Debian packages that bring a program. */
export function packagesOf(name: ProgramName): readonly string[] {
  return programs[name].packages;
}

/** The options of a test that needs these programs: skipped with a reason where one is missing. */
export function needs(...names: readonly ProgramName[]): { readonly skip: string | false } {
  const missing = inCi() ? [] : names.filter((name) => findProgram(name) === undefined);
  if (missing.length === 0) return { skip: false };
  return { skip: `not installed: ${missing.flatMap(packagesOf).join(', ')} (Debian packages)` };
}

/** The stores that `npm test -- --store …` asks for; both unless it says otherwise. */
export function storesUnderTest(): readonly StoreName[] {
  const asked = process.env.TEST_STORES;
  if (asked === 'sqlite' || asked === 'postgres') return [asked];
  return ['sqlite', 'postgres'];
}

/**
 * Installs what is missing with apt-get where this process may (root, on Debian), and says what it
 * does. Answers the programs that are missing afterwards.
 */
export function installMissing(names: readonly ProgramName[]): ProgramName[] {
  const missing = names.filter((name) => findProgram(name) === undefined);
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (missing.length === 0 || !mayInstall) return missing;
  const packages = missing.flatMap(packagesOf);
  console.log(`installing ${packages.join(', ')}`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 900_000 };
  try {
    execFileSync('apt-get', ['update', '-q'], options);
    execFileSync(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', ...packages],
      options,
    );
  } catch (error) {
    console.log(`apt-get failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  return missing.filter((name) => findProgram(name) === undefined);
}
