/**
 * hostile/: from live signed responses, everything that must not become a session.
 * Owns: the attacks by family and their expected codes. Add a case to the family that it belongs
 * to; every runner (unit tests, the running server, offline diagnosis) takes it from here.
 */
import type { HostileCase } from './cases.ts';
import { keyCases } from './keys.ts';
import { readingCases } from './reading.ts';
import { referenceCases } from './references.ts';
import { signatureCases } from './signatures.ts';
import { valueCases } from './values.ts';
import { wrappingCases } from './wrapping.ts';

export type { HostileCase } from './cases.ts';
export { encryptedCases, RECEIVER } from './encrypted.ts';
export { goLive, type Live } from './live.ts';

/** Attacks on plain responses, for any provider. */
export const plainCases: readonly HostileCase[] = [
  ...wrappingCases,
  ...keyCases,
  ...signatureCases,
  ...referenceCases,
  ...readingCases,
  ...valueCases,
];
