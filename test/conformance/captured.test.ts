import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { HttpRequest } from '../../src/base/http.ts';
import { claimedScope, identify, readInput } from '../../src/wire/index.ts';

/** One recorded request; capture.ts says how to add one. */
interface Fixture {
  readonly command: readonly string[];
  readonly request: Omit<HttpRequest, 'body'> & { readonly body: string };
  readonly expect: {
    readonly service: string;
    readonly operation: string;
    readonly signedFor?: string;
    readonly input: Readonly<Record<string, unknown>>;
  };
}

const folder = new URL('captured/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe('requests recorded from the AWS CLI and boto3', () => {
  it('are there', () => {
    assert.ok(files.length >= 14);
  });

  for (const file of files) {
    it(`parse: ${file}`, async () => {
      const { request, expect }: Fixture = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
      const sent = { ...request, body: Buffer.from(request.body, 'latin1') };
      const identified = await identify(sent);
      assert.equal(identified.outcome, 'operation');
      assert.equal(identified.service.name, expect.service);
      assert.equal(identified.operation.name, expect.operation);
      assert.equal(claimedScope(sent)?.service, expect.signedFor);
      assert.deepEqual(JSON.parse(JSON.stringify(readInput(identified))), expect.input);
    });
  }
});
