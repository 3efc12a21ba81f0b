/** Enveloped XML signatures (W3C XML Signature) as identity providers make them, and worse ones. */
import { createHash, createHmac, type KeyObject, sign } from 'node:crypto';
import { canonicalForm } from './canonical.ts';
import type { SigningPair } from './keys.ts';
import type { Layout } from './layout.ts';
import { C14N, ENVELOPED, NS } from './names.ts';
import { element, type Raw, renderXml, type XmlElement } from './xml-tree.ts';

const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

/** Signature methods with the hash that node:crypto takes. */
const METHODS = {
  'rsa-sha1': [`${NS.signature}rsa-sha1`, 'sha1'],
  'rsa-sha256': [`${MORE}rsa-sha256`, 'sha256'],
  'rsa-sha384': [`${MORE}rsa-sha384`, 'sha384'],
  'rsa-sha512': [`${MORE}rsa-sha512`, 'sha512'],
  'ecdsa-sha1': [`${MORE}ecdsa-sha1`, 'sha1'],
  'ecdsa-sha256': [`${MORE}ecdsa-sha256`, 'sha256'],
  'ecdsa-sha384': [`${MORE}ecdsa-sha384`, 'sha384'],
  'ecdsa-sha512': [`${MORE}ecdsa-sha512`, 'sha512'],
  'hmac-sha1': [`${NS.signature}hmac-sha1`, 'sha1'],
  'hmac-sha256': [`${MORE}hmac-sha256`, 'sha256'],
} as const;

const DIGESTS = {
  sha1: `${NS.signature}sha1`,
  sha256: `${NS.encryption}sha256`,
  sha384: `${MORE}sha384`,
  sha512: `${NS.encryption}sha512`,
  md5: `${MORE}md5`,
} as const;

export type SignatureMethod = keyof typeof METHODS;
export type DigestMethod = keyof typeof DIGESTS;

/** How one signature is made; what is absent is as identity providers do it. */
export interface Signing {
  readonly pair: SigningPair;
  /** Default: rsa-sha256 or ecdsa-sha256, by the key. */
  readonly method?: SignatureMethod;
  /** Default: sha256. */
  readonly digest?: DigestMethod;
  /** Of SignedInfo; default: exclusive. */
  readonly canonicalization?: string;
  /** Of the reference; default: enveloped, then exclusive. */
  readonly transforms?: readonly string[];
  /** Default: `#` and the element's id. */
  readonly uri?: string;
  /** Its certificate and key stand in KeyInfo instead of the signer's. */
  readonly shows?: SigningPair;
  /** The secret of HMAC methods. */
  readonly secret?: Buffer;
}

/** Where a signature stands and what it covers, as XPath (prefixes ds, saml, samlp, md). */
export interface SignedPlace {
  /** Stands for the signature in the text. */
  readonly marker: string;
  /** The element that is digested, without its signature. */
  readonly xpath: string;
  readonly id: string | undefined;
}

const VALUE_MARKER = '@@signature-value@@';

/** The text with the signature in the place of its marker. */
export function signInPlace(
  xml: string,
  place: SignedPlace,
  signing: Signing,
  layout: Layout,
): string {
  const transforms = signing.transforms ?? [ENVELOPED, C14N.exclusive];
  const bare = xml.replace(place.marker, '');
  const method = transforms.findLast((transform) => transform !== ENVELOPED) ?? C14N.inclusive;
  const covered = canonicalForm(bare, place.xpath, method, layout.inclusivePrefixes);
  const digest = createHash(signing.digest ?? 'sha256')
    .update(covered)
    .digest('base64');
  const unsigned = signatureElement(
    signing,
    layout,
    transforms,
    signing.uri ?? uriOf(place),
    digest,
  );
  const text = renderXml(unsigned, { ...layout, indent: undefined });
  const whole = xml.replace(place.marker, () => text);
  const information = canonicalForm(
    whole,
    `${place.xpath}//ds:Signature[ds:SignatureValue='${VALUE_MARKER}']/ds:SignedInfo`,
    signing.canonicalization ?? C14N.exclusive,
  );
  const value = signBytes(Buffer.from(information), signing);
  return whole.replace(VALUE_MARKER, () => base64Text(value, layout));
}

/** The signature over bytes with the method of `signing`. */
export function signBytes(bytes: Buffer, signing: Signing): Buffer {
  const [, hash] = METHODS[methodOf(signing)];
  if (signing.secret) return createHmac(hash, signing.secret).update(bytes).digest();
  const key: KeyObject = signing.pair.privateKey;
  return sign(hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
}

function methodOf({ method, pair }: Signing): SignatureMethod {
  if (method) return method;
  return pair.publicKey.asymmetricKeyType === 'ec' ? 'ecdsa-sha256' : 'rsa-sha256';
}

function uriOf({ id }: SignedPlace): string {
  return id === undefined ? '' : `#${id}`;
}

function signatureElement(
  signing: Signing,
  layout: Layout,
  transforms: readonly string[],
  uri: string,
  digest: string,
): XmlElement {
  const space: Raw | undefined =
    layout.signatureSpace === '' ? undefined : { raw: layout.signatureSpace };
  const ds = (
    name: string,
    attributes: Record<string, string>,
    children: readonly (XmlElement | string | Raw)[] = [],
  ): XmlElement => {
    const isText = children.some((child) => typeof child === 'string' || 'raw' in child);
    const spaced = isText || !space ? children : children.flatMap((child) => [space, child]);
    return element(NS.signature, name, attributes, [
      ...spaced,
      isText || children.length === 0 ? undefined : space,
    ]);
  };
  const inclusive = layout.inclusivePrefixes.join(' ');
  const reference = ds('Reference', { URI: uri }, [
    ds(
      'Transforms',
      {},
      transforms.map((Algorithm) =>
        Algorithm === C14N.exclusive && inclusive !== ''
          ? ds('Transform', { Algorithm }, [
              element(NS.exclusive, 'InclusiveNamespaces', { PrefixList: inclusive }),
            ])
          : ds('Transform', { Algorithm }),
      ),
    ),
    ds('DigestMethod', { Algorithm: DIGESTS[signing.digest ?? 'sha256'] }),
    ds('DigestValue', {}, [digest]),
  ]);
  const information = ds('SignedInfo', {}, [
    ds('CanonicalizationMethod', { Algorithm: signing.canonicalization ?? C14N.exclusive }),
    ds('SignatureMethod', { Algorithm: METHODS[methodOf(signing)][0] }),
    reference,
  ]);
  const keyInfo = keyInfoElement(signing.shows ?? signing.pair, layout);
  const value = element(NS.signature, 'SignatureValue', {}, [VALUE_MARKER]);
  return ds('Signature', {}, [information, value, ...(keyInfo ? [keyInfo] : [])]);
}

function keyInfoElement(
  { certificate, publicKey }: SigningPair,
  layout: Layout,
): XmlElement | undefined {
  const ds = (name: string, children: readonly (XmlElement | string | Raw)[]): XmlElement =>
    element(NS.signature, name, {}, children);
  const x509 = ds('X509Certificate', [{ raw: base64Text(certificate, layout) }]);
  const subject = ds('X509SubjectName', ['CN=idp.example.test']);
  const name = ds('KeyName', ['idp.example.test']);
  const forms: Record<Layout['keyInfo'], () => readonly XmlElement[]> = {
    certificate: () => [ds('X509Data', [x509])],
    'certificate-and-subject': () => [ds('X509Data', [subject, x509])],
    'certificate-and-key': () => [name, ds('X509Data', [x509]), keyValue(publicKey)],
    'key-name': () => [name],
    'key-value': () => [keyValue(publicKey)],
    none: () => [],
  };
  const parts = forms[layout.keyInfo]();
  if (parts.length === 0) return undefined;
  return element(NS.signature, 'KeyInfo', {}, parts, { prefix: layout.keyInfoPrefix });
}

/** KeyValue of an RSA key (XML Signature 4.5.2). */
function keyValue(publicKey: KeyObject): XmlElement {
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const number = (name: string, value: string): XmlElement =>
    element(NS.signature, name, {}, [Buffer.from(value, 'base64url').toString('base64')]);
  return element(NS.signature, 'KeyValue', {}, [
    element(NS.signature, 'RSAKeyValue', {}, [number('Modulus', n), number('Exponent', e)]),
  ]);
}

/** Base64 in lines as the layout breaks them. */
export function base64Text(bytes: Buffer, { base64Line, lineEnd }: Layout): string {
  const text = bytes.toString('base64');
  if (base64Line === 0) return text;
  return (text.match(new RegExp(`.{1,${base64Line}}`, 'g')) ?? []).join(lineEnd);
}
