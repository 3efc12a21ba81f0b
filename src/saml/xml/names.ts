/** The namespaces and algorithm prefixes of the W3C specifications that this folder implements. */

export const XML = 'http://www.w3.org/XML/1998/namespace';
export const XMLNS = 'http://www.w3.org/2000/xmlns/';
/** XML Signature Syntax and Processing. */
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
/** Further algorithms of XML Signature (RFC 9231). */
export const DSIG_MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
export const DSIG_MORE_2007 = 'http://www.w3.org/2007/05/xmldsig-more#';
/** Exclusive XML Canonicalization 1.0: an algorithm, and the namespace of InclusiveNamespaces. */
export const EXCLUSIVE_C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';
/** Canonical XML 1.0. */
export const INCLUSIVE_C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
/** XML Encryption Syntax and Processing. */
export const XMLENC = 'http://www.w3.org/2001/04/xmlenc#';
export const XMLENC11 = 'http://www.w3.org/2009/xmlenc11#';
