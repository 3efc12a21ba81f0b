import type { InstanceRow } from './instances.ts';

/** The addresses of an instance's portal. */
export interface StartUrls {
  /** What people are told: with the subdomain when one was chosen. */
  readonly start: string;
  /** With the identity store's id. */
  readonly plain: string;
  /** In AWS's form, for command lines that look at the host (R137). */
  readonly aws: string;
}

/** The addresses of an instance's portal on the server at `publicUrl` (R137, R138). */
export function startUrls(
  publicUrl: string,
  { identity_store_id: store, subdomain }: Pick<InstanceRow, 'identity_store_id' | 'subdomain'>,
): StartUrls {
  const name = subdomain ?? store;
  return {
    start: `${publicUrl}/portal/${name}/start`,
    plain: `${publicUrl}/portal/${store}/start`,
    aws: `https://${name}.awsapps.com/start`,
  };
}
