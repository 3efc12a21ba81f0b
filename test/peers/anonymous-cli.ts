/** Debian's AWS CLI without credentials: the calls of federation are not signed. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../tools/programs.ts';
import { clientEnvironment, type Ended, ended } from '../support/cli.ts';
import type { Credentials, TestServer } from '../support/server.ts';

/** The AWS CLI with a home of its own, with or without credentials. */
export interface AnyCli {
  readonly home: string;
  readonly run: (credentials: Credentials | undefined, ...words: string[]) => Promise<Ended>;
  /** A parameter that names a file with this content. */
  readonly file: (name: string, content: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Prepares the AWS CLI for a server. */
export async function openAnyCli({ url, region }: TestServer): Promise<AnyCli> {
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-cli-'));
  return {
    home,
    run: async (credentials, ...words) => {
      const child = spawn(findProgram('aws') ?? 'aws', ['--endpoint-url', url, ...words], {
        cwd: home,
        env: clientEnvironment(home, region, credentials),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return await ended(child);
    },
    file: async (name, content) => {
      const path = join(home, name);
      await writeFile(path, content, { mode: 0o600 });
      return `file://${path}`;
    },
    remove: async () => await rm(home, { recursive: true, force: true }),
  };
}

/** What `aws sts assume-role-with-…` prints. */
export interface PrintedSession {
  readonly Credentials: {
    readonly AccessKeyId: string;
    readonly SecretAccessKey: string;
    readonly SessionToken: string;
    readonly Expiration: string;
  };
  readonly AssumedRoleUser: { readonly Arn: string };
  readonly [member: string]: unknown;
}

/** The credentials of a printed session as clients take them. */
export function credentialsOfPrinted({ Credentials }: PrintedSession): Credentials {
  return {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  };
}

/** The session that a command printed; fails with its words when it printed none. */
export function printedSession({ code, stdout, stderr }: Ended): PrintedSession {
  if (code !== 0) throw new Error(`aws ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as PrintedSession;
}
