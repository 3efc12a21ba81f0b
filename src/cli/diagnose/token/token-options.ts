import type { Command } from 'commander';
import { addOutputOptions, type OutputOptions } from '../../output-options.ts';
import { sha1s } from '../issuer/issuer-options.ts';
import { addRoleOptions, collect, type RoleOptions } from '../role-options.ts';

/** Options of `diagnose token`. */
export interface TokenOptions extends RoleOptions, OutputOptions {
  readonly issuer?: string;
  readonly oidcProvider?: string;
  readonly providers?: string;
  readonly clientId?: readonly string[];
  readonly thumbprint?: readonly string[];
  readonly jwks?: string;
  readonly discovery?: string;
  readonly sessionName: string;
  readonly asIs?: true;
  readonly showSecrets?: true;
}

const ABOUT =
  'judge a web identity token (an ID token of OpenID Connect). Keys come from --jwks, or from the ' +
  'issuer over the network when it is named with --issuer or --oidc-provider; several files are ' +
  'judged one by one';

/** Adds the command with its options. */
export function addTokenCommand(group: Command): Command {
  const command = group
    .command('token')
    .description(ABOUT)
    .argument('<file...>', 'file with the token; - for the standard input')
    .option('--issuer <url>', "URL of the account's OpenID Connect provider")
    .option('--oidc-provider <file>', 'the provider: aws iam get-open-id-connect-provider')
    .option('--providers <file>', 'those of the account: aws iam list-open-id-connect-providers')
    .option('--client-id <id>', 'registered with the provider; may be repeated', collect)
    .option('--thumbprint <sha1>', 'registered with the provider; may be repeated', sha1s)
    .option('--jwks <file>', 'key set of the issuer')
    .option('--discovery <file>', 'discovery document of the issuer')
    .option('--session-name <name>', 'RoleSessionName of the request', 'diagnosis')
    .option('--as-is', 'judge white space around the token too, as files are sent by SDKs');
  return addOutputOptions(addRoleOptions(command, { skew: 300 }))
    .option('--verbose', 'compare what was expected and received of passed checks too')
    .option('--show-secrets', 'also print every claim of the token');
}
