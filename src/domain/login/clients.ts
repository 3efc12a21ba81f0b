/** The two clients of `aws login`: its public names, and what each is handed its code by. */
export type LoginClientName = 'same-device' | 'cross-device';

export interface LoginClient {
  readonly name: LoginClientName;
  /** The `client_id`. */
  readonly id: string;
  /** The last part of the resource that policies name (service authorization reference, signin). */
  readonly resource: 'localhost' | 'remote';
  /** How long its authorization codes are valid, in milliseconds: one is copied by hand. */
  readonly codeLifetime: number;
}

const MINUTE = 60_000;

function client(
  name: LoginClientName,
  resource: LoginClient['resource'],
  codeLifetime: number,
): LoginClient {
  return { name, id: `arn:aws:signin:::devtools/${name}`, resource, codeLifetime };
}

const clients = [
  client('same-device', 'localhost', MINUTE),
  client('cross-device', 'remote', 5 * MINUTE),
] as const;

/** The client of a `client_id`; undefined for any other. */
export function loginClient(id: string): LoginClient | undefined {
  return clients.find((known) => known.id === id);
}

/** The ids of all clients. */
export const loginClientIds: readonly string[] = clients.map(({ id }) => id);

/** The path of the page on which a code is shown to be copied. */
export const CONFIRMATION_PATH = '/v1/sessions/confirmation';

/** RFC 8252, 7.3: the port is the client's to choose, all else is fixed. */
const LOOPBACK = /^http:\/\/127\.0\.0\.1:([1-9]\d{0,4})\/oauth\/callback$/;

/** Where a client may be handed its code, in words. */
export function redirectForm({ name }: LoginClient, publicUrl: string): string {
  return name === 'same-device'
    ? 'http://127.0.0.1:{port}/oauth/callback'
    : `${publicUrl}${CONFIRMATION_PATH}`;
}

/** Whether a client may be handed its code at `uri`. */
export function isRedirectOf({ name }: LoginClient, uri: string, publicUrl: string): boolean {
  if (name === 'cross-device') return uri === `${publicUrl}${CONFIRMATION_PATH}`;
  const port = LOOPBACK.exec(uri)?.[1];
  return port !== undefined && Number(port) <= 65_535;
}

/** The resource of a client in policies: `arn:aws:signin:us-east-1:111122223333:oauth2/…`. */
export function clientArn({ resource }: LoginClient, region: string, account: string): string {
  return `arn:aws:signin:${region}:${account}:oauth2/public-client/${resource}`;
}
