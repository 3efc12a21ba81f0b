import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { startTestIssuer } from '../../test/support/identity-provider.ts';
import { startBudget } from '../base/budget.ts';
import { StartError } from '../failures/start-error.ts';
import { buildOutbound } from './outbound.ts';

describe('the client that settings make', () => {
  it('reaches what GATEHOUSE_OUTBOUND_ALLOW and GATEHOUSE_CA_FILE say', async (test) => {
    const issuer = await startTestIssuer();
    test.after(() => issuer.stop());
    const ask = (outboundAllow: readonly string[], caFile: string) =>
      buildOutbound({ outboundAllow: [...outboundAllow], caFile }).fetch({
        url: `${issuer.url}/keys`,
        budget: startBudget(30_000),
        maxBytes: 10_000,
      });
    const both = await ask(['127.0.0.1', '::1'], issuer.caFile);
    assert.ok(both.ok);
    const untrusted = await ask(['127.0.0.1', '::1'], '');
    assert.ok(!untrusted.ok && untrusted.problem.kind === 'certificate');
    const refused = await ask([], issuer.caFile);
    assert.ok(!refused.ok && refused.problem.kind === 'address-refused');
  });

  it('is not built with a file that cannot be used', async (test) => {
    const issuer = await startTestIssuer();
    test.after(() => issuer.stop());
    const refused = (reason: string) => (error: unknown) => {
      assert.ok(error instanceof StartError);
      assert.equal(error.failure.code, 'OUT-001');
      const told = `file of certificate authorities \`${issuer.caFile}\` cannot be used: ${reason}`;
      assert.equal(error.message, told);
      return true;
    };
    const build = () => buildOutbound({ outboundAllow: [], caFile: issuer.caFile });
    build();
    await writeFile(issuer.caFile, 'nonsense');
    assert.throws(build, refused('it holds no certificate'));
    await issuer.stop();
    assert.throws(build, refused('ENOENT'));
  });
});
