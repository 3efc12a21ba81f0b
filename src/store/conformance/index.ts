import { appendConformance } from './appends.ts';
import { crashConformance } from './crash.ts';
import type { BackEnd } from './harness.ts';
import { migrationConformance } from './migrations.ts';
import { planConformance } from './plans.ts';
import { versionConformance } from './versions.ts';

/** What every back end of the store must do; each runs it from its own test file. */
export function storeConformance(backEnd: BackEnd): void {
  planConformance(backEnd);
  versionConformance(backEnd);
  appendConformance(backEnd);
  migrationConformance(backEnd);
  crashConformance(backEnd);
}
