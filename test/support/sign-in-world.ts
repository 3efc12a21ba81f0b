/** A server whose people can sign in: a root user, an administrator, and what tests add. */
import { clientsOf } from './clients.ts';
import { startTestServer, type TestServer } from './server.ts';

export const ROOT = { email: 'owner@example.test', password: 'Correct-horse-7' } as const;

/** A server with its people. */
export interface SignInWorld {
  readonly server: TestServer;
  readonly clients: ReturnType<typeof clientsOf>;
  /** Makes an IAM user with a password; answers what its page asks for. */
  readonly makeUser: (
    username: string,
    options?: { readonly resetRequired?: boolean },
  ) => Promise<{ account: string; username: string; password: string }>;
  readonly stop: () => Promise<void>;
}

/** Starts it; the security check and mailed codes are off unless the settings say otherwise. */
export async function openSignInWorld(
  environment: Parameters<typeof startTestServer>[0] = {},
  options: Parameters<typeof startTestServer>[1] = {},
): Promise<SignInWorld> {
  const server = await startTestServer(
    {
      GATEHOUSE_CHALLENGE: 'never',
      GATEHOUSE_ROOT_CODE: 'never',
      GATEHOUSE_BOOTSTRAP_ROOT_EMAIL: ROOT.email,
      GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD: ROOT.password,
      ...environment,
    },
    options,
  );
  const clients = clientsOf(server);
  return {
    server,
    clients,
    makeUser: async (username, { resetRequired = false } = {}) => {
      const password = `Right-${username}-1`;
      await clients.iam.createUser({ UserName: username });
      await clients.iam.createLoginProfile({
        UserName: username,
        Password: password,
        PasswordResetRequired: resetRequired,
      });
      return { account: server.account, username, password };
    },
    stop: server.stop,
  };
}
