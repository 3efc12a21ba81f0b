/**
 * The house as data: which room may import which, and which room may use which package. The
 * checks of layers.ts and the Biome overrides of biome-layers.ts are made from these tables; a
 * wall that stands in the way is moved here, with its reason in docs/decisions.md.
 */

/**
 * Each folder of src/ with the folders that its files may import directly. Arrows are not
 * transitive. `api`, `signin`, `console`, `portal` and `profile` never import each other.
 */
export const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  failures: ['base'],
  crypto: ['base', 'failures'],
  policy: ['base', 'failures'],
  wire: ['base', 'failures'],
  saml: ['base', 'failures', 'crypto'],
  oidc: ['base', 'failures', 'crypto'],
  scim: ['base', 'failures'],
  store: ['base', 'failures'],
  outbound: ['base', 'failures'],
  // Of http only the escaping HTML template, which pages and mails share.
  mail: ['base', 'failures', 'http'],
  domain: ['base', 'failures', 'crypto', 'policy', 'saml', 'oidc', 'scim', 'store'],
  calls: ['base', 'failures', 'wire', 'policy', 'crypto', 'domain', 'store'],
  http: ['base', 'failures'],
  api: ['base', 'failures', 'wire', 'calls', 'domain', 'http', 'scim', 'policy'],
  signin: ['base', 'failures', 'calls', 'domain', 'http'],
  console: ['base', 'failures', 'calls', 'domain', 'http'],
  portal: ['base', 'failures', 'calls', 'domain', 'http'],
  profile: ['base', 'failures', 'calls', 'domain', 'http'],
  control: ['base', 'failures'],
  cli: ['base', 'failures', 'control', 'domain', 'saml', 'oidc', 'scim', 'policy'],
};

/** The files beside the rooms. `*` stands for every room; other names may be files of src/. */
export const halls: Readonly<Record<string, readonly string[]>> = {
  settings: ['base'],
  'settings.ts': ['base', 'settings'],
  'config.ts': ['base', 'settings.ts'],
  compose: ['*', 'config.ts', 'settings.ts'],
  'compose.ts': ['*', 'compose', 'config.ts'],
  'main.ts': ['compose.ts', 'config.ts', 'base', 'cli'],
};

/** Everything that a hall or a room may be named in the package table. */
type Place = string;

/**
 * Packages and Node modules with the places that may import them; a package that is not listed
 * may be imported nowhere in src/. `types` lists places that may only `import type`. A name that
 * ends in `*` covers everything that begins with it.
 */
export const packages: readonly {
  readonly name: string;
  readonly places: readonly Place[];
  readonly types?: readonly Place[];
}[] = [
  { name: '@aws-sdk/*', places: ['wire'], types: ['api', 'calls'] },
  { name: '@fastify/*', places: ['http'] },
  { name: 'fastify', places: ['http'], types: ['signin', 'console', 'portal'] },
  { name: 'kysely', places: ['store', 'domain'] },
  { name: 'pg', places: ['store'] },
  { name: 'pino', places: ['http'] },
  { name: 'prom-client', places: ['http'] },
  { name: 'commander', places: ['cli'] },
  { name: 'otpauth', places: ['crypto'] },
  { name: '@simplewebauthn/server', places: ['crypto'] },
  { name: 'qrcode', places: ['domain'] },
  { name: 'nodemailer', places: ['mail'] },
  {
    name: 'zod',
    places: [
      'settings',
      'config.ts',
      'compose',
      'http',
      'cli',
      'signin',
      'console',
      'portal',
      'profile',
    ],
  },
  { name: 'node:sqlite', places: ['store'] },
  { name: 'node:crypto', places: ['base', 'crypto', 'http', 'store', 'saml', 'oidc', 'outbound'] },
  { name: 'node:worker_threads', places: ['store', 'crypto', 'compose.ts'] },
  { name: 'node:child_process', places: ['cli', 'main.ts'] },
  { name: 'node:module', places: ['main.ts'] },
  { name: 'node:process', places: ['main.ts', 'store', 'compose'] },
  { name: 'node:http', places: ['http', 'outbound', 'cli'] },
  { name: 'node:https', places: ['http', 'outbound', 'cli'] },
  { name: 'node:tls', places: ['http', 'outbound', 'mail'] },
  { name: 'node:net', places: ['http', 'control', 'outbound', 'cli', 'policy'] },
  { name: 'node:dns*', places: ['outbound'] },
  {
    name: 'node:fs*',
    places: [
      'store',
      'http',
      'control',
      'compose',
      'cli',
      'domain',
      'mail',
      'compose.ts',
      'main.ts',
    ],
  },
  { name: 'node:os', places: ['store', 'control', 'compose', 'cli', 'compose.ts', 'main.ts'] },
  { name: 'node:path*', places: ['*'] },
  { name: 'node:url', places: ['*'] },
  { name: 'node:util*', places: ['*'] },
  { name: 'node:buffer', places: ['*'] },
  { name: 'node:stream*', places: ['http', 'outbound', 'cli', 'store', 'compose.ts'] },
  { name: 'node:events', places: ['http', 'outbound', 'store', 'compose.ts'] },
  {
    name: 'node:timers*',
    places: ['http', 'store', 'domain', 'compose', 'outbound', 'cli', 'compose.ts'],
  },
  { name: 'node:readline*', places: ['cli'] },
  { name: 'node:zlib', places: ['http', 'saml', 'crypto', 'signin'] },
  { name: 'node:perf_hooks', places: ['http', 'calls', 'compose.ts'] },
  { name: 'node:async_hooks', places: ['http', 'calls', 'store'] },
];

/** Files that make or carry time, randomness and the environment themselves. */
export const edges: readonly string[] = ['src/main.ts', 'src/base/**'];

/** The room of a file (`src/api/iam/users.ts` → `api`), the hall (`main.ts`), or undefined. */
export function placeOf(path: string): Place | undefined {
  if (!path.startsWith('src/')) return undefined;
  const rest = path.slice('src/'.length);
  const slash = rest.indexOf('/');
  return slash < 0 ? rest.replace('.test.ts', '.ts') : rest.slice(0, slash);
}

/** The places that files of `place` may import, itself included. */
export function mayImport(place: Place): ReadonlySet<string> {
  const listed = rooms[place] ?? halls[place] ?? [];
  return new Set([place, ...(listed.includes('*') ? [...Object.keys(rooms), ...listed] : listed)]);
}

/** What tests of a place may import: all that its files reach, near or far. */
export function testsMayImport(place: Place): ReadonlySet<string> {
  const reached = new Set([place]);
  for (const known of reached) for (const next of mayImport(known)) reached.add(next);
  return reached;
}

/** The row of the package table for an import specifier such as `node:fs/promises` or `pg`. */
export function packageRow(specifier: string): (typeof packages)[number] | undefined {
  return packages.find(({ name }) =>
    name.endsWith('*')
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  );
}
