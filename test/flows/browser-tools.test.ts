/**
 * Programs in the place of browsers: a broker's script, and command line tools that find the roles
 * of the chooser in its HTML and post its form, as several do that are made for AWS's own page.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findProgram, needs } from '../../tools/programs.ts';
import { clientEnvironment, type Ended, ended } from '../support/cli.ts';
import { arnIn } from '../support/console.ts';
import { makeRole, makeUser, trusts } from '../support/entities.ts';
import { visitorOf } from '../support/page-visitor.ts';
import { type ResponseContent, withAttribute } from '../support/saml/content.ts';
import { AWS_ATTRIBUTE } from '../support/saml/names.ts';
import {
  openSamlWorld,
  PUBLIC_URL,
  type SamlWorld,
  trustsProvider,
} from '../support/saml-world.ts';
import type { Credentials } from '../support/server.ts';

let world: SamlWorld;
let home: string;

before(async () => {
  world = await openSamlWorld();
  home = await mkdtemp(join(tmpdir(), 'gatehouse-tools-'));
});

after(async () => {
  await world?.server.stop();
  await rm(home, { recursive: true, force: true });
});

/** Runs a Python script with some credentials and an input. */
async function python(
  script: string,
  options: {
    readonly parameters?: readonly string[];
    readonly credentials?: Credentials;
    readonly input?: string;
  },
): Promise<Ended> {
  const { parameters = [], credentials, input = '' } = options;
  const child = spawn(findProgram('boto3') ?? 'python3', [script, ...parameters], {
    cwd: home,
    env: clientEnvironment(home, world.server.region, credentials),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  return await ended(child);
}

describe('a tool that drives the chooser', needs('boto3'), () => {
  it('finds accounts and roles in the form of AWS, and signs in with one', async () => {
    const { account } = world.server;
    await world.admin.iam.createAccountAlias({ AccountAlias: 'corp-main' });
    const second = await makeRole(world.admin, 'second', trustsProvider(world.providerArn));
    const values = [world.role.arn, second.arn].map((arn) => `${arn},${world.providerArn}`);
    const change = (content: ResponseContent) =>
      withAttribute(content, AWS_ATTRIBUTE.role, ...values);
    const response = world.respond({ change });
    const { code, stdout, stderr } = await python(join(import.meta.dirname, 'chooser-tool.py'), {
      input: JSON.stringify({ url: world.server.url, response, role: 'role/second' }),
    });
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    const found = JSON.parse(stdout);
    assert.deepEqual(found.accounts, [
      {
        name: `Account: corp-main (${account})`,
        roles: { [world.role.arn]: 'sso', [second.arn]: 'second' },
      },
    ]);
    assert.deepEqual(found.radios, [world.role.arn, second.arn]);
    assert.deepEqual(found.hidden, ['RelayState', 'SAMLResponse', 'lang', 'name', 'portal']);
    assert.equal(new URL(found.url).pathname, '/console/home');
    const browser = visitorOf(world.server);
    for (const [name, value] of Object.entries<string>(found.cookies))
      browser.cookies.set(name, value);
    assert.match((await arnIn(browser, PUBLIC_URL)) ?? '', /assumed-role\/second\//);
  });
});

describe('a broker in Python', needs('boto3'), () => {
  const script = join(import.meta.dirname, '..', '..', 'examples', 'console_link.py');

  it('R173: makes links that open a console, and tells why it cannot', async () => {
    const alice = await makeUser(world.admin, 'alice');
    await makeRole(world.admin, 'people', trusts(alice.arn));
    const { credentials } = alice;
    const { url } = world.server;
    const made = await python(script, { parameters: [url, 'people', '1800'], credentials });
    assert.deepEqual({ code: made.code, stderr: made.stderr }, { code: 0, stderr: '' });
    const browser = visitorOf(world.server);
    await browser.follow(await browser.get(made.stdout.trim()));
    assert.match((await arnIn(browser, PUBLIC_URL)) ?? '', /assumed-role\/people\/console-link$/);
    const refused = await python(script, { parameters: [url, 'people', '99'], credentials });
    assert.equal(refused.code, 1);
    assert.match(
      refused.stderr,
      /^ValidationError: SessionDuration must be between 900 and 43200 seconds \([0-9a-f-]{36}\)\n$/,
    );
  });
});
