/** A test's own identity provider: an entity id, a key, metadata, and responses of any kind. */
import { type ResponseContent, type Target, usualContent, withAssertion } from './content.ts';
import type { Encrypting } from './encryption.ts';
import { type KeyKind, type SigningPair, signingPair } from './keys.ts';
import { metadataOf } from './metadata.ts';
import type { Product } from './products.ts';
import { makeResponse, type ResponseForm } from './response.ts';
import type { Signing } from './signature.ts';

/** What a response is made for, apart from the identity provider. */
export type Destination = Omit<Target, 'issuer'>;

/** An identity provider that signs what it is told. */
export interface TestIdp {
  readonly entityId: string;
  readonly pair: SigningPair;
  readonly destination: Destination;
  /** Its metadata document. */
  readonly metadata: string;
  /** A response that is accepted at `now`, as content to be changed. */
  readonly content: (now: number) => ResponseContent;
  /** The XML of a response whose assertion is signed, unless `form` says otherwise. */
  readonly respond: (content: ResponseContent, form?: ResponseForm) => string;
  /** How it signs, with some of it changed. */
  readonly signing: (change?: Partial<Signing>) => Signing;
}

/** Opens an identity provider for one destination. Equal names and kinds have equal keys. */
export function openIdp(
  destination: Destination,
  options: { readonly entityId?: string; readonly key?: KeyKind; readonly name?: string } = {},
): TestIdp {
  const { entityId = 'https://idp.example.test/saml', key = 'rsa-2048', name = 'idp' } = options;
  const pair = signingPair(key, name);
  const signing = (change: Partial<Signing> = {}): Signing => ({ pair, ...change });
  return {
    entityId,
    pair,
    destination,
    metadata: metadataOf({ entityId, keys: [pair] }),
    content: (now) => usualContent({ ...destination, issuer: entityId }, now),
    respond: (content, form = { signAssertion: signing() }) => makeResponse(content, form),
    signing,
  };
}

/** A product's identity provider and a response of it in its own form. */
export function sampleOf(
  product: Product,
  destination: Destination,
  now: number,
  encrypting?: Encrypting,
): { readonly idp: TestIdp; readonly xml: string } {
  const { entityId, key = 'rsa-2048', signs, nameIdFormat: format } = product;
  const idp = openIdp(destination, { entityId, key });
  const content = withAssertion(idp.content(now), ({ subject, attributes }) => ({
    subject: subject && { ...subject, nameId: { value: 'alice@example.test', format } },
    attributes: [...attributes, ...product.attributes],
  }));
  const isSha1 = product.method?.endsWith('sha1') ?? false;
  const signing = idp.signing({
    ...(product.method ? { method: product.method } : {}),
    ...(isSha1 ? { digest: 'sha1' } : {}),
    ...(product.canonicalization ? { canonicalization: product.canonicalization } : {}),
    ...(product.transforms ? { transforms: product.transforms } : {}),
  });
  const xml = idp.respond(content, {
    layout: product.layout,
    signResponse: signs === 'assertion' ? undefined : signing,
    signAssertion: signs === 'response' ? undefined : signing,
    encrypt: product.encrypts ? encrypting : undefined,
  });
  return { idp, xml };
}
