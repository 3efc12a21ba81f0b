import { type CertificateReading, readCertificate } from './certificate.ts';
import { parseInstant } from './instant.ts';
import { lazy } from './lazy.ts';
import { HTTP_POST, HTTP_REDIRECT, METADATA, PROTOCOL, XML_SIGNATURE } from './names.ts';
import { trimmed } from './text.ts';
import { attribute, childElements, textOf, type XmlElement } from './xml/index.ts';

/** An EntityDescriptor with what encloses it. */
export interface DescribedEntity {
  readonly element: XmlElement;
  readonly entityId: string | undefined;
  /** Its IDPSSODescriptor elements; none when it is no identity provider. */
  readonly roles: readonly XmlElement[];
  /** Every validUntil that limits it, as written: from the outermost group to its roles. */
  readonly expiries: readonly string[];
  /** The certificates of its signing keys, unread: those of one X509Data together. */
  readonly chains: readonly (readonly string[])[];
  /** The certificate of each signing key, as it could be read; throws when there are too many. */
  readonly certificates: readonly CertificateReading[];
}

/** How many certificates of one entity are read at all; ten keys with their chains need fewer. */
export const MOST_CERTIFICATES = 50;

/** True for the elements that a metadata document may have as its root. */
export function isMetadataRoot({ namespace, localName }: XmlElement): boolean {
  return (
    namespace === METADATA &&
    (localName === 'EntityDescriptor' || localName === 'EntitiesDescriptor')
  );
}

/** The EntityDescriptor elements of a document, groups inside groups included. */
export function entityElements(root: XmlElement): XmlElement[] {
  if (root.localName === 'EntityDescriptor') return [root];
  return childElements(root, METADATA).flatMap((child) =>
    isMetadataRoot(child) ? entityElements(child) : [],
  );
}

/** What an EntityDescriptor says, unjudged. */
export function describeEntity(element: XmlElement): DescribedEntity {
  const roles = childElements(element, METADATA, 'IDPSSODescriptor');
  const enclosing: XmlElement[] = [];
  for (let next: XmlElement | undefined = element; next; next = next.parent)
    enclosing.unshift(next);
  const chains = roles.filter(speaksSaml2).flatMap(signingChains);
  const certificates = lazy(() => signingCertificates(chains));
  return {
    element,
    entityId: attribute(element, 'entityID'),
    roles,
    expiries: [...enclosing, ...roles].flatMap((each) => attribute(each, 'validUntil') ?? []),
    chains,
    get certificates() {
      return certificates();
    },
  };
}

/** True when protocolSupportEnumeration lists SAML 2.0. */
export function speaksSaml2(role: XmlElement): boolean {
  const protocols = attribute(role, 'protocolSupportEnumeration') ?? '';
  return protocols.split(/\s+/).includes(PROTOCOL);
}

/** The certificates of the KeyDescriptor elements for signing or for every use. */
function signingChains(role: XmlElement): string[][] {
  return childElements(role, METADATA, 'KeyDescriptor')
    .filter((descriptor) => (attribute(descriptor, 'use') ?? 'signing') === 'signing')
    .flatMap((descriptor) => childElements(descriptor, XML_SIGNATURE, 'KeyInfo'))
    .flatMap((keyInfo) => childElements(keyInfo, XML_SIGNATURE, 'X509Data'))
    .map((data) => childElements(data, XML_SIGNATURE, 'X509Certificate').map(textOf));
}

/** Of a chain inside one X509Data only the last one counts: authorities sign no responses. */
function signingCertificates(chains: readonly (readonly string[])[]): CertificateReading[] {
  if (chains.flat().length > MOST_CERTIFICATES) throw new Error('too many certificates');
  return chains.flatMap((texts) => leavesOf(texts.map(readCertificate)));
}

function leavesOf(readings: readonly CertificateReading[]): CertificateReading[] {
  return readings.filter(
    (reading) => !reading.ok || !readings.some((other) => isIssuedBy(other, reading)),
  );
}

function isIssuedBy(one: CertificateReading, other: CertificateReading): boolean {
  if (!one.ok || !other.ok || one === other) return false;
  return one.certificate.x509.checkIssued(other.certificate.x509);
}

/** The earliest of several times as they are written; undefined when there is none. Throws for others. */
export function earliest(expiries: readonly string[]): number | undefined {
  const times = expiries.map((text) => {
    const time = parseInstant(trimmed(text));
    if (time === undefined) throw new Error('validUntil is no time');
    return time;
  });
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Where the identity provider starts a sign-in: an http or https URL, for links. */
export function ssoUrlOf(roles: readonly XmlElement[]): string | undefined {
  const services = roles.flatMap((role) => childElements(role, METADATA, 'SingleSignOnService'));
  for (const binding of [HTTP_REDIRECT, HTTP_POST]) {
    const service = services.find((each) => attribute(each, 'Binding') === binding);
    const location = service && attribute(service, 'Location');
    if (location !== undefined && /^https?:\/\//i.test(location) && URL.canParse(location)) {
      return location;
    }
  }
  return undefined;
}
