/**
 * The house, told to Biome: one override for each room and depth of folders, so that an import
 * through a wall is underlined in the editor. `biome.json` extends the file that this makes.
 */
import { edges, halls, mayImport, rooms } from './house.ts';

/** The generated configuration. */
export const LAYERS_FILE = 'tools/layers.biome.json';

const DEPTHS = [1, 2, 3];
const NO_TESTS = [
  ...['!**/*.test.ts', '!**/test-support.ts', '!**/*.test-support.ts'],
  ...['!**/testing.ts', '!**/testing/**', '!**/conformance/**'],
];

interface Override {
  readonly includes: readonly string[];
  readonly plugins?: readonly string[];
  readonly linter?: unknown;
}

/** The text of the generated configuration, one override a line. */
export function biomeLayers(): string {
  const overrides: Override[] = [
    ...closed(rooms).flatMap((room) => DEPTHS.map((depth) => roomOverride(room, depth))),
    ...closed(halls).map(hallOverride),
    {
      includes: ['**/src/**/*.ts', ...edges.map((edge) => `!**/${edge}`), ...NO_TESTS],
      plugins: ['./tools/clock.grit', './tools/process.grit'],
    },
  ];
  const lines = overrides.map((override) => `    ${JSON.stringify(override)}`);
  return `{\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** The places that may not import everything. */
function closed(places: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.keys(places).filter((place) => !places[place]?.includes('*'));
}

function roomOverride(room: string, depth: number): Override {
  const up = '../'.repeat(depth);
  const doors = [...mayImport(room)].filter((other) => other !== room);
  return {
    includes: [`**/src/${room}/${'*/'.repeat(depth - 1)}*.ts`, ...NO_TESTS],
    linter: restricted(
      [`${up}**`, ...doors.map((door) => `!${up}${door}/**`)],
      `${room}/ imports only ${doors.join(', ') || 'itself'} (tools/house.ts)`,
    ),
  };
}

function hallOverride(hall: string): Override {
  const doors = [...mayImport(hall)].filter((other) => other !== hall);
  const open = doors.map((door) => (door.endsWith('.ts') ? `!./${door}` : `!./${door}/**`));
  return {
    includes: [`**/src/${hall}`],
    linter: restricted(
      ['./**', ...open],
      `${hall} imports only ${doors.join(', ') || 'packages'} (tools/house.ts)`,
    ),
  };
}

function restricted(group: readonly string[], message: string): unknown {
  const noRestrictedImports = { level: 'error', options: { patterns: [{ group, message }] } };
  return { rules: { style: { noRestrictedImports } } };
}
