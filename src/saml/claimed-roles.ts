import { readAttributes } from './assertion-parts.ts';
import { readAwsAttributes } from './aws-attributes.ts';
import { decodeBase64 } from './base64.ts';
import { MOST_CHARACTERS } from './limits.ts';
import { assertionsBelow, isResponse } from './response-parts.ts';
import type { RolePair } from './types.ts';
import { readXml } from './xml/index.ts';

/**
 * The role and provider pairs that a response claims, UNVERIFIED: only to find the providers whose
 * metadata then decide. Empty for what cannot be read and for encrypted assertions, whose provider
 * the path of its own consumer URL tells. The length of a response bounds their number.
 */
export function claimedRoles(response: string): RolePair[] {
  if (response.length > MOST_CHARACTERS) return [];
  const bytes = decodeBase64(response);
  if (!bytes) return [];
  const reading = readXml(bytes, { allowByteOrderMark: true });
  if (!reading.ok || !isResponse(reading.document.root)) return [];
  const [assertion, second] = assertionsBelow(reading.document.root);
  if (!assertion || second) return [];
  return [...readAwsAttributes(readAttributes(assertion)).pairs];
}
