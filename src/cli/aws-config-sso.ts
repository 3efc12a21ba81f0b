import { EXIT } from './exit-codes.ts';
import { setIniValues } from './ini.ts';
import type { IdentityCenterResult } from './services.ts';
import { CommandEnd } from './telling.ts';

/** What the profiles of an instance are made of. */
export type SsoProfiles = NonNullable<IdentityCenterResult['profiles']>;

/** One section of `~/.aws/config`. */
export interface ConfigSection {
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Where the server is, as every profile names it. */
export interface SsoEndpoint {
  readonly url: string;
  readonly region: string;
  /** Absolute; undefined for a certificate that everybody trusts. */
  readonly caFile: string | undefined;
}

/**
 * The sections of a session and of one profile for each account and permission set:
 * `{permission set}-{account}`, the name that `aws configure sso` proposes.
 */
export function ssoSections(
  session: string,
  { startUrl, region, accesses }: SsoProfiles,
  endpoint: SsoEndpoint,
): ConfigSection[] {
  const bundle = endpoint.caFile === undefined ? {} : { ca_bundle: endpoint.caFile };
  const profiles = accesses.map(({ accountId, roleName }) => ({
    name: `profile ${roleName}-${accountId}`,
    values: {
      sso_session: session,
      sso_account_id: accountId,
      sso_role_name: roleName,
      region: endpoint.region,
      endpoint_url: endpoint.url,
      ...bundle,
    },
  }));
  const values = {
    sso_start_url: startUrl,
    sso_region: region,
    sso_registration_scopes: 'sso:account:access',
  };
  return [{ name: `sso-session ${session}`, values }, ...profiles];
}

/** The sections put into the text of a configuration file, everything else in it left as it was. */
export function withSections(text: string, sections: readonly ConfigSection[]): string {
  return sections.reduce((made, { name, values }) => setIniValues(made, name, values), text);
}

/** What is said below: how to go on. */
export function ssoAfterword(sections: readonly ConfigSection[]): string {
  const [, first] = sections;
  if (!first) {
    return '\n# Nothing is assigned yet. Assign a permission set in IAM Identity Center, and run this again.\n';
  }
  const profile = first.name.replace('profile ', '');
  return (
    '\n# AWS CLI 2.13 and later take the endpoint from the profile:\n' +
    `aws sso login --profile ${profile}\n` +
    `aws sts get-caller-identity --profile ${profile}\n`
  );
}

/** The profiles in the server's answer. */
export function profilesIn({ profiles }: IdentityCenterResult): SsoProfiles {
  if (profiles) return profiles;
  throw new CommandEnd(EXIT.usage, 'gatehouse: the server does not know profiles yet\n');
}
