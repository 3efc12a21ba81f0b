/** The usual ways in which cases differ from an accepted response. */
import {
  type AssertionContent,
  type Confirmation,
  LIFETIME,
  type ResponseContent,
  withAssertion,
} from '../support/saml/content.ts';
import { BEARER } from '../support/saml/names.ts';
import { type CorpusWorld, type Material, materialOf } from './case.ts';

/** A response of other content. */
export function saying(
  world: CorpusWorld,
  change: (usual: ResponseContent) => ResponseContent,
): Material {
  return materialOf(world, { content: change });
}

/** A response whose assertion says something else. */
export function asserting(
  world: CorpusWorld,
  change: (assertion: AssertionContent) => Partial<AssertionContent>,
): Material {
  return saying(world, (usual) => withAssertion(usual, change));
}

/** A response whose subject is confirmed otherwise; `undefined` leaves something out. */
export function confirming(world: CorpusWorld, change: Partial<Confirmation>): Material {
  const usual = { method: BEARER, recipient: world.recipient, notOnOrAfter: world.now + LIFETIME };
  return asserting(world, ({ subject }) => ({
    subject: subject && { ...subject, confirmations: [{ ...usual, ...change }] },
  }));
}
