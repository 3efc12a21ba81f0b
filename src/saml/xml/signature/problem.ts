/**
 * Why a signature is not accepted. Found by reading it:
 * - `signature-absent`: the element has no ds:Signature child; `several-signatures`: more than one.
 * - `duplicate-id`: the document uses an identifier twice, so that a reference is ambiguous.
 * - `signature-malformed`: not the children that XML Signature lists, or comments and instructions
 *   among them; `several-signed-info`; `object-not-allowed`: ds:Object, which SAML never uses.
 * - `canonicalization-not-allowed`, `signature-method-not-allowed` (HMAC, DSA and anything unknown),
 *   `digest-method-not-allowed`.
 * - `reference-absent`, `several-references`, `reference-not-local` (no URI, or not `#ID` or empty),
 *   `reference-elsewhere`: it names another element than the parent of the signature.
 * - `transform-not-allowed`: anything but the enveloped signature followed by at most one canonical
 *   form; `transform-missing`: no enveloped signature.
 * - `digest-value-malformed`, `signature-value-empty`, `signature-value-malformed`: not base64 text
 *   of the right length.
 * Found by verifying it:
 * - `weak-algorithm`: SHA-1, where it is not allowed.
 * - `no-key`: no key was given, or none fits the signature method.
 * - `signature-mismatch`: the value fits none of the keys.
 * - `digest-mismatch`: a key signed it, but the element is not what was signed.
 */
export type SignatureProblemKind =
  | 'signature-absent'
  | 'several-signatures'
  | 'duplicate-id'
  | 'signature-malformed'
  | 'several-signed-info'
  | 'object-not-allowed'
  | 'canonicalization-not-allowed'
  | 'signature-method-not-allowed'
  | 'digest-method-not-allowed'
  | 'reference-absent'
  | 'several-references'
  | 'reference-not-local'
  | 'reference-elsewhere'
  | 'transform-not-allowed'
  | 'transform-missing'
  | 'digest-value-malformed'
  | 'signature-value-empty'
  | 'signature-value-malformed'
  | 'weak-algorithm'
  | 'no-key'
  | 'signature-mismatch'
  | 'digest-mismatch';

/** A refusal with what was found, in a short English text that quotes little and printably. */
export interface SignatureProblem {
  readonly kind: SignatureProblemKind;
  readonly detail: string;
}
