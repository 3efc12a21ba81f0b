/**
 * Signature wrapping (Somorovsky and others, 2012): a signed element is moved, copied or wrapped, so
 * that one part of a program verifies it and another part reads something else. Here both are one
 * node; whatever verifies must still be what was signed.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalize } from '../c14n/canonicalize.ts';
import { Chance, damaged } from '../corpus.test-support.ts';
import { DSIG } from '../names.ts';
import { childElement, descendantElements } from '../navigate.ts';
import type { XmlDocument, XmlElement } from '../nodes.ts';
import { readXml } from '../reader/read.ts';
import { documentOf, sign, signatureTemplate } from '../testing.ts';
import { readSignature } from './read-signature.ts';
import { verifySignature } from './verify-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const SAML = 'urn:oasis:names:tc:SAML:2.0:assertion';
const SAMLP = 'urn:oasis:names:tc:SAML:2.0:protocol';
const NAMESPACES = `xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" xmlns:ds="${DSIG}"`;

const assertionOf = ({ root }: XmlDocument): XmlElement | undefined =>
  childElement(root, SAML, 'Assertion');

/** The text of a signed assertion in a response that is signed itself or not. */
function response(signsResponse: boolean): string {
  const inner = signatureTemplate({ uri: '#_a' });
  const assertion =
    `<saml:Assertion ID="_a"><saml:Issuer>idp</saml:Issuer>${inner}` +
    '<saml:Subject><saml:NameID>user</saml:NameID></saml:Subject></saml:Assertion>';
  const outer = signsResponse ? signatureTemplate({ uri: '#_r' }) : '';
  const text =
    `<samlp:Response ${NAMESPACES} ID="_r"><saml:Issuer>idp</saml:Issuer>${outer}${assertion}` +
    '</samlp:Response>';
  if (!signsResponse) return sign(text, privateKey, assertionOf);
  const bare = text.replace(outer, '');
  const filled = sign(bare, privateKey, assertionOf);
  return sign(filled.replace('</saml:Issuer>', `</saml:Issuer>${outer}`), privateKey);
}

/** The canonical forms of what was signed, the signature of the element itself left out. */
function signedForms(text: string): Set<string> {
  const { root } = documentOf(text);
  const elements = [root, ...descendantElements(root, SAML, 'Assertion')];
  return new Set(elements.map(formOf));
}

function formOf(element: XmlElement): string {
  return canonicalize(element, undefined, childElement(element, DSIG, 'Signature'));
}

/** Everything in a document that verifies. */
function verified(document: XmlDocument): XmlElement[] {
  const parents = descendantElements(document.root, DSIG, 'Signature').map(({ parent }) => parent);
  return parents.flatMap((parent) => {
    const reading = parent && readSignature(parent);
    if (!reading?.ok) return [];
    const verdict = verifySignature(reading.signature, [publicKey], { allowSha1: false });
    return verdict.ok ? [verdict.covers] : [];
  });
}

const signedAssertion = response(false);
const signedBoth = response(true);
const ASSERTION = /<saml:Assertion.*<\/saml:Assertion>/s;
const SIGNATURE = /<ds:Signature .*?<\/ds:Signature>/s;
const assertion = ASSERTION.exec(signedAssertion)?.[0] ?? '';
const signature = SIGNATURE.exec(assertion)?.[0] ?? '';
const bare = assertion.replace(signature, '');
const evil = bare.replace('user', 'root');
const evilOther = evil.replace('ID="_a"', 'ID="_e"');

const within = (element: string, content: string): string =>
  element.replace('</saml:Assertion>', `${content}</saml:Assertion>`);
const wrapped = (object: string): string =>
  signature.replace('</ds:Signature>', `<ds:Object>${object}</ds:Object></ds:Signature>`);
const replaceAssertion = (content: string): string =>
  signedAssertion.replace(ASSERTION, () => content);
const envelope = (content: string): string =>
  signedBoth.replace('</samlp:Response>', `${content}</samlp:Response>`);
const signedResponse = signedBoth.replace(/^<\?xml.*?\?>/, '');
const responseSignature = SIGNATURE.exec(signedBoth)?.[0] ?? '';
const responseWithout = signedBoth.replace(responseSignature, '');

/** The eight arrangements that are known as XSW 1 to 8, and variants of them. */
const arrangements: Record<string, string> = {
  'XSW1: the signed response in its own signature, which moved to an evil response': responseWithout
    .replace('user', 'root')
    .replace('ID="_r"', 'ID="_e"')
    .replace(
      '</saml:Issuer>',
      `</saml:Issuer>${responseSignature.replace('</ds:Signature>', `<ds:Object>${responseWithout}</ds:Object></ds:Signature>`)}`,
    ),
  'XSW2: the signature beside the signed response, in an evil response': responseWithout
    .replace('user', 'root')
    .replace('ID="_r"', 'ID="_e"')
    .replace('</saml:Issuer>', `</saml:Issuer>${responseSignature}${responseWithout}`),
  'XSW3: an evil assertion before the signed one': replaceAssertion(evilOther + assertion),
  'XSW4: the signed assertion in an evil one': replaceAssertion(within(evilOther, assertion)),
  'XSW5: the signature in an evil assertion, the signed one behind it': replaceAssertion(
    evil.replace('</saml:Issuer>', `</saml:Issuer>${signature}`) + bare,
  ),
  'XSW5 with another identifier': replaceAssertion(
    evilOther.replace('</saml:Issuer>', `</saml:Issuer>${signature}`) + bare,
  ),
  'XSW6: the signed assertion in its signature, which moved to an evil one': replaceAssertion(
    evil.replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature.replace('</ds:Signature>', `${bare}</ds:Signature>`)}`,
    ),
  ),
  'XSW7: an evil assertion in Extensions': signedAssertion.replace(
    '<saml:Assertion',
    `<samlp:Extensions>${evil}</samlp:Extensions><saml:Assertion`,
  ),
  'XSW8: the signed assertion in an Object of its signature, in an evil one': replaceAssertion(
    evil.replace('</saml:Issuer>', `</saml:Issuer>${wrapped(bare)}`),
  ),
  'the signed assertion in KeyInfo of its signature': replaceAssertion(
    evilOther.replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature.replace('</ds:Signature>', `<ds:KeyInfo>${bare}</ds:KeyInfo></ds:Signature>`)}`,
    ),
  ),
  'an evil assertion in a signed response': envelope(evilOther),
  'a signed response as a child of an evil one': `<samlp:Response ${NAMESPACES} ID="_e">${evilOther}${signedResponse}</samlp:Response>`,
  'two signatures': replaceAssertion(assertion.replace(signature, signature + signature)),
  'an evil assertion with a second signature that references it': replaceAssertion(
    evil.replace(
      '</saml:Issuer>',
      `</saml:Issuer>${signature.replace('</ds:SignedInfo>', '</ds:SignedInfo><ds:SignedInfo/>')}`,
    ),
  ),
};

test('the untouched responses verify', () => {
  assert.equal(verified(documentOf(signedAssertion)).length, 1);
  assert.equal(verified(documentOf(signedBoth)).length, 2);
});

for (const [name, text] of Object.entries(arrangements)) {
  test(`${name}: what verifies is what was signed`, () => {
    const forms = signedForms(signedAssertion).union(signedForms(signedBoth));
    assert.notEqual(text, signedAssertion);
    for (const element of verified(documentOf(text))) {
      assert.ok(forms.has(formOf(element)), formOf(element));
      assert.ok(!formOf(element).includes('root'));
    }
  });
}

/** Start and end of every element in a text. */
function spans(text: string): { start: number; end: number }[] {
  const open: number[] = [];
  const found: { start: number; end: number }[] = [];
  for (const tag of text.matchAll(/<(\/)?[^>]*?(\/)?>/g)) {
    const end = tag.index + tag[0].length;
    if (tag[1]) found.push({ start: open.pop() ?? 0, end });
    else if (tag[2]) found.push({ start: tag.index, end });
    else open.push(tag.index);
  }
  return found;
}

test('however elements are moved, copied, removed and renamed, what verifies is what was signed', () => {
  const forms = signedForms(signedAssertion).union(signedForms(signedBoth));
  let documents = 0;
  let verifiedElements = 0;
  const surgery = fc.record({
    from: fc.nat(),
    to: fc.nat(),
    kind: fc.constantFrom('move', 'copy', 'remove', 'evil', 'rename'),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(signedAssertion, signedBoth),
      fc.array(surgery, { minLength: 1, maxLength: 3 }),
      (text, steps) => {
        const changed = steps.reduce(operate, text);
        const reading = readXml(changed);
        if (!reading.ok) return;
        documents += 1;
        for (const element of verified(reading.document)) {
          verifiedElements += 1;
          assert.ok(forms.has(formOf(element)), changed);
        }
      },
    ),
    { numRuns: 600 },
  );
  assert.ok(documents > 300, `${documents} documents`);
  assert.ok(verifiedElements > 50, `${verifiedElements} verified elements`);
});

test('whatever characters are changed, what verifies is what was signed', () => {
  const forms = signedForms(signedAssertion).union(signedForms(signedBoth));
  const chance = new Chance(7);
  let verifiedElements = 0;
  for (let run = 0; run < 1500; run++) {
    const text = damaged(chance, chance.pick([signedAssertion, signedBoth])).toWellFormed();
    const reading = readXml(text);
    if (!reading.ok) continue;
    for (const element of verified(reading.document)) {
      verifiedElements += 1;
      assert.ok(forms.has(formOf(element)), text);
    }
  }
  assert.ok(verifiedElements > 50, `${verifiedElements} verified elements`);
});

/** One step of surgery on the elements of a text. */
function operate(text: string, step: { from: number; to: number; kind: string }): string {
  const elements = spans(text);
  const { start, end } = elements[step.from % elements.length] ?? { start: 0, end: 0 };
  const piece = text.slice(start, end);
  const rest = text.slice(0, start) + text.slice(end);
  const put = (into: string, what: string): string => {
    const places = spans(into);
    const at = places[step.to % Math.max(places.length, 1)]?.start ?? 0;
    return into.slice(0, at) + what + into.slice(at);
  };
  switch (step.kind) {
    case 'move':
      return put(rest, piece);
    case 'copy':
      return put(text, piece);
    case 'remove':
      return rest;
    case 'evil':
      return put(text, piece.replace('user', 'root').replace('ID="_', 'ID="_e'));
    default:
      return text.replace(piece, () => piece.replace('user', 'root'));
  }
}
