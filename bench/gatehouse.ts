/** A Gatehouse of the benches: a real process with its own store, and the entities they act on. */
import { join } from 'node:path';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { askOnce } from './load.ts';
import { freePort, type ServerProcess, startProcess } from './processes.ts';
import { type Credentials, type QueryCall, signed } from './signed.ts';

export const ACCOUNT = '111122223333';
const PROGRAM = join(import.meta.dirname, '..', 'bin', 'gatehouse.js');

export const administrator: Credentials = {
  accessKeyId: 'AKIABENCHADMINISTRATOR',
  secretAccessKey: 'administrator-secret-of-the-benches-0001',
};

export const identityCall: QueryCall = {
  service: 'sts',
  parameters: { Action: 'GetCallerIdentity' },
};

/**
 * Starts Gatehouse on the store in `folder` and waits for its first answer to a signed call.
 * `environment` adds to its settings, `nodeOptions` to Node's.
 */
export async function startGatehouse(
  folder: string,
  environment: Readonly<Record<string, string>> = {},
  nodeOptions: readonly string[] = [],
): Promise<ServerProcess & { readonly milliseconds: number }> {
  const port = await freePort();
  const request = await signed(port, administrator, identityCall);
  const began = performance.now();
  const server = startProcess(process.execPath, [...nodeOptions, PROGRAM, 'serve'], port, {
    GATEHOUSE_DATA: folder,
    GATEHOUSE_PORT: String(port),
    GATEHOUSE_LOG_LEVEL: 'warn',
    GATEHOUSE_PRINCIPAL_RATE: '1000000',
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    ...environment,
  });
  await firstAnswer(port, request);
  return { ...server, milliseconds: performance.now() - began };
}

const PATIENCE = 20_000;

/** Asks until somebody answers. */
export async function firstAnswer(port: number, request: Buffer): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      await askOnce(port, request);
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** Whom the benches call as, and the role that is assumed. */
export interface Cast {
  readonly user: Credentials;
  readonly roleArn: string;
}

const allow = (Action: string | string[], Resource: string, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const document = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/**
 * A user with two inline policies, a managed one and a permissions boundary, and a role whose trust
 * policy names the user with a condition; made through the API, as an administrator would.
 */
export async function prepareCast(port: number): Promise<Cast> {
  const endpoint = `http://127.0.0.1:${port}`;
  const iam = new IAMClient({ endpoint, region: 'us-east-1', credentials: administrator });
  const boundary = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'boundary',
      PolicyDocument: document(allow(['sts:*', 's3:*', 'iam:*'], '*'), {
        ...allow('iam:*Organization*', '*'),
        Effect: 'Deny',
      }),
    }),
  );
  const managed = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'storage',
      PolicyDocument: document(
        allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::reports/*'),
        allow('s3:ListBucket', 'arn:aws:s3:::reports'),
      ),
    }),
  );
  const UserName = 'builder';
  await iam.send(new CreateUserCommand({ UserName, PermissionsBoundary: boundary.Policy?.Arn }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: managed.Policy?.Arn }));
  await iam.send(
    new PutUserPolicyCommand({
      UserName,
      PolicyName: 'assume',
      PolicyDocument: document(
        allow('sts:AssumeRole', `arn:aws:iam::${ACCOUNT}:role/deploy*`, {
          Condition: { StringEquals: { 'aws:RequestedRegion': ['us-east-1', 'eu-west-1'] } },
        }),
        {
          ...allow('sts:*', '*', { Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }),
          Effect: 'Deny',
        },
      ),
    }),
  );
  const role = await iam.send(
    new CreateRoleCommand({
      RoleName: 'deploy',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/${UserName}` },
        Condition: { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } },
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'deploy',
      PolicyName: 'deploy',
      PolicyDocument: document(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::releases/*')),
    }),
  );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  iam.destroy();
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  return {
    user: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey },
    roleArn: role.Role?.Arn ?? '',
  };
}

/** An AssumeRole call as a build job makes it. */
export function assumeRoleCall(roleArn: string, number: number): QueryCall {
  return {
    service: 'sts',
    parameters: {
      Action: 'AssumeRole',
      RoleArn: roleArn,
      RoleSessionName: `build-${4000 + number}`,
      DurationSeconds: '3600',
    },
  };
}
