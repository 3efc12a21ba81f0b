/**
 * base/: plain values that every part uses: ARNs, ids, time, bytes, HTTP messages as data.
 * Owns: the machine's clock and randomness, behind types that others receive as parameters.
 * Does not own: anything that reads or writes; nothing here knows any other room.
 */

/** The parts of an Amazon Resource Name; `resource` keeps its own colons and slashes. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/**
 * Splits `arn:partition:service:region:account:resource`. Returns undefined for anything that does
 * not have six parts beginning with `arn`, or whose resource part is empty.
 */
export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith('arn:')) return undefined;
  const ends: number[] = [];
  for (let from = 4; ends.length < 4; ) {
    const colon = text.indexOf(':', from);
    if (colon < 0) return undefined;
    ends.push(colon);
    from = colon + 1;
  }
  const [partition, service, region, account] = ends as [number, number, number, number];
  const resource = text.slice(account + 1);
  if (resource === '') return undefined;
  return {
    partition: text.slice(4, partition),
    service: text.slice(partition + 1, service),
    region: text.slice(service + 1, region),
    account: text.slice(region + 1, account),
    resource,
  };
}

/** The ARN of an IAM entity: `kind` is `user`, `role`, `policy`…; `path` begins and ends with `/`. */
export function iamArn(account: string, kind: string, path: string, name: string): string {
  return `arn:aws:iam::${account}:${kind}${path}${name}`;
}

/** The ARN by which policies name an account's root user, and the account as a whole. */
export function rootArn(account: string): string {
  return `arn:aws:iam::${account}:root`;
}

const ACCOUNT_ID = /^\d{12}$/;

/** True for the twelve digits of an AWS account ID. */
export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}
