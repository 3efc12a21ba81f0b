import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { surface } from '../failures/aws-error.ts';
import { type CheckTrace, traceChecks } from '../failures/check.ts';
import { metadataCases as cases } from './metadata-cases.test-support.ts';
import { metadataChecks } from './metadata-table.ts';
import { examineMetadata, readMetadata } from './read-metadata.ts';
import { NOW } from './response.test-support.ts';

function codeOf(document: string | Uint8Array, table = metadataChecks): string | undefined {
  const subject = examineMetadata({ document, now: NOW });
  for (const { run } of table) {
    const failure = run(subject);
    if (failure) return failure.code;
  }
  return undefined;
}

describe('the checks of a metadata document', () => {
  for (const { title, code, wire, refused, accepted } of cases) {
    it(`${code}: ${title}`, () => {
      const reading = readMetadata(refused(), { now: NOW });
      assert.ok(!reading.ok);
      assert.equal(reading.failure.code, code, reading.failure.message);
      const error = surface(reading.failure);
      assert.equal(`${error.code}: ${error.message}`, wire);
      assert.ok(!/\{\w+\}/.test(reading.failure.message), reading.failure.message);
      const other = readMetadata(accepted(), { now: NOW });
      assert.ok(other.ok, other.ok ? '' : other.failure.message);
    });
  }

  it('no row can be left out', () => {
    const documents = cases.map(({ refused, code }) => ({ document: refused(), code }));
    for (const left of metadataChecks) {
      const rest = metadataChecks.filter((check) => check !== left);
      const noticed = documents.some(({ document, code }) => {
        try {
          return codeOf(document, rest) !== code;
        } catch {
          return true;
        }
      });
      assert.ok(noticed, `no case needs ${left.name}`);
    }
  });

  it('tells expected and received of every row', () => {
    for (const { title, code, refused, accepted } of cases) {
      const trace = (document: string | Uint8Array): CheckTrace[] =>
        traceChecks(metadataChecks, examineMetadata({ document, now: NOW }));
      const failed = trace(refused()).find(({ outcome }) => outcome === 'failed');
      assert.equal(failed?.failure?.code, code, title);
      assert.notEqual(failed?.expected, failed?.received, title);
      assert.ok(
        trace(accepted()).every(({ outcome }) => outcome === 'passed'),
        title,
      );
    }
  });
});
