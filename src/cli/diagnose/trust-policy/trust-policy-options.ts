import type { Command } from 'commander';
import { readRoleArn } from '../../../domain/sts/find-role.ts';
import { addOutputOptions, type OutputOptions } from '../../output-options.ts';
import { type NameOptions, readOrigin } from '../accepted-names.ts';
import { collect, names, withoutAwsError } from '../role-options.ts';

/** Options of `diagnose trust-policy`. */
export interface TrustPolicyOptions extends NameOptions, OutputOptions {
  readonly role?: string;
}

const ABOUT =
  'say what the trust policy of a role gives to each kind of caller, under which conditions, and ' +
  'find usual mistakes';

/** Adds the command with its options. */
export function addTrustPolicyCommand(group: Command): Command {
  const command = group
    .command('trust-policy')
    .description(ABOUT)
    .argument('<file>', 'the policy, or aws iam get-role; - for the standard input')
    .option('--role <arn>', 'the role that has it', (text) => withoutAwsError(text, readRoleArn))
    .option('--public-url <url>', 'judge SAML:aud by a Gatehouse with this URL', readOrigin)
    .option('--recipient <url>', 'a further accepted Recipient; may be given again', collect)
    .option('--aws-names', "accept AWS's own names too (GATEHOUSE_SAML_AWS_NAMES)")
    .option('--regions <names>', 'home region first, separated by commas', names, ['us-east-1']);
  return addOutputOptions(command).option(
    '--verbose',
    'compare what was expected and received of passed checks too',
  );
}
