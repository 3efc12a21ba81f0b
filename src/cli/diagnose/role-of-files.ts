import { type RoleFacts, roleOfFiles } from '../../domain/federation/role-subject.ts';
import { policiesOf } from '../../domain/federation/session-checks.ts';
import { type FoundRole, readRoleArn } from '../../domain/sts/find-role.ts';
import type { SessionPolicies } from '../../domain/sts/session-policies.ts';
import type { AwsError } from '../../failures/aws-error.ts';
import { type ExportedRole, readRolesFile } from './iam-files.ts';
import type { ReadFile } from './read-file.ts';
import type { RoleOptions } from './role-options.ts';
import { unusable } from './unusable.ts';

/** IAM takes some thousands of characters; what stands around them is generous white space. */
export const MOST_POLICY_BYTES = 200_000;

/** Finds a role in the files of the options; `not-looked-up` when they tell nothing of roles. */
export type FindRole = (roleArn: string) => FoundRole<RoleFacts>;

/** Reads the files about roles. Throws UnusableInput. */
export async function readRoleFiles(read: ReadFile, options: RoleOptions): Promise<FindRole> {
  const { roles: rolesFile, trustPolicy: policyFile, maxSessionDuration } = options;
  if (policyFile !== undefined) {
    const trustPolicy = (await read(policyFile, MOST_POLICY_BYTES)).toString('utf8');
    const role = { trustPolicy, maxSessionSeconds: maxSessionDuration, tags: new Map() };
    return (arn) => ({ kind: 'role', role: readRole({ ...role, arn }, policyFile) });
  }
  if (rolesFile === undefined) return () => ({ kind: 'not-looked-up' });
  const { roles, isList } = await readRolesFile(read, rolesFile);
  return (arn) => {
    const found = findExported(roles, arn, rolesFile);
    const [only] = roles;
    if (found.kind === 'nothing' && !isList && only) {
      throw unusable('DIAG-012', { path: rolesFile, found: only.arn, role: arn });
    }
    return found;
  };
}

/** As IAM finds a role: by its name in any case, and then it must be that very ARN (R067). */
function findExported(
  roles: readonly ExportedRole[],
  arn: string,
  path: string,
): FoundRole<RoleFacts> {
  const exact = roles.find((role) => role.arn === arn);
  if (exact) return { kind: 'role', role: readRole(exact, path) };
  const { account, name } = readRoleArn(arn);
  const similar = roles.find((role) => isNamed(role, account, name));
  return similar ? { kind: 'other-spelling', arn: similar.arn } : { kind: 'nothing' };
}

function isNamed({ arn }: ExportedRole, account: string, name: string): boolean {
  const [, , , , itsAccount, resource = ''] = arn.split(':');
  const itsName = resource.slice(resource.lastIndexOf('/') + 1);
  return itsAccount === account && itsName.toLowerCase() === name.toLowerCase();
}

function readRole(role: ExportedRole, path: string): RoleFacts {
  const reading = roleOfFiles(role);
  if (!reading.ok) throw unusable('DIAG-007', { path, problem: reading.message });
  return { ...reading.role, tags: role.tags };
}

/** The session policy of the request, judged as the server judges it. */
export async function readSessionPolicy(
  read: ReadFile,
  path: string | undefined,
): Promise<SessionPolicies | AwsError | undefined> {
  if (path === undefined) return undefined;
  const Policy = (await read(path, MOST_POLICY_BYTES)).toString('utf8');
  return await policiesOf(NO_MANAGED_POLICIES, '', { Policy });
}

/** An inline policy refers to no other. */
const NO_MANAGED_POLICIES = { policy: () => undefined };
