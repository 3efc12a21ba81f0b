import { nameIdOf } from './assertion-parts.ts';
import { issuersOf } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import { shown } from './text.ts';
import { attribute } from './xml/index.ts';

/** What may be recorded of a verified assertion although a later check failed. */
export interface VerifiedFacts {
  readonly assertionId?: string;
  readonly issuer?: string;
  readonly nameId?: string;
  readonly roleSessionName?: string;
}

/** Facts for the record of an attempt, short and printable; empty while nothing is verified. */
export function verifiedFacts(subject: ResponseSubject): VerifiedFacts {
  try {
    const { verified, aws } = subject;
    const facts = {
      assertionId: attribute(verified, 'ID'),
      issuer: issuersOf(verified)[0],
      nameId: nameIdOf(verified)?.value,
      roleSessionName: aws.sessionNames[0],
    };
    const known = Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, shown(value)]],
    );
    return Object.fromEntries(known);
  } catch {
    // Not verified: whoever sent the response could have written anything.
    return {};
  }
}
