import type { AccessResource } from '../../calls/access.ts';

/** An attempt by its id. Attempts belong to an account and to no region. */
export function attemptResource(account: string, id: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:attempt/${id}` };
}

/** The capture of posted bodies in an account. */
export function captureResource(account: string): AccessResource {
  return { arn: `arn:aws:gatehouse::${account}:capture` };
}
