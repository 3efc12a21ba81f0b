import { failure } from '../failures/catalogue.ts';
import type { Check } from '../failures/check.ts';
import { base64Fault } from './base64.ts';
import { MOST_CHARACTERS } from './limits.ts';
import { expandedName, isResponse, isSuccess, statusOf } from './response-parts.ts';
import type { ResponseSubject } from './subject.ts';
import { shown } from './text.ts';
import { attribute, type XmlElement, type XmlProblem } from './xml/index.ts';

type ResponseCheck = Check<ResponseSubject>;

export const responseIsBase64: ResponseCheck = {
  name: 'responseIsBase64',
  code: 'SAML-001',
  run({ bytes, input }) {
    if (bytes) return undefined;
    const { requestId } = input;
    return failure('SAML-001', { detail: base64Fault(input.response), requestId });
  },
  describe({ bytes, input }) {
    const received = bytes ? 'base64' : base64Fault(input.response);
    return { expected: 'base64 of an XML document', received };
  },
};

export const responseIsWithinSize: ResponseCheck = {
  name: 'responseIsWithinSize',
  code: 'SAML-002',
  run({ input }) {
    const { length } = input.response;
    if (length <= MOST_CHARACTERS) return undefined;
    return failure('SAML-002', { characters: String(length), limit: String(MOST_CHARACTERS) });
  },
  describe({ input }) {
    return {
      expected: `at most ${MOST_CHARACTERS} characters`,
      received: `${input.response.length} characters`,
    };
  },
};

function place({ line, column }: XmlProblem): { line: string; column: string } {
  return { line: String(line), column: String(column) };
}

export const responseHasNoDoctype: ResponseCheck = {
  name: 'responseHasNoDoctype',
  code: 'SAML-003',
  run({ reading }) {
    if (reading.ok || reading.problem.kind !== 'doctype') return undefined;
    return failure('SAML-003', place(reading.problem));
  },
  describe({ reading }) {
    const hasOne = !reading.ok && reading.problem.kind === 'doctype';
    return {
      expected: 'no document type declaration',
      received: hasOne ? `one at line ${reading.problem.line}` : 'none',
    };
  },
};

export const responseIsWellFormed: ResponseCheck = {
  name: 'responseIsWellFormed',
  code: 'SAML-004',
  run({ reading }) {
    if (reading.ok) return undefined;
    return failure('SAML-004', {
      ...place(reading.problem),
      detail: shown(reading.problem.detail),
    });
  },
  describe({ reading }) {
    return {
      expected: 'well-formed XML in UTF-8',
      received: reading.ok ? 'well-formed XML' : shown(reading.problem.detail),
    };
  },
};

function rootOf({ reading }: ResponseSubject): XmlElement {
  if (!reading.ok) throw new Error('the response was not read');
  return reading.document.root;
}

export const rootIsResponse: ResponseCheck = {
  name: 'rootIsResponse',
  code: 'SAML-005',
  run(subject) {
    const root = rootOf(subject);
    return isResponse(root) ? undefined : failure('SAML-005', { root: shown(expandedName(root)) });
  },
  describe(subject) {
    return {
      expected: '{urn:oasis:names:tc:SAML:2.0:protocol}Response',
      received: shown(expandedName(rootOf(subject))),
    };
  },
};

export const responseVersionIsTwo: ResponseCheck = {
  name: 'responseVersionIsTwo',
  code: 'SAML-006',
  run({ response }) {
    const version = attribute(response, 'Version');
    if (version === '2.0') return undefined;
    return failure('SAML-006', { version: shown(version ?? 'none') });
  },
  describe({ response }) {
    return { expected: '2.0', received: shown(attribute(response, 'Version') ?? 'none') };
  },
};

export const statusIsSuccess: ResponseCheck = {
  name: 'statusIsSuccess',
  code: 'SAML-007',
  run({ response }) {
    const status = statusOf(response);
    if (isSuccess(status)) return undefined;
    return failure('SAML-007', {
      status: statusText(response),
      reason: shown(status?.message ?? 'it says no more'),
    });
  },
  describe({ response }) {
    return { expected: 'Success', received: statusText(response) };
  },
};

/** `Responder / RequestDenied`: the codes without the prefix that all of them share. */
function statusText(response: XmlElement): string {
  const codes = statusOf(response)?.codes ?? [];
  const short = codes.map((code) => code.replace('urn:oasis:names:tc:SAML:2.0:status:', ''));
  return shown(short.join(' / ')) || 'none';
}

export const providerExists: ResponseCheck = {
  name: 'providerExists',
  code: 'SAML-008',
  run({ input }) {
    if (input.metadata) return undefined;
    const provider = shown(input.pair?.providerArn ?? 'none');
    return failure('SAML-008', { provider, requestId: input.requestId });
  },
  describe({ input }) {
    const { providerArn } = input.pair ?? {};
    return {
      expected: providerArn === undefined ? 'a SAML provider' : shown(providerArn),
      received: input.metadata ? 'its metadata' : 'no such provider',
    };
  },
};
