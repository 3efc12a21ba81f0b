import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { XML_SIGNATURE } from './names.ts';
import { expandedName } from './response-parts.ts';
import type { PlacedSignature, ResponseSubject } from './subject.ts';
import { shown } from './text.ts';
import {
  descendantElements,
  type SignatureProblem,
  type SignatureProblemKind,
  type XmlElement,
} from './xml/index.ts';

type ResponseCheck = Check<ResponseSubject>;

export const signatureIsPresent: ResponseCheck = {
  name: 'signatureIsPresent',
  code: 'SAML-016',
  run({ signatures }) {
    return signatures.length > 0 ? undefined : failure('SAML-016', {});
  },
  describe({ signatures }) {
    const places = signatures.map(({ where }) => where);
    return {
      expected: 'a signature of the response, the assertion or both',
      received: places.length === 0 ? 'none' : places.join(' and '),
    };
  },
};

/** A signature that is no child of the response or of its assertion. */
function strayed({ response, candidate, decryption }: ResponseSubject): XmlElement | undefined {
  const roots = decryption ? [response, candidate] : [response];
  const all = roots.flatMap((root) => descendantElements(root, XML_SIGNATURE, 'Signature'));
  return all.find(({ parent }) => parent !== response && parent !== candidate);
}

export const signaturesStandInPlace: ResponseCheck = {
  name: 'signaturesStandInPlace',
  code: 'SAML-017',
  run(subject) {
    const parent = strayed(subject)?.parent;
    return parent && failure('SAML-017', { parent: shown(expandedName(parent)) });
  },
  describe(subject) {
    const parent = strayed(subject)?.parent;
    return {
      expected: 'signatures only as children of the response and the assertion',
      received: parent ? `one inside ${shown(expandedName(parent))}` : 'none elsewhere',
    };
  },
};

type Kinds = ReadonlySet<SignatureProblemKind>;

const ALGORITHMS: Kinds = new Set([
  'canonicalization-not-allowed',
  'signature-method-not-allowed',
  'digest-method-not-allowed',
  'weak-algorithm',
]);

const COVERAGE: Kinds = new Set([
  'duplicate-id',
  'reference-absent',
  'several-references',
  'reference-not-local',
  'reference-elsewhere',
  'transform-not-allowed',
  'transform-missing',
]);

interface Fault {
  readonly where: PlacedSignature['where'];
  readonly problem: SignatureProblem;
}

/** What reading the signatures found wrong, with SHA-1 where it is not allowed. */
function formFaults({ signatures, input }: ResponseSubject): Fault[] {
  return signatures.flatMap(({ where, reading }): Fault[] => {
    if (!reading.ok) return [{ where, problem: reading.problem }];
    const { weak, signatureMethod, reference } = reading.signature;
    if (!weak || input.allowSha1) return [];
    const detail = `SHA-1 is off here: ${signatureMethod}, ${reference.digestMethod}`;
    return [{ where, problem: { kind: 'weak-algorithm', detail } }];
  });
}

function faultOf(subject: ResponseSubject, isOurs: (kind: SignatureProblemKind) => boolean) {
  const fault = formFaults(subject).find(({ problem }) => isOurs(problem.kind));
  return fault && { where: fault.where, detail: shown(fault.problem.detail) };
}

const isAlgorithm = (kind: SignatureProblemKind): boolean => ALGORITHMS.has(kind);
const isCoverage = (kind: SignatureProblemKind): boolean => COVERAGE.has(kind);
/** Everything that is neither: new kinds of problems fall here and are refused. */
const isForm = (kind: SignatureProblemKind): boolean => !isAlgorithm(kind) && !isCoverage(kind);

export const signatureIsWellFormed: ResponseCheck = {
  name: 'signatureIsWellFormed',
  code: 'SAML-018',
  run(subject) {
    const fault = faultOf(subject, isForm);
    return fault && failure('SAML-018', fault);
  },
  describe(subject) {
    const expected = 'one SignedInfo, one SignatureValue, nothing else but KeyInfo';
    return { expected, received: faultOf(subject, isForm)?.detail ?? 'that' };
  },
};

export const signatureAlgorithmIsAccepted: ResponseCheck = {
  name: 'signatureAlgorithmIsAccepted',
  code: 'SAML-019',
  run(subject) {
    const fault = faultOf(subject, isAlgorithm);
    return fault && failure('SAML-019', fault);
  },
  describe(subject) {
    const used = subject.signatures.map(({ reading }) =>
      reading.ok ? reading.signature.signatureMethod : 'unread',
    );
    const sha = subject.input.allowSha1 ? 'SHA-1 or stronger' : 'SHA-256 or stronger';
    return {
      expected: `RSA or ECDSA with ${sha}`,
      received: faultOf(subject, isAlgorithm)?.detail ?? shown(used.join(', ')),
    };
  },
};

export const signatureCoversElement: ResponseCheck = {
  name: 'signatureCoversElement',
  code: 'SAML-020',
  run(subject) {
    const fault = faultOf(subject, isCoverage);
    return fault && failure('SAML-020', fault);
  },
  describe(subject) {
    return {
      expected: 'a reference to the whole element that carries the signature',
      received: faultOf(subject, isCoverage)?.detail ?? 'that',
    };
  },
};

export const signatureVerifies: ResponseCheck = {
  name: 'signatureVerifies',
  code: 'SAML-021',
  run({ verdicts, entity }) {
    const issuer = shown(entity.entityId);
    for (const { where, verdict } of verdicts) {
      if (verdict.ok) continue;
      if (verdict.problem.kind === 'digest-mismatch') return failure('SAML-022', { where, issuer });
      const count = String(entity.signingKeys.length);
      return failure('SAML-021', { where, count, issuer });
    }
    return undefined;
  },
  describe({ verdicts, entity }) {
    const keys = entity.signingKeys.map(({ certificate }) => certificate.fingerprint.slice(0, 16));
    const results = verdicts.map(
      ({ where, verdict }) =>
        `${where}: ${verdict.ok ? 'verified' : shown(verdict.problem.detail)}`,
    );
    return {
      expected: `a signature by one of the keys ${keys.join(', ')}`,
      received: results.join('; '),
    };
  },
};
