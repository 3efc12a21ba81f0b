/** A signed response: content, form, signatures and encryption put together. */
import type { AssertionContent, ResponseContent } from './content.ts';
import { assertionElement, responseElement } from './elements.ts';
import { type Encrypting, encryptedAssertion } from './encryption.ts';
import { type Layout, plainLayout } from './layout.ts';
import { type SignedPlace, type Signing, signInPlace } from './signature.ts';
import { renderXml, type XmlContent } from './xml-tree.ts';

/** How a response is written and signed. */
export interface ResponseForm {
  readonly layout?: Layout;
  /** Absent: the response itself is not signed. */
  readonly signResponse?: Signing | undefined;
  /** Absent: no assertion is signed. */
  readonly signAssertion?: Signing | undefined;
  readonly encrypt?: Encrypting | undefined;
}

// Instructions, so that a layout that breaks lines takes them for elements.
const RESPONSE_MARKER = '<?signature-of-response?>';
const assertionMarker = (index: number): string => `<?signature-of-assertion-${index}?>`;

/** The XML of a response. Assertions are signed first, then encrypted, then the response is signed. */
export function makeResponse(content: ResponseContent, form: ResponseForm): string {
  const layout = form.layout ?? plainLayout;
  const assertions = content.assertions.map((assertion, index): XmlContent => {
    const signature = form.signAssertion ? { raw: assertionMarker(index) } : undefined;
    const node = assertionElement(assertion, layout, { signature });
    if (!form.encrypt) return node;
    const alone = signAssertion(renderXml(node, layout), assertion, index, form);
    return encryptedAssertion(alone, form.encrypt, layout);
  });
  const signature = form.signResponse ? { raw: RESPONSE_MARKER } : undefined;
  const root = responseElement(content, layout, { signature }, assertions);
  let xml = layout.declaration + renderXml(root, layout);
  if (!form.encrypt) {
    content.assertions.forEach((assertion, index) => {
      xml = signAssertion(xml, assertion, index, form);
    });
  }
  if (!form.signResponse) return xml;
  const place: SignedPlace = { marker: RESPONSE_MARKER, xpath: '/samlp:Response', id: content.id };
  return signInPlace(xml, place, form.signResponse, layout);
}

function signAssertion(
  xml: string,
  { id }: AssertionContent,
  index: number,
  { signAssertion: signing, layout = plainLayout }: ResponseForm,
): string {
  if (!signing) return xml;
  const marker = assertionMarker(index);
  // An assertion on its own has no place in an order.
  const xpath =
    xml.includes(':Response') || xml.includes('<Response')
      ? `(//saml:Assertion)[${index + 1}]`
      : '/saml:Assertion';
  return signInPlace(xml, { marker, xpath, id }, signing, layout);
}

/** XML as the form field SAMLResponse carries it. */
export function toFormField(xml: string | Buffer): string {
  return Buffer.from(xml).toString('base64');
}
