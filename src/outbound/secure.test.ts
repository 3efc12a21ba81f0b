import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, before, describe, it, type TestContext } from 'node:test';
import {
  startTestIssuer,
  type TestIssuer,
  UNKNOWN_THUMBPRINT,
} from '../../test/support/identity-provider.ts';
import type { TlsKind } from '../../test/support/tls-chain.ts';
import { startBudget } from '../base/budget.ts';
import type { FetchOutcome } from '../base/fetch.ts';
import { createOutbound } from './index.ts';

const ALLOW = ['127.0.0.0/8'];

interface Asking {
  readonly authorities?: readonly string[];
  readonly thumbprints?: readonly string[];
  readonly host?: string;
}

function ask(port: number, { authorities = [], thumbprints, host = 'localhost' }: Asking) {
  const outbound = createOutbound({ allow: ALLOW, authorities, lookup: async () => ['127.0.0.1'] });
  return outbound.fetch({
    url: `https://${host}:${port}/keys`,
    budget: startBudget(30_000),
    maxBytes: 10_000,
    ...(thumbprints ? { thumbprints } : {}),
  });
}

/** `authority`, `thumbprint`, or why the certificate was refused. */
function verdict(outcome: FetchOutcome): string {
  if (outcome.ok) return outcome.response.certificate.trust;
  const { problem } = outcome;
  return problem.kind === 'certificate' ? problem.reason : problem.kind;
}

describe("a server's certificate", () => {
  const issuers = new Map<TlsKind, TestIssuer>();
  const issuer = (kind: TlsKind): TestIssuer => {
    const found = issuers.get(kind);
    assert.ok(found);
    return found;
  };
  before(async () => {
    const kinds = ['plain', 'intermediate', 'whole', 'self-signed', 'wrong-name', 'expired'];
    for (const tls of kinds as TlsKind[]) issuers.set(tls, await startTestIssuer({ tls }));
    const real = issuer('intermediate').tls;
    issuers.set('borrowed', await startTestIssuer({ tls: 'borrowed', real }));
  });
  after(async () => {
    for (const each of issuers.values()) await each.stop();
  });

  it('is believed when an authority of the operator signed it, through what was sent', async () => {
    for (const kind of ['plain', 'intermediate', 'whole'] as const) {
      const { port, authority } = issuer(kind);
      assert.equal(verdict(await ask(port, { authorities: [authority] })), 'authority', kind);
    }
  });

  it('is refused when nobody vouches for it, and what was sent is told', async () => {
    const reasons = {
      plain: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      intermediate: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      whole: 'SELF_SIGNED_CERT_IN_CHAIN',
      'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    } as const;
    for (const [kind, reason] of Object.entries(reasons)) {
      const { port, thumbprint } = issuer(kind as TlsKind);
      const outcome = await ask(port, {});
      assert.equal(verdict(outcome), reason, kind);
      assert.ok(!outcome.ok && outcome.problem.kind === 'certificate');
      assert.equal(outcome.problem.chain.at(-1)?.thumbprint, thumbprint);
      const steps = outcome.hops[0]?.steps.map(({ step }) => step);
      assert.deepEqual(steps, ['wait', 'dns', 'connect', 'tls'], 'nothing was asked of it');
    }
  });

  it('is believed for a thumbprint of its chain when no authority signed it', async () => {
    for (const kind of ['plain', 'intermediate', 'whole', 'self-signed'] as const) {
      const { port, thumbprint } = issuer(kind);
      for (const print of [thumbprint, thumbprint.toUpperCase()]) {
        const thumbprints = [UNKNOWN_THUMBPRINT, print];
        assert.equal(verdict(await ask(port, { thumbprints })), 'thumbprint', kind);
      }
      const outcome = await ask(port, { thumbprints: [UNKNOWN_THUMBPRINT] });
      assert.ok(!outcome.ok && outcome.problem.kind === 'certificate', kind);
    }
    const { port, tls } = issuer('whole');
    for (const { thumbprint } of [tls.own, tls.root]) {
      assert.equal(verdict(await ask(port, { thumbprints: [thumbprint] })), 'thumbprint');
    }
  });

  it('needs no thumbprint when an authority signed it', async () => {
    const { port, authority } = issuer('plain');
    const asking = { authorities: [authority], thumbprints: [UNKNOWN_THUMBPRINT] };
    assert.equal(verdict(await ask(port, asking)), 'authority');
  });

  it("is refused when it only carries the thumbprint's certificate along", async () => {
    const { port, thumbprint } = issuer('borrowed');
    assert.equal(thumbprint, issuer('intermediate').thumbprint);
    const outcome = await ask(port, { thumbprints: [thumbprint] });
    assert.ok(!outcome.ok && outcome.problem.kind === 'certificate');
    assert.deepEqual(
      outcome.problem.chain.map(({ subject }) => subject),
      ['CN=Attacker'],
      'what did not sign it is no part of its chain',
    );
  });

  it('has to be for the host, whoever vouches for it', async () => {
    const { port, authority, thumbprint } = issuer('wrong-name');
    const wrong = 'ERR_TLS_CERT_ALTNAME_INVALID';
    assert.equal(verdict(await ask(port, { authorities: [authority] })), wrong);
    assert.equal(verdict(await ask(port, { thumbprints: [thumbprint] })), wrong);
    const asking = { authorities: [authority], host: 'elsewhere.test' };
    assert.equal(verdict(await ask(port, asking)), 'authority');
    const plain = issuer('plain');
    const byAddress = { authorities: [plain.authority], host: '127.0.0.1' };
    assert.equal(verdict(await ask(plain.port, byAddress)), 'authority');
    assert.equal(verdict(await ask(plain.port, { ...byAddress, host: 'other.test' })), wrong);
  });

  it('has to be in its time, whoever vouches for it', async () => {
    const { port, authority, thumbprint } = issuer('expired');
    const expired = 'CERT_HAS_EXPIRED';
    assert.equal(verdict(await ask(port, { authorities: [authority] })), expired);
    assert.equal(verdict(await ask(port, { thumbprints: [thumbprint] })), expired);
  });
});

describe('a handshake', () => {
  /** A server without TLS; `meet` gets each connection. */
  const start = async (test: TestContext, meet: (socket: Socket) => void) => {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      meet(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    test.after(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return { port: (server.address() as AddressInfo).port, sockets };
  };

  it('with a server that speaks no TLS, or hangs up, is told as such', async (test) => {
    const plain = await start(test, (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    assert.equal(verdict(await ask(plain.port, {})), 'tls');
    const rude = await start(test, (socket) => socket.destroy());
    const outcome = await ask(rude.port, {});
    assert.ok(!outcome.ok && outcome.problem.kind === 'tls');
    assert.equal(outcome.problem.code, 'ECONNRESET');
  });

  it('R109: that nobody answers ends with the budget, and leaves no socket open', async (test) => {
    const silent = await start(test, () => undefined);
    const outbound = createOutbound({ allow: ALLOW, authorities: [] });
    const url = `https://127.0.0.1:${silent.port}/`;
    const outcome = await outbound.fetch({ url, budget: startBudget(1_000), maxBytes: 10 });
    assert.ok(!outcome.ok && outcome.problem.kind === 'timeout');
    assert.equal(outcome.problem.step, 'tls');
    const [socket] = silent.sockets;
    assert.ok(socket);
    if (!socket.closed) await once(socket.resume(), 'close');
  });
});
