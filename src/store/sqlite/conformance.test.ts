import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { closeOpened } from '../conformance/harness.ts';
import { storeConformance } from '../conformance/index.ts';

const folders = mkdtempSync(join(tmpdir(), 'gatehouse-store-'));
after(closeOpened);
after(() => rmSync(folders, { recursive: true }));
let made = 0;

storeConformance({
  name: 'SQLite',
  place: async () => {
    made += 1;
    return { kind: 'sqlite', folder: join(folders, String(made)) };
  },
});
