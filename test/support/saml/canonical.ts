/**
 * Canonical forms by libxml2, the library of many identity providers: what the signing test
 * identity provider digests owes nothing to the code under test.
 */
import { XmlC14NMode, XmlDocument } from 'libxml2-wasm';
import { C14N, NS } from './names.ts';

const MODES: Readonly<Record<string, { mode: 0 | 1 | 2; withComments: boolean }>> = {
  [C14N.exclusive]: { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: false },
  [C14N.exclusiveWithComments]: { mode: XmlC14NMode.XML_C14N_EXCLUSIVE_1_0, withComments: true },
  [C14N.inclusive]: { mode: XmlC14NMode.XML_C14N_1_0, withComments: false },
  [C14N.inclusiveWithComments]: { mode: XmlC14NMode.XML_C14N_1_0, withComments: true },
  [C14N.inclusive11]: { mode: XmlC14NMode.XML_C14N_1_1, withComments: false },
};

const PREFIXES = {
  ds: NS.signature,
  saml: NS.assertion,
  samlp: NS.protocol,
  md: NS.metadata,
};

/**
 * The canonical form of the first element of a document that an XPath names (prefixes ds, saml,
 * samlp, md). A method that is unknown here is taken as the exclusive one.
 */
export function canonicalForm(
  xml: string,
  xpath: string,
  method: string = C14N.exclusive,
  inclusivePrefixes: readonly string[] = [],
): string {
  const document = XmlDocument.fromString(xml);
  try {
    const found = document.get(xpath, PREFIXES);
    if (found === null) throw new Error(`no element ${xpath}`);
    const mode = MODES[method] ?? MODES[C14N.exclusive];
    return found.canonicalizeToString({
      ...mode,
      ...(inclusivePrefixes.length > 0
        ? { inclusiveNamespacePrefixes: [...inclusivePrefixes] }
        : {}),
    });
  } finally {
    document.dispose();
  }
}
