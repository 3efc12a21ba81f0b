/**
 * The house, told to Biome: one override for each room and depth of folders, so that an import
 * through a wall is underlined in the editor. `biome.json` extends the file that this makes.
 */
import { edges, halls, mayImport, rooms } from './house.ts';

/** The generated configuration. */
export const LAYERS_FILE = 'tools/layers.biome.json';

const DEPTHS = [1, 2, 3];
const NO_TESTS = ['!**/*.test.ts', '!**/testing.ts', '!**/testing/**'];

interface Override {
  readonly includes: readonly string[];
  readonly plugins?: readonly string[];
  readonly linter?: unknown;
}

/** The text of the generated configuration, one override a line. */
export function biomeLayers(): string {
  const overrides: Override[] = [
    ...Object.keys(rooms).flatMap((room) => DEPTHS.map((depth) => roomOverride(room, depth))),
    ...Object.keys(halls).map(hallOverride),
    {
      includes: ['**/src/**/*.ts', ...edges.map((edge) => `!**/${edge}`), ...NO_TESTS],
      plugins: ['./tools/clock.grit', './tools/process.grit'],
    },
  ];
  const lines = overrides.map((override) => `    ${JSON.stringify(override)}`);
  return `{\n  "overrides": [\n${lines.join(',\n')}\n  ]\n}\n`;
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
      ['./**', ...(doors.includes('*') ? ['!./**'] : open)],
      `${hall} imports only ${doors.join(', ') || 'packages'} (tools/house.ts)`,
    ),
  };
}

function restricted(group: readonly string[], message: string): unknown {
  const noRestrictedImports = { level: 'error', options: { patterns: [{ group, message }] } };
  return { rules: { style: { noRestrictedImports } } };
}
