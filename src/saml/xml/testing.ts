/**
 * A signer for tests: it fills signature templates, as xmlsec1 does. A template is a ds:Signature
 * with placeholders for its two values, put where the signature shall stand; `sign` replaces them.
 */
import { constants, hash, type KeyObject, sign as signOctets } from 'node:crypto';
import { canonicalize } from './c14n/canonicalize.ts';
import { DSIG, DSIG_MORE, EXCLUSIVE_C14N, XMLENC } from './names.ts';
import type { XmlDocument, XmlElement } from './nodes.ts';
import type { XmlLimits } from './reader/limits.ts';
import { type ReadOptions, readXml } from './reader/read.ts';
import { digestMethods, signatureMethods } from './signature/algorithms.ts';
import { readSignature } from './signature/read-signature.ts';

/** What a template may vary; each has the value that most identity providers use. */
export interface TemplateOptions {
  /** Whole URI attribute, such as `#_1` or an empty text. */
  readonly uri: string;
  readonly prefix?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly canonicalization?: string;
  /** Content of the CanonicalizationMethod. */
  readonly canonicalizationParameters?: string;
  /** The second transform; an empty text leaves it out. */
  readonly transform?: string;
  /** Content of the second transform. */
  readonly transformParameters?: string;
  readonly keyInfo?: string;
}

const SIGNATURE_PLACEHOLDER = 'c2lnbmF0dXJlcGxhY2Vob2xkZXIx';

function digestPlaceholder(method: string): string {
  return Buffer.alloc(digestMethods.get(method)?.bytes ?? 32, 'placeholder').toString('base64');
}

/** A signature with placeholders. */
export function signatureTemplate(options: TemplateOptions): string {
  const { uri, prefix = 'ds', keyInfo = '' } = options;
  const p = prefix === '' ? '' : `${prefix}:`;
  const xmlns = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  const digestMethod = options.digestMethod ?? `${XMLENC}sha256`;
  const transform = options.transform ?? EXCLUSIVE_C14N;
  const second =
    transform === ''
      ? ''
      : `<${p}Transform Algorithm="${transform}">${options.transformParameters ?? ''}</${p}Transform>`;
  return (
    `<${p}Signature ${xmlns}="${DSIG}"><${p}SignedInfo>` +
    `<${p}CanonicalizationMethod Algorithm="${options.canonicalization ?? EXCLUSIVE_C14N}">` +
    `${options.canonicalizationParameters ?? ''}</${p}CanonicalizationMethod>` +
    `<${p}SignatureMethod Algorithm="${options.signatureMethod ?? `${DSIG_MORE}rsa-sha256`}"/>` +
    `<${p}Reference URI="${uri}"><${p}Transforms>` +
    `<${p}Transform Algorithm="${DSIG}enveloped-signature"/>${second}</${p}Transforms>` +
    `<${p}DigestMethod Algorithm="${digestMethod}"/>` +
    `<${p}DigestValue>${digestPlaceholder(digestMethod)}</${p}DigestValue></${p}Reference>` +
    `</${p}SignedInfo><${p}SignatureValue>${SIGNATURE_PLACEHOLDER}</${p}SignatureValue>` +
    `${keyInfo}</${p}Signature>`
  );
}

/** The text with the placeholders of its templates taken out, as xmlsec1 expects them. */
export function emptyTemplate(text: string): string {
  const digests = [...digestMethods.keys()].map(digestPlaceholder);
  return [SIGNATURE_PLACEHOLDER, ...digests].reduce(
    (left, each) => left.replaceAll(each, ''),
    text,
  );
}

/** Limits that no test comes near. */
export const testLimits: XmlLimits = {
  bytes: 100_000_000,
  depth: 256,
  nodes: 10_000_000,
  attributes: 1000,
  namespaces: 1000,
  name: 10_000,
};

/** The document of a text that is known to be good. */
export function documentOf(text: string | Uint8Array, options: ReadOptions = {}): XmlDocument {
  const reading = readXml(text, options);
  if (!reading.ok) throw new Error(`${reading.problem.kind}: ${reading.problem.detail}`);
  return reading.document;
}

function signatureOf(text: string, find: (document: XmlDocument) => XmlElement | undefined) {
  const signed = find(documentOf(text, { limits: testLimits }));
  if (!signed) throw new Error('nothing to sign');
  const reading = readSignature(signed);
  if (!reading.ok) throw new Error(`${reading.problem.kind}: ${reading.problem.detail}`);
  return reading.signature;
}

/**
 * Fills the template that is a child of the element that `find` answers (default: the root). With
 * several templates in a text the inner one is filled first.
 */
export function sign(
  text: string,
  privateKey: KeyObject,
  find: (document: XmlDocument) => XmlElement | undefined = ({ root }) => root,
): string {
  const { covers, element, reference } = signatureOf(text, find);
  const node = reference.wholeDocument ? covers.document : covers;
  const digest = hash(
    digestMethods.get(reference.digestMethod)?.hash ?? 'sha256',
    canonicalize(node, reference.transform, element),
    'base64',
  );
  const digested = text.replace(digestPlaceholder(reference.digestMethod), digest);
  const { signedInfo, canonicalization, signatureMethod } = signatureOf(digested, find);
  const method = signatureMethods.get(signatureMethod);
  const value = signOctets(
    method?.hash ?? 'sha256',
    Buffer.from(canonicalize(signedInfo, canonicalization)),
    {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
      ...(method?.pss
        ? {
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          }
        : {}),
    },
  );
  return digested.replace(SIGNATURE_PLACEHOLDER, value.toString('base64'));
}
