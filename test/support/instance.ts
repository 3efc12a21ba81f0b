/**
 * An instance of Identity Center and people of its directory, written as rows: what tests of portals
 * begin with, which need neither an organization nor its operations (identity-center.ts has those).
 */
import { changeLocally } from '../../src/compose/local.ts';
import { setPassword } from '../../src/domain/directory/passwords.ts';
import { createUser, type UserRow } from '../../src/domain/directory/users.ts';
import { createInstance, type InstanceRow } from '../../src/domain/identity-center/instances.ts';
import {
  DEFAULT_SETTINGS,
  type InstanceSettings,
} from '../../src/domain/identity-center/settings.ts';
import type { Work } from '../../src/domain/work.ts';
import type { TestServer } from './server.ts';

/** A password that keeps the rules of every directory. */
export const WORKFORCE_PASSWORD = 'Correct-horse-1';

/** Changes the store as an operator does, in the server's first account. */
export type Change = <Result>(body: (work: Work) => Result | Promise<Result>) => Promise<Result>;

/** The means to change a server's store. */
export function changeOf({ account, parts }: TestServer): Change {
  return async (body) =>
    await changeLocally(parts, { account, name: 'PrepareTest', parameters: {} }, body);
}

/** What an instance begins with. */
export interface InstanceWish {
  readonly settings?: Partial<InstanceSettings> | undefined;
  readonly subdomain?: string | undefined;
}

/** Makes the organization instance of the work's account. */
export function makeInstance(
  work: Work,
  region: string,
  { settings: wanted, subdomain }: InstanceWish,
): InstanceRow {
  const settings = { ...DEFAULT_SETTINGS, ...wanted };
  const row = createInstance(work, { kind: 'organization', region, name: null, settings });
  if (subdomain === undefined) return row;
  work.write(
    work.read
      .updateTable('sso_instances')
      .set({ subdomain })
      .where('instance_id', '=', row.instance_id),
  );
  return { ...row, subdomain };
}

/** Who a user is; without a password when there is no hash. */
export interface PersonWish {
  readonly userName: string;
  readonly name: readonly [given: string, family: string];
  readonly email: string | null;
  readonly hash: string | undefined;
  readonly oneTime?: boolean;
}

/** Makes a user of a directory. */
export async function makePerson(
  work: Work,
  identityStoreId: string,
  { userName: UserName, name, email, hash, oneTime = false }: PersonWish,
): Promise<UserRow> {
  const [GivenName, FamilyName] = name;
  const attributes = {
    UserName,
    Name: { GivenName, FamilyName },
    DisplayName: name.join(' '),
    ...(email === null ? {} : { Emails: [{ Value: email, Type: 'work', Primary: true }] }),
  };
  const user = await createUser(work, identityStoreId, attributes, 'arn:aws:iam::1:user/a');
  if (hash !== undefined) {
    await setPassword(work, user, { hash, state: oneTime ? 'one-time' : 'set' });
  }
  return user;
}
