/**
 * "layers hold": imports follow the table of house.ts, packages stay in their rooms, each room
 * introduces itself, and the Biome overrides made from the table are in sync.
 *
 *   node tools/layers.ts           check
 *   node tools/layers.ts --write   write tools/layers.biome.json from tools/house.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { biomeLayers, LAYERS_FILE } from './biome-layers.ts';
import { type Finding, outOfSync, report } from './finding.ts';
import { halls, mayImport, packageRow, packages, placeOf, rooms, testsMayImport } from './house.ts';
import { type Import, importsOf } from './imports.ts';
import { isTest, type ParsedFile, parse, ROOT, readSources } from './tree.ts';

/** Every import that goes through a wall, and every folder that the table does not know. */
export function layerFindings(files: readonly ParsedFile[]): Finding[] {
  return files
    .filter((file) => file.path.startsWith('src/'))
    .flatMap((file) => {
      const place = placeOf(file.path) ?? '';
      if (!(place in rooms) && !(place in halls)) return [unknownPlace(file, place)];
      return importsOf(file).flatMap(
        (each) => throughWall(each, place) ?? strayPackage(each, place) ?? [],
      );
    });
}

function unknownPlace(file: ParsedFile, place: string): Finding {
  return {
    file: file.path,
    line: 1,
    message: `\`src/${place}\` is not in the house`,
    mend: 'give it a row in `rooms` or `halls` of tools/house.ts, with its reason in docs/decisions.md',
  };
}

function throughWall(each: Import, place: string): Finding | undefined {
  if (!each.target) return undefined;
  const into = placeOf(each.target);
  const allowed = isTest(each.from) ? testsMayImport(place) : mayImport(place);
  if (isTest(each.target) && !isTest(each.from)) {
    return {
      file: each.from,
      line: each.line,
      message: `\`${each.target}\` is only for tests`,
      mend: 'move what is needed out of the test helper',
    };
  }
  if (into !== undefined && allowed.has(into)) return undefined;
  if (into === undefined && isTest(each.from) && /^(test|tools)\//.test(each.target))
    return undefined;
  const doors = [...allowed].filter((other) => other !== place).join(', ') || 'nothing else';
  return {
    file: each.from,
    line: each.line,
    message: `\`${place}\` imports \`${into ?? each.target}\`; it may import ${doors}`,
    mend: 'take what is needed as a parameter or a small interface of your own, or move the code',
  };
}

function strayPackage(each: Import, place: string): Finding | undefined {
  if (each.target || isTest(each.from)) return undefined;
  const row = packageRow(each.specifier);
  const places = row?.places ?? [];
  const types = row?.types ?? [];
  if (places.includes('*') || places.includes(place)) return undefined;
  if (each.typeOnly && types.includes(place)) return undefined;
  const onlyTypes = types.includes(place) ? '; here only `import type`' : '';
  return {
    file: each.from,
    line: each.line,
    message: `\`${each.specifier}\` may be imported by ${places.join(', ') || 'no room'}${onlyTypes}`,
    mend: `use it there and take the result as a parameter, or change \`packages\` of tools/house.ts`,
  };
}

/** Rows of the package table that name a place that is not in the house. */
export function tableFindings(): Finding[] {
  const known = new Set(['*', ...Object.keys(rooms), ...Object.keys(halls)]);
  const named = [
    ...Object.values(rooms).flat(),
    ...packages.flatMap(({ places, types = [] }) => [...places, ...types]),
  ];
  return [...new Set(named)]
    .filter((place) => !known.has(place))
    .map((place) => ({
      file: 'tools/house.ts',
      line: 1,
      message: `\`${place}\` is not a room`,
      mend: 'correct the name, or add the room',
    }));
}

/** Each room opens with a comment that says what it owns, in its index or another file's head. */
export function headerFindings(files: readonly ParsedFile[]): Finding[] {
  return Object.keys(rooms).flatMap((room) => {
    const inside = files.filter(
      (file) => path.posix.dirname(file.path) === `src/${room}` && !isTest(file.path),
    );
    const [first] = inside;
    if (!first || inside.some((file) => opensWithHeader(file.text, room))) return [];
    const main = inside.find((file) => file.path.endsWith('/index.ts')) ?? first;
    return [
      {
        file: main.path,
        line: 1,
        message: `no file of src/${room} introduces the room`,
        mend: `begin ${main.path} with \`/** ${room}/: … \`: what it owns, what it does not own, its neighbours`,
      },
    ];
  });
}

function opensWithHeader(text: string, room: string): boolean {
  const head = /\/\*\*[\s\S]*?\*\//.exec(text)?.[0] ?? '';
  return head.includes(`${room}/`) && /own/i.test(head);
}

/** The finding that the Biome overrides are not those of the table. */
export function biomeFindings(): Finding[] {
  const file = path.join(ROOT, LAYERS_FILE);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  return [
    outOfSync(LAYERS_FILE, present, biomeLayers(), 'node tools/layers.ts --write') ?? [],
  ].flat();
}

/** The whole sentence. */
export function checkLayers(files: readonly ParsedFile[]): Finding[] {
  return [
    ...tableFindings(),
    ...biomeFindings(),
    ...headerFindings(files),
    ...layerFindings(files),
  ];
}

if (import.meta.main) {
  if (process.argv.includes('--write')) {
    writeFileSync(path.join(ROOT, LAYERS_FILE), biomeLayers());
  }
  report('layers hold', checkLayers(parse(readSources())));
}
