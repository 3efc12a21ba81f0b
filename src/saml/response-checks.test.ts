import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surface } from '../failures/aws-error.ts';
import type { Failure } from '../failures/catalogue.ts';
import { type Check, type CheckTrace, firstFailure, traceChecks } from '../failures/check.ts';
import { subjectCases, timeCases } from './assertion-cases.test-support.ts';
import { attributeCases } from './attribute-cases.test-support.ts';
import { envelopeCases } from './envelope-cases.test-support.ts';
import { examineResponse } from './examine-response.ts';
import {
  idp,
  inputOf,
  type ResponseCase,
  receiver,
  respond,
  SIGNATURE_INVALID,
  usual,
} from './response.test-support.ts';
import { responseChecks } from './response-checks.ts';
import type { ResponseSubject } from './subject.ts';
import { trustCases } from './trust-cases.test-support.ts';
import type { ResponseInput } from './types.ts';
import { verifiedFacts } from './verified-facts.ts';

const cases: ResponseCase[] = [
  ...envelopeCases,
  ...trustCases,
  ...timeCases,
  ...subjectCases,
  ...attributeCases,
];

function judge(input: ResponseInput): Failure | undefined {
  return firstFailure(responseChecks, examineResponse(input));
}

describe('the checks of a SAML response', () => {
  for (const { title, code, wire, refused, accepted } of cases) {
    it(`${code}: ${title}`, () => {
      const failure = judge(refused());
      assert.equal(failure?.code, code, failure?.message);
      const error = surface(failure);
      assert.equal(`${error.code}: ${error.message}`, wire);
      assert.ok(!/\{\w+\}/.test(failure.message), failure.message);
      const other = judge(accepted());
      assert.equal(other, undefined, other?.message);
    });
  }

  it('no row can be left out', () => {
    const refused = cases.map(({ refused: make, code }) => ({ input: make(), code }));
    for (const left of responseChecks) {
      const rest = responseChecks.filter((check) => check !== left);
      const noticed = refused.some(({ input, code }) => codeUnder(rest, input) !== code);
      assert.ok(noticed, `no case needs ${left.name}`);
    }
  });

  it('every name and every code stands for one row', () => {
    const names = responseChecks.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    const codes = responseChecks.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
  });
});

function codeUnder(
  table: readonly Check<ResponseSubject>[],
  input: ResponseInput,
): string | undefined {
  try {
    return firstFailure(table, examineResponse(input))?.code;
  } catch {
    return 'a row that cannot run';
  }
}

function outcomes(traces: readonly CheckTrace[], outcome: CheckTrace['outcome']): string[] {
  return traces.filter((trace) => trace.outcome === outcome).map(({ name }) => name);
}

describe('the trace of a SAML response', () => {
  it('tells expected and received of every row, and differently where they differ', () => {
    for (const { title, code, refused, accepted } of cases) {
      const traces = traceChecks(responseChecks, examineResponse(refused()));
      const failed = traces.find(({ outcome }) => outcome === 'failed');
      assert.equal(failed?.failure?.code, code, title);
      assert.notEqual(failed?.expected, failed?.received, title);
      const good = traceChecks(responseChecks, examineResponse(accepted()));
      assert.deepEqual(outcomes(good, 'failed'), [], title);
      assert.deepEqual(outcomes(good, 'skipped'), [], title);
    }
  });

  it('reads nothing of an assertion that is not verified', () => {
    const subject = examineResponse(inputOf(respond().replaceAll('alice', 'mallory')));
    const traces = traceChecks(responseChecks, subject);
    assert.deepEqual(outcomes(traces, 'failed'), ['signatureVerifies']);
    const skipped = outcomes(traces, 'skipped');
    assert.equal(skipped[0], 'assertionIsRegular');
    assert.equal(skipped.at(-1), 'sourceIdentityIsValid');
    assert.equal(JSON.stringify(traces).includes('mallory'), false);
    assert.throws(() => subject.verified);
    assert.throws(() => subject.attributes);
    assert.throws(() => subject.assertion);
    assert.deepEqual(verifiedFacts(subject), {});
  });

  it('skips everything behind a response that is no base64', () => {
    const traces = traceChecks(
      responseChecks,
      examineResponse({ ...inputOf(''), response: '<samlp:Response/>' }),
    );
    assert.deepEqual(outcomes(traces, 'failed'), ['responseIsBase64']);
    assert.deepEqual(outcomes(traces, 'passed'), ['responseIsWithinSize', 'providerExists']);
  });

  it('never shows a whole assertion, a key or a signature', () => {
    const encrypt = { publicKey: receiver.publicKey };
    const decryption = { mode: 'Allowed', keys: [receiver.privateKey] } as const;
    const xml = respond(undefined, { signAssertion: idp.signing(), encrypt });
    const text = JSON.stringify(
      traceChecks(responseChecks, examineResponse(inputOf(xml, { decryption }))),
    );
    assert.equal(/<|BEGIN|[A-Za-z0-9+/]{80}/.test(text), false, text);
  });
});

describe('the verified assertion', () => {
  it('is not given while any check fails, though its node is verified', () => {
    const subject = examineResponse({ ...inputOf(respond()), recipients: [] });
    assert.equal(subject.verified.localName, 'Assertion');
    assert.throws(() => subject.assertion, /accepted assertion/);
    const facts = verifiedFacts(subject);
    assert.equal(facts.nameId, 'alice@example.test');
    assert.equal(facts.issuer, idp.entityId);
    assert.equal(facts.roleSessionName, 'alice@example.test');
    assert.equal(
      facts.assertionId,
      usual().assertions.length === 1
        ? subject.verified.attributes.find(({ localName }) => localName === 'ID')?.value
        : '',
    );
  });

  it('is the node that was signed, in the response or decrypted', () => {
    const plain = examineResponse(inputOf(respond()));
    assert.equal(plain.verified, plain.assertions[0]);
    const encrypt = { publicKey: receiver.publicKey, content: 'aes128-cbc' } as const;
    const decryption = { mode: 'Required', keys: [receiver.privateKey] } as const;
    const sealed = examineResponse(
      inputOf(respond(undefined, { signResponse: idp.signing(), encrypt }), { decryption }),
    );
    assert.notEqual(sealed.verified, sealed.assertions[0]);
    assert.equal(sealed.assertion.nameId, 'alice@example.test');
  });

  it('is looked for once, and everything that it needs as well', () => {
    const subject = examineResponse(inputOf(respond()));
    assert.equal(subject.reading, subject.reading);
    assert.equal(subject.verdicts, subject.verdicts);
    assert.equal(subject.assertion, subject.assertion);
    assert.equal(subject.attributes, subject.assertion.attributes);
  });
});

describe('what an answer tells of an encrypted assertion', () => {
  it('is the same text for whatever it decrypts to', () => {
    const decryption = { mode: 'Allowed', keys: [receiver.privateKey] } as const;
    const encrypt = { publicKey: receiver.publicKey, content: 'aes256-cbc' } as const;
    const texts = [
      respond(undefined, {
        signAssertion: idp.signing(),
        encrypt: { ...encrypt, tamper: (bytes) => Buffer.from(bytes).fill(0, 40, 50) },
      }),
      respond(undefined, { encrypt }),
      respond(() => ({ issuer: 'https://other.example.test' }), { encrypt }),
      respond(() => ({ version: '1.1', subject: undefined }), { encrypt }),
      respond(() => ({ id: '_a', issuer: { raw: 'x<!-- -->y' } }), {
        signAssertion: idp.signing(),
        encrypt,
      }),
    ].map((xml) => {
      const failure = judge(inputOf(xml, { decryption }));
      assert.ok(failure);
      const error = surface(failure);
      return `${error.code}: ${error.message}`;
    });
    assert.deepEqual([...new Set(texts)], [SIGNATURE_INVALID]);
  });
});
