/** What an attacker has: live responses of the identity provider, and keys of their own. */
import { createHash } from 'node:crypto';
import { canonicalForm } from '../canonical.ts';
import { freshId } from '../content.ts';
import type { TestIdp } from '../identity-provider.ts';
import { type SigningPair, signingPair } from '../keys.ts';
import { NS } from '../names.ts';
import { textOf, withAttributeOf, without } from './markup.ts';

/** Responses that were really issued to a person of little power, each accepted as it is. */
export interface Live {
  /** Its assertion is signed. */
  readonly assertionSigned: string;
  /** The response is signed, its assertion is not. */
  readonly responseSigned: string;
  readonly bothSigned: string;
  /** Signs as the identity provider does, for what only it could have made. */
  readonly idp: TestIdp;
  readonly now: number;
  /** A key pair that the metadata does not have. */
  readonly attacker: SigningPair;
}

/** The name that the person has in live responses, and the name that the attacker wants. */
export const VICTIM = 'mallory@example.test';
const PERSON = /alice@example\.test/g;

/** Live responses of an identity provider, issued at `now`. */
export function goLive(idp: TestIdp, now: number): Live {
  const sign = idp.signing();
  const content = () => idp.content(now);
  return {
    assertionSigned: idp.respond(content(), { signAssertion: sign }),
    responseSigned: idp.respond(content(), { signResponse: sign }),
    bothSigned: idp.respond(content(), { signAssertion: sign, signResponse: sign }),
    idp,
    now,
    attacker: signingPair('rsa-2048', 'attacker'),
  };
}

/** The assertion of a response, with its signature, such that it can stand anywhere. */
export function assertionOf(xml: string): string {
  const assertion = textOf(xml, 'Assertion');
  const [tag = ''] = /^[^>]*>/.exec(assertion) ?? [];
  if (tag.includes('xmlns:saml=')) return assertion;
  return assertion.replace(' ', ` xmlns:saml="${NS.assertion}" `);
}

/** An assertion without its signature, if it has one. */
export function unsigned(assertion: string): string {
  return assertion.includes(':Signature') ? without(assertion, 'Signature') : assertion;
}

/** Somebody else's name in place of the person's. */
export function forged(xml: string): string {
  return xml.replace(PERSON, VICTIM);
}

/** An assertion about the victim with an id of its own and no signature. */
export function evilAssertion(xml: string): string {
  return withAttributeOf(forged(unsigned(assertionOf(xml))), 'Assertion', 'ID', freshId());
}

/** SHA-256 of the exclusive canonical form of an assertion that stands alone, in base64. */
export function digestOf(assertion: string): string {
  const canonical = canonicalForm(unsigned(assertion), '/saml:Assertion');
  return createHash('sha256').update(canonical).digest('base64');
}
