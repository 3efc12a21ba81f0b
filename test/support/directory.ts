/** Identity stores through the JavaScript SDK, for tests. */
import { type CreateUserRequest, Identitystore } from '@aws-sdk/client-identitystore';
import type { Credentials, TestServer } from './server.ts';

/** A client of identitystore for the server's administrator or for other credentials. */
export function identityStoreOf(
  server: Pick<TestServer, 'url' | 'region' | 'administrator'>,
  credentials: Credentials = server.administrator,
): Identitystore {
  const { url: endpoint, region } = server;
  return new Identitystore({ endpoint, region, credentials: { ...credentials }, maxAttempts: 1 });
}

/** CreateUser's input of somebody with that user name and an address of it. */
export function personNamed(
  IdentityStoreId: string,
  UserName: string,
  rest: Partial<CreateUserRequest> = {},
): CreateUserRequest {
  return {
    IdentityStoreId,
    UserName,
    Name: { GivenName: 'Given', FamilyName: 'Family' },
    DisplayName: `Display ${UserName}`,
    Emails: [{ Value: `${UserName}@people.example.com`, Type: 'work', Primary: true }],
    ...rest,
  };
}

/** Creates a user and answers its id. */
export async function makeWorkforceUser(
  store: Identitystore,
  identityStoreId: string,
  userName: string,
  rest: Partial<CreateUserRequest> = {},
): Promise<string> {
  const { UserId = '' } = await store.createUser(personNamed(identityStoreId, userName, rest));
  return UserId;
}
