/** What command lines send for `aws sso login`, replayed step by step from transcripts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { makePortal, type PortalWorld, portalVisitor } from '../support/portal-world.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { answerDevice, awsStartUrl, consent } from '../support/sso-client.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Json;
}

interface Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
}

type Step =
  | { readonly request: Request; readonly response: Response }
  | { readonly browser: 'device'; readonly userCode: string }
  | { readonly browser: 'authorize'; readonly path: string; readonly callback: string };

/** What was taken from answers, or is given. */
type Names = Map<string, string>;

const NAME = /\{\{(\w+)\}\}/g;

function filled<Value extends Json>(value: Value, names: Names): Value {
  const text = JSON.stringify(value).replace(NAME, (_, name: string) => {
    const known = names.get(name) ?? assert.fail(`nothing is named ${name}`);
    return JSON.stringify(known).slice(1, -1);
  });
  return JSON.parse(text) as Value;
}

/** Compares what came with what the transcript has, and takes what it names. */
function compare(expected: Json, received: unknown, names: Names, at: string): void {
  if (typeof expected === 'string') {
    if (expected === '{{number}}') assert.equal(typeof received, 'number', at);
    else take(expected, received, names, at);
  } else if (Array.isArray(expected)) {
    assert.ok(Array.isArray(received), at);
    expected.forEach((one, index) => {
      compare(one, received[index], names, `${at}[${index}]`);
    });
  } else if (typeof expected === 'object' && expected !== null) {
    assert.ok(typeof received === 'object' && received !== null, at);
    for (const [key, value] of Object.entries(expected)) {
      compare(value, Reflect.get(received, key), names, `${at}.${key}`);
    }
  } else assert.equal(received, expected, at);
}

/** A text with names: those that are known must stand there, others take what does. */
function take(expected: string, received: unknown, names: Names, at: string): void {
  assert.ok(typeof received === 'string', `${at}: ${JSON.stringify(received)}`);
  const asked: string[] = [];
  const pattern = expected
    .split(/(\{\{\w+\}\})/)
    .map((part) => {
      const [, name] = /^\{\{(\w+)\}\}$/.exec(part) ?? [];
      if (name === undefined) return RegExp.escape(part);
      const known = names.get(name);
      if (known !== undefined) return RegExp.escape(known);
      asked.push(name);
      return '(.+)';
    })
    .join('');
  const found = new RegExp(`^${pattern}$`).exec(received);
  assert.ok(found, `${at}: ${received} is not ${expected}`);
  asked.forEach((name, index) => {
    names.set(name, found[index + 1] ?? '');
  });
}

describe('R172: transcripts of aws sso login', () => {
  let server: TestServer;
  let world: PortalWorld;
  before(async () => {
    server = await startTestServer();
    world = await makePortal(server, { accounts: 1, roles: ['Admin'] });
  });
  after(async () => await server?.stop());

  async function replay(name: string): Promise<void> {
    const file = join(import.meta.dirname, '..', 'transcripts', `${name}.json`);
    const steps = JSON.parse(await readFile(file, 'utf8')) as Step[];
    const names: Names = new Map([
      ['startUrl', awsStartUrl(world)],
      ['accountId', world.accounts[0] ?? ''],
      ['role', 'Admin'],
      ['port', '45123'],
    ]);
    const visitor = portalVisitor(world, await world.signIn());
    for (const [index, step] of steps.entries()) {
      const at = `${name}, step ${index + 1}`;
      if ('request' in step) await ask(step, names, at);
      else if (step.browser === 'device') {
        const page = await answerDevice(world, visitor, filled(step.userCode, names));
        assert.equal(page.status, 200, at);
      } else {
        const { href } = await consent(visitor, filled(step.path, names));
        take(step.callback, href, names, at);
      }
    }
  }

  async function ask(
    { request, response }: Extract<Step, { request: Request }>,
    names: Names,
    at: string,
  ): Promise<void> {
    const { method, path, headers, body } = request;
    const answer = await fetch(new URL(filled(path, names), server.url), {
      method,
      headers: filled(headers, names),
      ...(body === undefined ? {} : { body: JSON.stringify(filled(body, names)) }),
    });
    const text = await answer.text();
    assert.equal(answer.status, response.status, `${at}: ${text}`);
    for (const [name, value] of Object.entries(response.headers ?? {})) {
      assert.equal(answer.headers.get(name), value, `${at}: ${name}`);
    }
    if (response.body === undefined) assert.equal(text, '', at);
    else compare(response.body, JSON.parse(text), names, at);
  }

  it('device code, from the registration to the end of the session', async () => {
    await replay('sso-device-code');
  });

  it('PKCE, from the registration to credentials of the refreshed token', async () => {
    await replay('sso-pkce');
  });
});
