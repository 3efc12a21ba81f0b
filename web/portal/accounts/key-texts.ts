import type { PortalAnswer, RoleCredentials, RoleIn } from '../api/operations.ts';

/** The shells that texts are written for. */
export const SHELLS = ['unix', 'powershell'] as const;

export type Shell = (typeof SHELLS)[number];

type Address = Pick<
  PortalAnswer['Portal'],
  'Name' | 'Region' | 'StartUrl' | 'AwsStartUrl' | 'Endpoint'
>;

/** The four values of a role's credentials by the names of environment variables. */
function variables(keys: RoleCredentials, { Region, Endpoint }: Address): [string, string][] {
  return [
    ['AWS_ACCESS_KEY_ID', keys.AccessKeyId],
    ['AWS_SECRET_ACCESS_KEY', keys.SecretAccessKey],
    ['AWS_SESSION_TOKEN', keys.SessionToken],
    ['AWS_REGION', Region],
    ['AWS_ENDPOINT_URL', Endpoint],
  ];
}

/** Lines that a shell takes: credentials, Region and the address of this server. */
export function environmentText(shell: Shell, keys: RoleCredentials, address: Address): string {
  return variables(keys, address)
    .map(([name, value]) =>
      shell === 'unix' ? `export ${name}="${value}"` : `$Env:${name}="${value}"`,
    )
    .join('\n');
}

/** A profile for `~/.aws/credentials`, named as AWS's portal names it. */
export function profileText(
  { AccountId, RoleName }: RoleIn,
  keys: RoleCredentials,
  { Region, Endpoint }: Address,
): string {
  return [
    `[${AccountId}_${RoleName}]`,
    `aws_access_key_id=${keys.AccessKeyId}`,
    `aws_secret_access_key=${keys.SecretAccessKey}`,
    `aws_session_token=${keys.SessionToken}`,
    `region=${Region}`,
    `endpoint_url=${Endpoint}`,
  ].join('\n');
}

/** The start URL that command lines take: they ask for https, and AWS's form is known to us too. */
export function startUrlOf({ StartUrl, AwsStartUrl }: Address): string {
  return StartUrl.startsWith('https:') ? StartUrl : AwsStartUrl;
}

/** What `aws configure sso` would write into `~/.aws/config`: a profile and the session it signs in by. */
export function ssoText({ AccountId, RoleName }: RoleIn, address: Address): string {
  const { Name, Region, Endpoint } = address;
  return [
    `[profile ${RoleName}-${AccountId}]`,
    `sso_session = ${Name}`,
    `sso_account_id = ${AccountId}`,
    `sso_role_name = ${RoleName}`,
    `region = ${Region}`,
    `endpoint_url = ${Endpoint}`,
    '',
    `[sso-session ${Name}]`,
    `sso_start_url = ${startUrlOf(address)}`,
    `sso_region = ${Region}`,
    'sso_registration_scopes = sso:account:access',
  ].join('\n');
}
