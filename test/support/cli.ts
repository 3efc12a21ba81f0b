import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../tools/programs.ts';
import type { Credentials, TestServer } from './server.ts';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Collects the output of a program until it ends. */
export async function ended(child: ChildProcess): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (part) => {
      stdout += part;
    });
    child.stderr?.on('data', (part) => {
      stderr += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * The environment in which clients run: nothing of the machine's own AWS settings, no instance
 * metadata, and credentials when given.
 */
export function clientEnvironment(
  home: string,
  region: string,
  credentials?: Credentials,
): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = credentials ?? {};
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    LC_ALL: 'C.UTF-8',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_DEFAULT_REGION: region,
    AWS_PAGER: '',
    ...(accessKeyId === undefined ? {} : { AWS_ACCESS_KEY_ID: accessKeyId }),
    ...(secretAccessKey === undefined ? {} : { AWS_SECRET_ACCESS_KEY: secretAccessKey }),
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** Debian's AWS CLI against one server, with a home of its own. */
export interface Cli {
  readonly home: string;
  /** Runs `aws` with these parameters. */
  readonly run: (credentials: Credentials, ...parameters: string[]) => Promise<Ended>;
  /** Runs `aws`, which must succeed, and answers its JSON. */
  readonly json: (credentials: Credentials, ...parameters: string[]) => Promise<unknown>;
  readonly remove: () => Promise<void>;
}

/** Prepares the AWS CLI for a server. */
export async function openCli({ url, region }: Pick<TestServer, 'url' | 'region'>): Promise<Cli> {
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-cli-'));
  async function run(credentials: Credentials, ...parameters: string[]): Promise<Ended> {
    const child = spawn(findProgram('aws') ?? 'aws', ['--endpoint-url', url, ...parameters], {
      cwd: home,
      env: clientEnvironment(home, region, credentials),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return await ended(child);
  }
  return {
    home,
    run,
    json: async (credentials, ...parameters) => {
      const { code, stdout, stderr } = await run(credentials, ...parameters);
      if (code !== 0) throw new Error(`aws ${parameters.join(' ')} ended with ${code}: ${stderr}`);
      return stdout === '' ? undefined : JSON.parse(stdout);
    },
    remove: async () => await rm(home, { recursive: true, force: true }),
  };
}
