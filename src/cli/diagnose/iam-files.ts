import { z } from 'zod';
import type { ReadFile } from './read-file.ts';
import { unusable } from './unusable.ts';

/**
 * What IAM has, as the AWS CLI and the SDKs print it: roles, SAML providers, OpenID Connect
 * providers. Further members do not matter.
 */

/** Lists of all roles of an account can be long. */
const MOST_BYTES = 50_000_000;

/** A role as IAM describes it. */
export interface ExportedRole {
  readonly arn: string;
  readonly trustPolicy: string;
  readonly maxSessionSeconds: number | undefined;
  readonly tags: ReadonlyMap<string, string>;
}

const TAGS = z.array(z.object({ Key: z.string(), Value: z.string() })).optional();

const ROLE = z.object({
  Arn: z.string(),
  /** The AWS CLI and boto3 decode it; other SDKs leave it as the API answers it. */
  AssumeRolePolicyDocument: z.union([z.string(), z.record(z.string(), z.unknown())]),
  MaxSessionDuration: z.number().optional(),
  Tags: TAGS,
});

const ONE_ROLE = z.object({ Role: ROLE });
const ROLES = z.object({ Roles: z.array(ROLE) });
const DETAILS = z.object({ RoleDetailList: z.array(ROLE) });

/** The roles of a file, and whether it has all of an account or describes a single one. */
export interface ExportedRoles {
  readonly roles: readonly ExportedRole[];
  readonly isList: boolean;
}

/** Reads what get-role, list-roles or get-account-authorization-details printed. */
export async function readRolesFile(read: ReadFile, path: string): Promise<ExportedRoles> {
  const json = await readJsonFile(read, path, ROLES_WANTED);
  const roles = rolesOf(json);
  if (roles) return roles;
  throw notThis(path, ROLES_WANTED, 'it has no Role and no Roles');
}

const ROLES_WANTED = 'the output of aws iam get-role or list-roles';

/** The roles of that JSON; undefined for other JSON. */
export function rolesOf(json: unknown): ExportedRoles | undefined {
  const one = ONE_ROLE.safeParse(json);
  if (one.success) return { roles: [exportedRole(one.data.Role)], isList: false };
  const many = ROLES.safeParse(json);
  if (many.success) return { roles: many.data.Roles.map(exportedRole), isList: true };
  const details = DETAILS.safeParse(json);
  return details.success
    ? { roles: details.data.RoleDetailList.map(exportedRole), isList: true }
    : undefined;
}

function exportedRole(role: z.output<typeof ROLE>): ExportedRole {
  const { Arn, AssumeRolePolicyDocument: policy, MaxSessionDuration, Tags = [] } = role;
  return {
    arn: Arn,
    trustPolicy: typeof policy === 'string' ? decoded(policy) : JSON.stringify(policy),
    maxSessionSeconds: MaxSessionDuration,
    tags: new Map(Tags.map(({ Key, Value }) => [Key, Value])),
  };
}

/** IAM answers policies URL-encoded (RFC 3986). */
function decoded(policy: string): string {
  try {
    return policy.trimStart().startsWith('%7B') ? decodeURIComponent(policy) : policy;
  } catch {
    return policy;
  }
}

/** A SAML provider as far as a file tells of it. */
export interface ExportedSamlProvider {
  readonly metadata: string | Buffer;
  /** What IAM knows besides; undefined when the file is the metadata document alone. */
  readonly settings:
    | {
        readonly uuid: string | undefined;
        readonly encryptionMode: 'Required' | 'Allowed' | undefined;
        readonly privateKeys: number;
      }
    | undefined;
}

const SAML_PROVIDER = z.object({
  SAMLMetadataDocument: z.string(),
  SAMLProviderUUID: z.string().optional(),
  AssertionEncryptionMode: z.enum(['Required', 'Allowed']).optional(),
  PrivateKeyList: z.array(z.unknown()).optional(),
});

/** Reads a metadata document, or what get-saml-provider printed. Whether it is one is not judged. */
export async function readSamlProviderFile(
  read: ReadFile,
  path: string,
): Promise<ExportedSamlProvider> {
  const bytes = await read(path, MOST_BYTES);
  const provider = SAML_PROVIDER.safeParse(jsonIn(bytes));
  if (!provider.success) return { metadata: bytes, settings: undefined };
  const { SAMLMetadataDocument, SAMLProviderUUID, ...rest } = provider.data;
  return {
    metadata: SAMLMetadataDocument,
    settings: {
      uuid: SAMLProviderUUID,
      encryptionMode: rest.AssertionEncryptionMode,
      privateKeys: rest.PrivateKeyList?.length ?? 0,
    },
  };
}

const ARNS = z.array(z.object({ Arn: z.string() }));
const PROVIDERS = {
  saml: {
    wanted: 'the output of aws iam list-saml-providers',
    list: z.object({ SAMLProviderList: ARNS }).transform((found) => found.SAMLProviderList),
  },
  oidc: {
    wanted: 'the output of aws iam list-open-id-connect-providers',
    list: z
      .object({ OpenIDConnectProviderList: ARNS })
      .transform((found) => found.OpenIDConnectProviderList),
  },
} as const;

/** Reads the ARNs that list-saml-providers or list-open-id-connect-providers printed. */
export async function readProvidersFile(
  read: ReadFile,
  path: string,
  kind: keyof typeof PROVIDERS,
): Promise<string[]> {
  const { wanted, list } = PROVIDERS[kind];
  const providers = list.safeParse(await readJsonFile(read, path, wanted));
  if (!providers.success) throw notThis(path, wanted, 'it has no list of providers');
  return providers.data.map(({ Arn }) => Arn);
}

const OIDC_PROVIDER = z.object({
  Url: z.string(),
  ClientIDList: z.array(z.string()).optional(),
  ThumbprintList: z.array(z.string()).optional(),
});

/** An OpenID Connect provider as IAM describes it. */
export interface ExportedOidcProvider {
  /** Without `https://`. */
  readonly url: string;
  readonly clientIds: readonly string[];
  readonly thumbprints: readonly string[];
}

/** Reads what get-open-id-connect-provider printed. */
export async function readOidcProviderFile(
  read: ReadFile,
  path: string,
): Promise<ExportedOidcProvider> {
  const wanted = 'the output of aws iam get-open-id-connect-provider';
  const provider = OIDC_PROVIDER.safeParse(await readJsonFile(read, path, wanted));
  if (!provider.success) throw notThis(path, wanted, 'it has no Url');
  const { Url, ClientIDList: clientIds = [], ThumbprintList: thumbprints = [] } = provider.data;
  return { url: Url, clientIds, thumbprints };
}

async function readJsonFile(read: ReadFile, path: string, wanted: string): Promise<unknown> {
  const json = jsonIn(await read(path, MOST_BYTES));
  if (json === undefined) throw notThis(path, wanted, 'it is not JSON');
  return json;
}

/** A JSON object or list; undefined for everything else. */
function jsonIn(bytes: Buffer): unknown {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notThis(path: string, wanted: string, reason: string) {
  return unusable('DIAG-005', { path, wanted, reason });
}
