import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cycleFindings } from './cycles.ts';
import type { Finding } from './finding.ts';
import { importsOf } from './imports.ts';
import { headerFindings, layerFindings, tableFindings } from './layers.ts';
import { type ParsedFile, parse } from './tree.ts';

function parsed(texts: Readonly<Record<string, string>>): ParsedFile[] {
  return parse(new Map(Object.entries(texts)));
}

const places = (findings: readonly Finding[]): string[] =>
  findings.map(({ file, line }) => `${file}:${line}`);

describe('imports', () => {
  it('are found in every form, with their line and whether they vanish', () => {
    const [file] = parsed({
      'src/api/a.ts': [
        "import type { A } from './b.ts';",
        "import { type B } from '../base/c.ts';",
        "export { D } from 'pg';",
        "export type { E } from '../wire/e.ts';",
        "const f = await import('node:fs');",
        "type G = typeof import('kysely');",
        'export { f, type A, type B, type G };',
      ].join('\n'),
    });
    assert.ok(file);
    assert.deepEqual(
      importsOf(file).map(({ line, specifier, target, typeOnly }) => [
        line,
        target ?? specifier,
        typeOnly,
      ]),
      [
        [1, 'src/api/b.ts', true],
        [2, 'src/base/c.ts', false],
        [3, 'pg', false],
        [4, 'src/wire/e.ts', true],
        [5, 'node:fs', false],
        [6, 'kysely', true],
      ],
    );
  });

  it('that come back to their file are a cycle, types included', () => {
    const round = {
      'src/base/a.ts': "export { b } from './b.ts';",
      'src/base/b.ts': "import type { C } from './c.ts'; export const b: C = 1;",
      'src/base/c.ts': "import { b } from './a.ts'; export type C = typeof b;",
    };
    const [finding] = cycleFindings(parsed(round));
    assert.match(finding?.message ?? '', /a\.ts → src\/base\/b\.ts → src\/base\/c\.ts → src/);
    const open = { ...round, 'src/base/c.ts': 'export type C = number;' };
    assert.deepEqual(cycleFindings(parsed(open)), []);
  });
});

describe('layers', () => {
  it('let an import follow the table and stop one that does not', () => {
    const files = parsed({
      'src/api/iam/a.ts': "import '../../domain/b.ts';\nimport '../../store/index.ts';",
      'src/domain/b.ts': "import '../store/index.ts';\nimport '../calls/c.ts';",
      'src/policy/d.ts': "import '../wire/e.ts';",
      'src/compose.ts': "import './store/index.ts';",
      'src/base/f.ts': "import '../../tools/g.ts';",
    });
    assert.deepEqual(places(layerFindings(files)), [
      'src/api/iam/a.ts:2',
      'src/domain/b.ts:2',
      'src/policy/d.ts:1',
      'src/base/f.ts:1',
    ]);
  });

  it('let tests import what their room reaches, and test helpers, which nothing else may', () => {
    const files = parsed({
      'src/api/a.test.ts': "import '../store/index.ts';\nimport '../../test/b.ts';\nimport 'x';",
      'src/policy/a.test.ts': "import '../store/index.ts';",
      'src/policy/c.ts': "import './testing.ts';",
    });
    assert.deepEqual(places(layerFindings(files)), ['src/policy/a.test.ts:1', 'src/policy/c.ts:1']);
  });

  it('keep packages in their rooms, some as types only', () => {
    const files = parsed({
      'src/api/a.ts': "import type { X } from '@aws-sdk/client-iam';\nexport type Y = X;",
      'src/api/b.ts': "import { IAM } from '@aws-sdk/client-iam';\nexport { IAM };",
      'src/wire/c.ts': "import { IAM } from '@aws-sdk/client-iam';\nexport { IAM };",
      'src/domain/d.ts': "import 'fastify';\nimport 'left-pad';",
    });
    assert.deepEqual(places(layerFindings(files)), [
      'src/api/b.ts:1',
      'src/domain/d.ts:1',
      'src/domain/d.ts:2',
    ]);
  });

  it('ask for a row when a folder is new', () => {
    const [finding] = layerFindings(parsed({ 'src/attic/a.ts': 'export const a = 1;' }));
    assert.match(finding?.message ?? '', /`src\/attic` is not in the house/);
    assert.deepEqual(tableFindings(), []);
  });

  it('ask each room to introduce itself', () => {
    const header = '/** wire/: the protocols. Owns: bytes. */\nexport const a = 1;';
    assert.deepEqual(headerFindings(parsed({ 'src/wire/index.ts': header })), []);
    const bare = parsed({ 'src/wire/index.ts': '/** Not much. */\nexport const a = 1;' });
    assert.deepEqual(places(headerFindings(bare)), ['src/wire/index.ts:1']);
  });
});
