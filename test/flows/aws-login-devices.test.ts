/** `aws login` in the list of signed-in devices, and its end from there. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  beginLogin,
  type LoginRun,
  refresh,
  signedIn,
  type TokenAnswer,
  tokensOf,
} from '../support/aws-login.ts';
import { allow, makeUser } from '../support/entities.ts';
import { assertLoginRefused, LATE_TOKEN } from '../support/login-refusals.ts';
import { type LoginWorld, openLoginWorld } from '../support/login-world.ts';
import type { Visitor } from '../support/page-visitor.ts';
import { call, jsonDraft } from '../support/requests.ts';
import type { Credentials } from '../support/server.ts';

let world: LoginWorld;
let browser: Visitor;
before(async () => {
  world = await openLoginWorld();
  browser = await world.browserOf(world.alice);
});
after(async () => {
  await world?.server.stop();
});

async function gatehouse(
  operation: string,
  input: object,
  credentials: Credentials = world.alice.credentials,
): Promise<{ readonly status: number; readonly body: Record<string, unknown> }> {
  const draft = jsonDraft(`Gatehouse_20261101.${operation}`, JSON.stringify(input));
  const { status, body } = await call(world.server.url, draft, credentials, {
    service: 'gatehouse',
  });
  return { status, body: JSON.parse(body) };
}

interface Listed {
  readonly SessionId: string;
  readonly CommandLine?: boolean;
  readonly ParentSessionId?: string;
  readonly Device: string;
  readonly Arn: string;
}

async function listed(credentials?: Credentials): Promise<Listed[]> {
  const { status, body } = await gatehouse('ListSessions', {}, credentials);
  assert.equal(status, 200, JSON.stringify(body));
  return body.Sessions as Listed[];
}

async function begun(): Promise<{ run: LoginRun; token: TokenAnswer }> {
  const run = beginLogin(world.publicUrl);
  return { run, token: await signedIn(world.server.url, browser, run) };
}

const renewed = (run: LoginRun, token: TokenAnswer) =>
  refresh(world.server.url, run, token.refreshToken);

describe('a command line that is signed in', () => {
  it('is listed with its name beside the browser session that it came from', async () => {
    await begun();
    const all = await listed();
    const [line] = all.filter(({ CommandLine }) => CommandLine);
    assert.deepEqual([line?.Device, line?.Arn], ['aws-cli/2.32.0', world.alice.arn]);
    const parent = all.find(({ SessionId }) => SessionId === line?.ParentSessionId);
    assert.equal(parent?.CommandLine, undefined);
    assert.ok(parent);
  });

  it('is ended alone, and its credentials are not renewed', async () => {
    const [one, two] = [await begun(), await begun()];
    const before = await listed();
    const lines = before.filter(({ CommandLine }) => CommandLine);
    assert.equal(lines.length, 3);
    // The last used is the first of the list.
    const ended = await gatehouse('EndSession', { SessionId: lines[0]?.SessionId });
    assert.deepEqual([ended.status, ended.body], [200, {}]);
    await assertLoginRefused(world, await renewed(two.run, two.token), 'LOGIN-042', LATE_TOKEN);
    tokensOf(await renewed(one.run, one.token));
    assert.equal((await listed()).length, before.length - 1);
  });

  it('is ended by nobody else', async () => {
    const { run, token } = await begun();
    const bob = await makeUser(world.admin, 'bob', { policy: allow('gatehouse:ListAttempts') });
    const [line] = (await listed()).filter(({ CommandLine }) => CommandLine);
    const input = { SessionId: line?.SessionId };
    const refused = await gatehouse('EndSession', input, bob.credentials);
    assert.equal(refused.status, 400);
    assert.match(String(refused.body.__type), /ResourceNotFoundException/);
    tokensOf(await renewed(run, token));
  });

  it('is ended with all others, also where the session itself is kept', async () => {
    const { run, token } = await begun();
    const { body } = await gatehouse('EndSessions', { KeepCurrent: true }, token.accessToken);
    assert.ok(Number(body.Ended) >= 1);
    await assertLoginRefused(world, await renewed(run, token), 'LOGIN-042', LATE_TOKEN);
    const other = await begun();
    await gatehouse('EndSessions', {});
    const refused = await renewed(other.run, other.token);
    await assertLoginRefused(world, refused, 'LOGIN-051', LATE_TOKEN);
    assert.deepEqual(await listed(), []);
  });
});
