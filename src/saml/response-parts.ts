import { ASSERTION, PROTOCOL, SUCCESS } from './names.ts';
import { trimmedText } from './text.ts';
import {
  attribute,
  childElement,
  childElements,
  descendantElements,
  type XmlElement,
} from './xml/index.ts';

/** True for a samlp:Response. */
export function isResponse(element: XmlElement): boolean {
  return element.namespace === PROTOCOL && element.localName === 'Response';
}

/** `{namespace}name` of an element. */
export function expandedName({ namespace, localName }: XmlElement): string {
  return namespace === '' ? localName : `{${namespace}}${localName}`;
}

/** Every assertion below an element, encrypted or not, at any depth. */
export function assertionsBelow(element: XmlElement): XmlElement[] {
  return [
    ...descendantElements(element, ASSERTION, 'Assertion'),
    ...descendantElements(element, ASSERTION, 'EncryptedAssertion'),
  ];
}

/** True for a saml:Assertion that contains no other. */
export function isLoneAssertion(element: XmlElement): boolean {
  const { namespace, localName } = element;
  return (
    namespace === ASSERTION && localName === 'Assertion' && assertionsBelow(element).length === 0
  );
}

/** True for a saml:EncryptedAssertion. */
export function isEncrypted(assertion: XmlElement): boolean {
  return assertion.localName === 'EncryptedAssertion';
}

/** The texts of the Issuer children, of which there should be one. */
export function issuersOf(element: XmlElement): string[] {
  return childElements(element, ASSERTION, 'Issuer').map(trimmedText);
}

/** What samlp:Status says: its codes from the outermost to the innermost, and its message. */
export interface ResponseStatus {
  readonly codes: readonly string[];
  readonly message: string | undefined;
}

/** The status of a response; undefined unless there is exactly one Status. */
export function statusOf(response: XmlElement): ResponseStatus | undefined {
  const [status, second] = childElements(response, PROTOCOL, 'Status');
  if (!status || second) return undefined;
  const codes: string[] = [];
  let code = childElement(status, PROTOCOL, 'StatusCode');
  for (; code; code = childElement(code, PROTOCOL, 'StatusCode')) {
    codes.push(attribute(code, 'Value') ?? '');
  }
  const message = childElement(status, PROTOCOL, 'StatusMessage');
  return { codes, message: message && trimmedText(message) };
}

/** True when the outermost status code is Success. */
export function isSuccess(status: ResponseStatus | undefined): boolean {
  return status?.codes[0] === SUCCESS;
}

/** The first element at or below `element` whose text is interrupted by a comment or instruction. */
export function interruptedValue(element: XmlElement): XmlElement | undefined {
  const waiting: XmlElement[] = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    let hasText = false;
    let hasOther = false;
    for (const child of next.children) {
      if (child.kind === 'element') waiting.push(child);
      else if (child.kind !== 'text') hasOther = true;
      else if (child.value.trim() !== '') hasText = true;
    }
    if (hasText && hasOther) return next;
  }
  return undefined;
}
