import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  lockFindings,
  lockGapFindings,
  manifestFindings,
  privatePathFindings,
  undeclaredFindings,
} from './package-facts.ts';
import { parse } from './tree.ts';

describe('the package', () => {
  it('names exact versions and no script that runs at installation', () => {
    const good = { dependencies: { a: '1.2.3' }, scripts: { prepack: 'x' } };
    assert.deepEqual(manifestFindings(JSON.stringify(good)), []);
    const bad = { dependencies: { a: '^1.2.3' }, scripts: { postinstall: 'x' } };
    assert.deepEqual(
      manifestFindings(JSON.stringify(bad, null, 2)).map(({ line, message }) => [line, message]),
      [
        [3, '`a` has the version `^1.2.3`'],
        [6, 'the script `postinstall` runs at installation'],
      ],
    );
  });

  it('has a lock file without addresses and install scripts', () => {
    const lock = '{\n  "integrity": "x",\n  "resolved": "y",\n  "hasInstallScript": true\n}';
    assert.deepEqual(
      lockFindings(lock).map(({ line }) => line),
      [3, 4],
    );
  });

  it('has a lock file that holds what it names, the builds for other platforms too', () => {
    const packages = {
      '': { dependencies: { a: '1' } },
      'node_modules/a': { optionalDependencies: { 'a-arm': '1', b: '1' } },
      'node_modules/a/node_modules/b': { dependencies: { a: '1' } },
    };
    const [gap, ...others] = lockGapFindings(JSON.stringify({ packages }));
    assert.match(gap?.message ?? '', /`a-arm`, which `node_modules\/a` needs/);
    assert.deepEqual(others, []);
  });

  it('declares what it imports where it is needed', () => {
    const manifest = JSON.stringify({ dependencies: { pg: '1.0.0' }, devDependencies: { x: '1' } });
    const files = parse(
      new Map([
        ['src/store/a.ts', "import 'pg/lib/b.js';\nimport 'node:fs';\nimport 'x';"],
        ['src/store/a.test.ts', "import 'x';\nimport '@y/z/q';"],
      ]),
    );
    assert.deepEqual(
      undeclaredFindings(files, manifest).map(({ file, message }) => `${file} ${message}`),
      [
        'src/store/a.ts `x` is not in the dependencies of package.json',
        'src/store/a.test.ts `@y/z` is not in the dependencies or devDependencies of package.json',
      ],
    );
  });

  it('names no private path', () => {
    const home = ['', 'home', 'me', 'a'].join('/');
    const texts = new Map([
      ['a.md', `see ${home}`],
      ['b.md', 'see https://example.com/home/me/a and /opt/build/b.txt'],
    ]);
    assert.deepEqual(
      privatePathFindings(texts, ['/opt/build']).map(({ file }) => file),
      ['a.md', 'b.md'],
    );
    assert.deepEqual(
      privatePathFindings(texts, []).map(({ file }) => file),
      ['a.md'],
    );
  });
});
