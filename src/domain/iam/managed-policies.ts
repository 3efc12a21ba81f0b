import { sha256Bytes } from '../../base/digest.ts';
import { uniqueId } from '../../base/ids.ts';
import { validatePolicy } from '../../policy/index.ts';

/**
 * The AWS managed policies of this installation: the same in every account, changed by nobody.
 * They come from files; reading the files is the composition root's affair.
 */
export type ManagedPolicies = ReadonlyMap<string, ManagedPolicy>;

/** An AWS managed policy. It has one version, `v1`. */
export interface ManagedPolicy {
  /** `arn:aws:iam::aws:policy/job-function/ViewOnlyAccess` */
  readonly arn: string;
  readonly name: string;
  /** `/`, `/job-function/`, `/service-role/`, `/aws-service-role/`… */
  readonly path: string;
  readonly description: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** `ANPA…`, always the same for the same ARN. */
  readonly policyId: string;
  /** The policy document, a JSON text. */
  readonly document: string;
}

/** A policy read from a file, or what is wrong with the file. */
export type ManagedPolicyReading =
  | { readonly ok: true; readonly policy: ManagedPolicy }
  | { readonly ok: false; readonly reason: string };

const ARN = 'arn:aws:iam::aws:policy';
const NAME = /^[\w+=,.@-]{1,128}$/;
const PATH = /^\/(?:[A-Za-z0-9.,+@=_-]+\/)*$/;

/**
 * Reads a file of the form `{ arn, name, path, description, createDate, document }`, where
 * `createDate` is an ISO 8601 time and `document` the policy as an object.
 */
export function readManagedPolicy(contents: string): ManagedPolicyReading {
  let file: unknown;
  try {
    file = JSON.parse(contents);
  } catch {
    return refused('it is not JSON');
  }
  if (typeof file !== 'object' || file === null) return refused('it is not an object');
  const members = new Map<string, unknown>(Object.entries(file));
  const text = (member: string): string => {
    const value = members.get(member);
    return typeof value === 'string' ? value : '';
  };
  const [arn, name, path, createdAt] = [
    text('arn'),
    text('name'),
    text('path'),
    Date.parse(text('createDate')),
  ];
  if (!NAME.test(name)) return refused('`name` is not the name of a policy');
  if (!PATH.test(path)) return refused('`path` must begin and end with a slash');
  if (arn !== `${ARN}${path}${name}`) return refused(`\`arn\` must be ${ARN}${path}${name}`);
  if (!Number.isFinite(createdAt)) return refused('`createDate` is not a time');
  const document = JSON.stringify(members.get('document') ?? null);
  const reading = validatePolicy(document, 'identity');
  if (!reading.ok) return refused(`\`document\`: ${reading.message}`);
  const description = text('description');
  const policyId = policyIdOf(arn);
  return { ok: true, policy: { arn, name, path, description, createdAt, policyId, document } };
}

function refused(reason: string): ManagedPolicyReading {
  return { ok: false, reason };
}

/** The unique id is drawn from the ARN, so that it is the same on every node and after a restart. */
function policyIdOf(arn: string): string {
  const digest = sha256Bytes(arn);
  return uniqueId('ANPA', (size) => digest.subarray(0, size));
}

/** The policies by their ARNs; of two with one ARN the later counts, as an operator's own file. */
export function managedPolicies(policies: readonly ManagedPolicy[]): ManagedPolicies {
  return new Map(policies.map((policy) => [policy.arn, policy]));
}
