import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startTestIssuer } from '../../test/support/identity-provider.ts';
import { makeTlsChain } from '../../test/support/tls-chain.ts';
import { startBudget } from '../base/budget.ts';
import { createOutbound, readAuthorities } from './index.ts';

const read = (url: string, allow = ['127.0.0.0/8'], authorities: readonly string[] = []) =>
  createOutbound({ allow, authorities }).thumbprint(url, startBudget(2_000));

describe('the thumbprint of a server', () => {
  it('is that of the top certificate that it sends, trusted or not', async () => {
    for (const tls of ['plain', 'intermediate', 'whole', 'self-signed', 'expired'] as const) {
      const issuer = await startTestIssuer({ tls });
      const seen = await read(issuer.url);
      assert.ok(seen.ok, tls);
      assert.equal(seen.thumbprint, issuer.thumbprint, tls);
      assert.notEqual(seen.fault, undefined);
      assert.deepEqual(issuer.asked, [], 'nothing is said to it');
      const trusted = await read(issuer.url, undefined, [issuer.authority]);
      assert.equal(trusted.ok && trusted.fault, tls === 'expired' ? 'CERT_HAS_EXPIRED' : undefined);
      await issuer.stop();
    }
  });

  it('is not read where a request may not go, or nobody answers', async () => {
    const issuer = await startTestIssuer();
    await issuer.stop();
    const gone = await read(issuer.url);
    assert.ok(!gone.ok && gone.problem.kind === 'connection');
    const refused = await read(issuer.url, []);
    assert.ok(!refused.ok && refused.problem.kind === 'address-refused');
    const plain = await read('http://localhost/');
    assert.ok(!plain.ok && plain.problem.kind === 'url');
  });
});

describe('a file of authorities', () => {
  const { root } = makeTlsChain('plain', ['a.test']);
  const other = makeTlsChain('plain', ['b.test']).root;

  it('is read whatever stands between its certificates', () => {
    const text = `# ours\r\n${root.pem.replaceAll('\n', '\r\n')}\nother:\n${other.pem}`;
    assert.equal(readAuthorities(text).length, 2);
  });

  it('is refused when it holds none, or one that is broken', () => {
    assert.throws(() => readAuthorities(''), { message: 'it holds no certificate' });
    const broken = root.pem.replace(/\n[^-]{10}/, '\n');
    assert.throws(() => readAuthorities(other.pem + broken), {
      message: 'certificate 2 in it cannot be read',
    });
    assert.equal(readAuthorities(other.pem + root.pem).length, 2);
  });
});
