import { type Command, InvalidArgumentError } from 'commander';
import { readSamlProviderArn } from '../../../domain/federation/saml-evidence.ts';
import type { OutputOptions } from '../../output-options.ts';
import { addOutputOptions } from '../../output-options.ts';
import { type NameOptions, readOrigin } from '../accepted-names.ts';
import {
  addRoleOptions,
  collect,
  type RoleOptions,
  whole,
  withoutAwsError,
} from '../role-options.ts';

/** Options of `diagnose saml`. */
export interface SamlOptions extends RoleOptions, NameOptions, OutputOptions {
  readonly metadata?: string;
  readonly provider?: string;
  readonly providers?: string;
  readonly privateKey?: readonly string[];
  readonly sha1?: true;
  readonly console?: true;
  readonly requestId?: string;
  readonly entry?: number;
  readonly showSecrets?: true;
}

/** What GATEHOUSE_SAML_SKEW is by default, in seconds. */
export const DEFAULT_SKEW = 60;

const ABOUT = `judge a SAML response: a HAR file of a browser, the form field SAMLResponse (base64,
URL-encoded or as form body) or its XML; several files are judged one by one. Values count once the
signature is verified with --metadata; without --public-url and --recipient a response is judged by
the names of AWS itself`;

/** Adds the command with its options. */
export function addSamlCommand(group: Command): Command {
  const command = group
    .command('saml')
    .description(ABOUT.replaceAll('\n', ' '))
    .argument('<file...>', 'file with the response; - for the standard input')
    .option('--metadata <file>', 'metadata of the identity provider, or aws iam get-saml-provider')
    .option('--providers <file>', 'providers of the account: aws iam list-saml-providers')
    .option('--provider <arn>', 'the SAML provider that is asked for', providerArn)
    .option('--private-key <file>', 'PEM, for encrypted assertions; may be given twice', collect)
    .option('--public-url <url>', 'judge by the names of a Gatehouse with this URL', readOrigin)
    .option('--recipient <url>', 'a further accepted Recipient; may be given again', collect)
    .option('--audience <name>', 'a further accepted Audience; may be given again', collect)
    .option('--aws-names', "accept AWS's own names too (GATEHOUSE_SAML_AWS_NAMES)")
    .option('--sha1', 'believe signatures that use SHA-1 (GATEHOUSE_SAML_SHA1)')
    .option('--console', 'judge as a sign-in with the browser; default for HAR files')
    .option('--request-id <id>', "the request id that AWS's answer carried")
    .option('--entry <number>', 'which response of a HAR file; default: the last', entry);
  return addOutputOptions(addRoleOptions(command, { skew: DEFAULT_SKEW }))
    .option('--verbose', 'compare what was expected and received of passed checks too')
    .option('--show-secrets', 'also print the decoded response, with which others could sign in');
}

function providerArn(text: string): string {
  return withoutAwsError(text, readSamlProviderArn);
}

function entry(text: string): number {
  const number = whole(text, 100_000);
  if (number > 0) return number;
  throw new InvalidArgumentError('Entries are counted from 1.');
}
