import { assertionCases } from './assertions.ts';
import { attributeCases } from './attributes.ts';
import type { CorpusCase } from './case.ts';
import { hostileCorpus } from './hostile.ts';
import { roleCases } from './roles.ts';
import { sampleCases } from './samples.ts';
import { timeCases } from './times.ts';
import { trustCases } from './trust.ts';

export type { CorpusCase, CorpusWorld, Material, Refused } from './case.ts';
export { type MetadataCase, metadataCases } from './metadata.ts';

/** Every case about responses, in the order in which a reader would want them. */
export const corpus: readonly CorpusCase[] = [
  ...attributeCases,
  ...roleCases,
  ...trustCases,
  ...timeCases,
  ...assertionCases,
  ...sampleCases,
  ...hostileCorpus,
];
