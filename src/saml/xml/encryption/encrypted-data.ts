import { decodeBase64 } from '../base64.ts';
import { DSIG, XMLENC, XMLENC11 } from '../names.ts';
import { attribute, childElement, childElements, markupIn, textOf } from '../navigate.ts';
import type { XmlElement } from '../nodes.ts';
import { quote } from '../quote.ts';
import {
  type ContentMethod,
  contentMethods,
  type OaepHash,
  oaepDigests,
  oaepMasks,
  RSA_OAEP,
  RSA_OAEP_MGF1P,
} from './algorithms.ts';
import { refuse } from './problem.ts';

/** A content key, encrypted for somebody's RSA key. */
export interface EncryptedKey {
  readonly digest: OaepHash;
  readonly mask: OaepHash;
  readonly label: Buffer;
  readonly ciphertext: Buffer;
}

/** What an EncryptedData says, and the keys that may open it. */
export interface EncryptedData {
  readonly element: XmlElement;
  readonly method: ContentMethod;
  readonly ciphertext: Buffer;
  readonly keys: readonly EncryptedKey[];
}

/** Of one content: one key for each recipient; every one costs RSA operations. */
const MOST_KEYS = 4;
/** Initialisation vector and tag of GCM; vector and one block of CBC. */
const LEAST_BYTES = { gcm: 28, cbc: 32 } as const;

/** The only child of this name. */
function onlyChild(parent: XmlElement, namespace: string, localName: string): XmlElement {
  const [child, ...others] = childElements(parent, namespace, localName);
  if (child && others.length === 0) return child;
  const count = child ? others.length + 1 : 'no';
  return refuse('encryption-malformed', `${count} ${localName} in ${quote(parent.localName)}`);
}

function base64Of(element: XmlElement): Buffer {
  const bytes = markupIn(element) ? undefined : decodeBase64(textOf(element));
  return bytes ?? refuse('encryption-malformed', `${element.localName} is no base64 text`);
}

function ciphertextOf(element: XmlElement): Buffer {
  return base64Of(onlyChild(onlyChild(element, XMLENC, 'CipherData'), XMLENC, 'CipherValue'));
}

function algorithmOf(element: XmlElement): string {
  return attribute(element, 'Algorithm') ?? '';
}

function methodOf(element: XmlElement): ContentMethod {
  const uri = algorithmOf(onlyChild(element, XMLENC, 'EncryptionMethod'));
  const method = contentMethods.get(uri);
  return method ?? refuse('content-method-not-allowed', `the content method ${quote(uri)}`);
}

/** A parameter's algorithm in a table; `otherwise` where the parameter is left out. */
function parameter(
  element: XmlElement | undefined,
  table: ReadonlyMap<string, OaepHash>,
  otherwise: OaepHash,
): OaepHash {
  if (!element) return otherwise;
  const uri = algorithmOf(element);
  return table.get(uri) ?? refuse('key-transport-not-allowed', `the parameter ${quote(uri)}`);
}

function keyOf(element: XmlElement): EncryptedKey {
  const method = onlyChild(element, XMLENC, 'EncryptionMethod');
  const uri = algorithmOf(method);
  if (uri !== RSA_OAEP_MGF1P && uri !== RSA_OAEP) {
    refuse('key-transport-not-allowed', `the key transport ${quote(uri)}`);
  }
  const digest = childElement(method, DSIG, 'DigestMethod');
  const mask = uri === RSA_OAEP ? childElement(method, XMLENC11, 'MGF') : undefined;
  const label = childElement(method, XMLENC, 'OAEPparams');
  return {
    digest: parameter(digest, oaepDigests, 'sha1'),
    mask: parameter(mask, oaepMasks, 'sha1'),
    label: label ? base64Of(label) : Buffer.alloc(0),
    ciphertext: ciphertextOf(element),
  };
}

/**
 * The encrypted keys of an EncryptedData: inside its KeyInfo (ADFS, Keycloak, SimpleSAMLphp,
 * Shibboleth), or beside it (Okta and older Shibboleth), where a RetrievalMethod may say which.
 */
function keyElements(data: XmlElement, encrypted: XmlElement): XmlElement[] {
  const keyInfo = childElement(data, DSIG, 'KeyInfo');
  const inside = keyInfo ? childElements(keyInfo, XMLENC, 'EncryptedKey') : [];
  const beside = childElements(encrypted, XMLENC, 'EncryptedKey');
  const references = keyInfo ? childElements(keyInfo, DSIG, 'RetrievalMethod') : [];
  if (references.length === 0) return [...inside, ...beside];
  const wanted = new Set(references.map((reference) => attribute(reference, 'URI')));
  const named = beside.filter((key) => wanted.has(`#${attribute(key, 'Id')}`));
  return [...inside, ...named];
}

/** Keys that are no RSA-OAEP are passed over as long as there is another. */
function keysOf(elements: readonly XmlElement[]): EncryptedKey[] {
  if (elements.length === 0) refuse('encryption-malformed', 'no encrypted key');
  if (elements.length > MOST_KEYS) refuse('encryption-malformed', 'too many encrypted keys');
  const usable = elements.filter((element) => {
    const method = childElement(element, XMLENC, 'EncryptionMethod');
    const uri = method ? algorithmOf(method) : '';
    return uri === RSA_OAEP_MGF1P || uri === RSA_OAEP;
  });
  return (usable.length > 0 ? usable : elements).map(keyOf);
}

/** Reads the EncryptedData child of `encrypted`. Throws a DecryptionRefusal. */
export function readEncryptedData(encrypted: XmlElement): EncryptedData {
  const element = onlyChild(encrypted, XMLENC, 'EncryptedData');
  const type = attribute(element, 'Type') ?? `${XMLENC}Element`;
  if (type !== `${XMLENC}Element`) refuse('encryption-malformed', `the type ${quote(type)}`);
  const method = methodOf(element);
  const ciphertext = ciphertextOf(element);
  const blocks = method.mode === 'gcm' || ciphertext.length % 16 === 0;
  if (ciphertext.length < LEAST_BYTES[method.mode] || !blocks) {
    refuse('encryption-malformed', `${ciphertext.length} bytes of ciphertext`);
  }
  return { element, method, ciphertext, keys: keysOf(keyElements(element, encrypted)) };
}
