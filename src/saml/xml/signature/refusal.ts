import type { SignatureProblemKind } from './problem.ts';

/** What the parts of this folder throw to each other; `readSignature` turns it into a problem. */
export class SignatureRefusal extends Error {
  readonly kind: SignatureProblemKind;

  constructor(kind: SignatureProblemKind, detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** Ends reading a signature. */
export function refuse(kind: SignatureProblemKind, detail: string): never {
  throw new SignatureRefusal(kind, detail);
}
