/** How a product writes its responses, as data. */
import { NS } from './names.ts';
import type { XmlLayout } from './xml-tree.ts';

/** What KeyInfo says about the key. */
export type KeyInfoForm =
  | 'certificate'
  | 'certificate-and-subject'
  | 'certificate-and-key'
  | 'key-name'
  | 'key-value'
  | 'none';

/** The form of a whole response: names, order, white space, forms of values. */
export interface Layout extends XmlLayout {
  /** Before the root element; empty for none. */
  readonly declaration: string;
  /** The order of a response's attributes; those that are not listed follow. */
  readonly responseAttributes: readonly string[];
  readonly assertionAttributes: readonly string[];
  /** Declarations that the root carries besides those it needs. */
  readonly rootDeclarations: Readonly<Record<string, string>>;
  /** Declarations that an assertion carries besides those it needs. */
  readonly assertionDeclarations: Readonly<Record<string, string>>;
  /** xsi:type of attribute values. */
  readonly valueType: string | undefined;
  readonly issuerFormat: string | undefined;
  readonly attributeNameFormat: string | undefined;
  /** Times with a fraction of a second. */
  readonly milliseconds: boolean;
  readonly keyInfo: KeyInfoForm;
  /** The prefix of KeyInfo, where a product changes it inside the signature. */
  readonly keyInfoPrefix: string | undefined;
  /** Characters of a line of base64; 0 for one line. */
  readonly base64Line: number;
  /** What ends a line of base64. */
  readonly lineEnd: string;
  /** Stands around the parts of a signature. */
  readonly signatureSpace: string;
  /** PrefixList of the exclusive transform. */
  readonly inclusivePrefixes: readonly string[];
}

/** The usual prefixes. */
export const PREFIXES: Readonly<Record<string, string>> = {
  [NS.protocol]: 'samlp',
  [NS.assertion]: 'saml',
  [NS.signature]: 'ds',
  [NS.encryption]: 'xenc',
  [NS.encryption11]: 'xenc11',
  [NS.exclusive]: 'ec',
  [NS.schema]: 'xs',
  [NS.instance]: 'xsi',
  [NS.metadata]: 'md',
};

/** A plain layout that no product has. */
export const plainLayout: Layout = {
  prefixes: PREFIXES,
  quote: '"',
  declarationsFirst: true,
  indent: undefined,
  shortEmpty: true,
  declaration: '',
  responseAttributes: ['ID', 'Version', 'IssueInstant', 'Destination', 'InResponseTo'],
  assertionAttributes: ['ID', 'Version', 'IssueInstant'],
  rootDeclarations: {},
  assertionDeclarations: {},
  valueType: undefined,
  issuerFormat: undefined,
  attributeNameFormat: undefined,
  milliseconds: false,
  keyInfo: 'certificate',
  keyInfoPrefix: undefined,
  base64Line: 0,
  lineEnd: '\n',
  signatureSpace: '',
  inclusivePrefixes: [],
};
