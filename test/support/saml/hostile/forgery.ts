/** What attacks on signatures have in common. */
import { withAssertion } from '../content.ts';
import { plainLayout } from '../layout.ts';
import type { Signing } from '../signature.ts';
import { assertionOf, digestOf, forged, type Live, VICTIM } from './live.ts';
import { textOf, withContent } from './markup.ts';

/** A response about the victim, signed as `change` says. */
export function signedBy(
  live: Live,
  change: Partial<Signing>,
  keyInfo = plainLayout.keyInfo,
): string {
  const { idp, now } = live;
  const content = withAssertion(idp.content(now), ({ subject }) => ({
    subject: subject && { ...subject, nameId: { value: VICTIM } },
  }));
  return idp.respond(content, {
    signAssertion: idp.signing(change),
    layout: { ...plainLayout, keyInfo },
  });
}

/** The SignedInfo of a live response with the digest of a forged assertion. */
export function forgedInformation({ assertionSigned }: Live): string {
  const digest = digestOf(forged(assertionOf(assertionSigned)));
  return withContent(textOf(assertionSigned, 'SignedInfo'), 'DigestValue', digest);
}
