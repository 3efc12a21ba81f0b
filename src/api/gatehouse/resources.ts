import type { AccessResource } from '../../calls/access.ts';

/** An attempt by its id. Attempts belong to an account and to no region. */
export function attemptResource(account: string, id: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:attempt/${id}` };
}

/** The capture of posted bodies in an account. */
export function captureResource(account: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:capture` };
}

/** The sessions of a user. */
export function userSessionsResource(account: string, name: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:user-sessions/${name}` };
}

/** The sessions of a role. */
export function roleSessionsResource(account: string, name: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:role-sessions/${name}` };
}

/** The contact of the root user. */
export function contactResource(account: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:contact` };
}
