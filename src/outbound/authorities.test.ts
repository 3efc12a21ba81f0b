import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeTlsChain } from '../../test/support/tls-chain.ts';
import { readAuthorities } from './index.ts';

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
