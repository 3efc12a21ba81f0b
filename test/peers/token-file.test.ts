/**
 * Clients that exchange a token file by themselves and let nobody set an endpoint: they reach this
 * server under the names of AWS, with its own certificate authority.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { IAM } from '@aws-sdk/client-iam';
import { localCaFile } from '../../src/http/local-ca.ts';
import { findProgram, needs } from '../../tools/programs.ts';
import { clientEnvironment, ended } from '../support/cli.ts';
import { clientsOf } from '../support/clients.ts';
import type { OidcPeer } from '../support/oidc-peer.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type ConnectProxy, startConnectProxy } from './connect-proxy.ts';
import { makeTrust, openPeer, PERSON, SESSION, sessionArnOf } from './oidc-world.ts';

describe('clients that exchange a token file under the names of AWS', () => {
  let peer: OidcPeer;
  let server: TestServer;
  let proxy: ConnectProxy;
  let home: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'gatehouse-token-file-'));
    peer = await openPeer();
    server = await startTestServer({ ...peer.environment, GATEHOUSE_TLS: 'local' });
    const { port } = new URL(server.url);
    proxy = await startConnectProxy(Number(port));
    const httpsAgent = new Agent({ ca: readFileSync(localCaFile(server.folder)) });
    const iam = new IAM({
      endpoint: `https://localhost:${port}`,
      region: server.region,
      credentials: { ...server.administrator },
      requestHandler: { httpsAgent },
    });
    await makeTrust({ ...clientsOf(server), iam }, server.account, peer);
    httpsAgent.destroy();
  });

  after(async () => {
    await proxy?.stop();
    await server?.stop();
    await peer?.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function arnBy(program: string, words: readonly string[], endpoints: string) {
    const file = join(home, 'token');
    await writeFile(file, await peer.idToken(PERSON), { mode: 0o600 });
    const env = {
      ...clientEnvironment(home, server.region),
      HTTPS_PROXY: proxy.url,
      AWS_CA_BUNDLE: localCaFile(server.folder),
      AWS_STS_REGIONAL_ENDPOINTS: endpoints,
      AWS_ROLE_ARN: `arn:aws:iam::${server.account}:role/ci`,
      AWS_ROLE_SESSION_NAME: SESSION,
      AWS_WEB_IDENTITY_TOKEN_FILE: file,
    };
    const child = spawn(program, words, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const { code, stdout, stderr } = await ended(child);
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout).Arn;
  }

  it('the AWS CLI', needs('aws'), async () => {
    const words = ['sts', 'get-caller-identity'];
    const arn = await arnBy(findProgram('aws') ?? 'aws', words, 'regional');
    assert.equal(arn, sessionArnOf(server.account));
    assert.ok(proxy.hosts.includes('sts.us-east-1.amazonaws.com'), proxy.hosts.join(' '));
  });

  it('R115: boto3, at the regional and at the global endpoint', needs('boto3'), async () => {
    const words = [join(import.meta.dirname, 'token-file.py')];
    for (const endpoints of ['regional', 'legacy']) {
      const arn = await arnBy(findProgram('boto3') ?? 'python3', words, endpoints);
      assert.equal(arn, sessionArnOf(server.account));
    }
    assert.ok(proxy.hosts.includes('sts.amazonaws.com'), proxy.hosts.join(' '));
  });
});
