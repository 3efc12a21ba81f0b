/**
 * The portal API against the floor: credentials of a role, and the accounts of somebody with 500 of
 * them, each with two permission sets. The store is made in this process and served by another.
 */
import { makePortal, portalVisitor } from '../test/support/portal-world.ts';
import { startTestServer } from '../test/support/server.ts';
import { signedInDevice } from '../test/support/sso-client.ts';
import type { CallKind } from './calls.ts';
import { ACCOUNT, administrator, startGatehouse } from './gatehouse.ts';
import type { ServerProcess } from './processes.ts';

/** A server with a portal, and the calls that are measured. */
export interface PortalStage {
  readonly server: ServerProcess;
  readonly kinds: readonly CallKind[];
}

const ACCOUNTS = 500;

/** Makes a portal in the store of `folder` and starts a server on it. */
export async function openPortalStage(folder: string): Promise<PortalStage> {
  const { token, account } = await prepare(folder);
  const server = await startGatehouse(folder);
  const ask = (path: string) => request(server.port, path, token);
  return {
    server,
    kinds: [
      {
        name: 'GetRoleCredentials',
        requests: [ask(`/federation/credentials?role_name=Admin&account_id=${account}`)],
      },
      {
        name: `ListAccounts, 100 of ${ACCOUNTS}`,
        requests: [ask('/assignment/accounts?max_result=100')],
      },
      {
        name: `ListAccounts, 20 of ${ACCOUNTS}`,
        requests: [ask('/assignment/accounts?max_result=20')],
      },
    ],
  };
}

async function prepare(folder: string): Promise<{ token: string; account: string }> {
  const making = await startTestServer({
    GATEHOUSE_DATA: folder,
    GATEHOUSE_BOOTSTRAP_ACCOUNT_ID: ACCOUNT,
    GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID: administrator.accessKeyId,
    GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY: administrator.secretAccessKey,
  });
  const world = await makePortal(making, { accounts: ACCOUNTS });
  const visitor = portalVisitor(world, await world.signIn());
  const { accessToken } = await signedInDevice(world, visitor);
  await making.stop();
  return { token: accessToken, account: world.accounts[0] ?? '' };
}

/** The bytes of a request as the AWS CLI sends it. */
function request(port: number, path: string, token: string): Buffer {
  const headers = [
    `host: 127.0.0.1:${port}`,
    'accept-encoding: identity',
    `x-amz-sso_bearer_token: ${token}`,
    'user-agent: aws-cli/2.31.1 Python/3.13.7 Linux/6.1.0 exe/x86_64.debian.12',
  ];
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
}
