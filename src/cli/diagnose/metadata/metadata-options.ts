import type { Command } from 'commander';
import { addOutputOptions, type OutputOptions } from '../../output-options.ts';
import { readWhen, type When } from '../when.ts';

/** Options of `diagnose metadata`. */
export interface MetadataOptions extends OutputOptions {
  readonly at?: When;
}

const ABOUT =
  "judge the metadata document of a SAML identity provider by IAM's rules, and list its entity " +
  'ids, certificates, key sizes and expiries';

/** Adds the command with its options. */
export function addMetadataCommand(group: Command): Command {
  const command = group
    .command('metadata')
    .description(ABOUT)
    .argument('<file>', 'metadata document, or aws iam get-saml-provider; - for standard input')
    .option('--at <time>', 'tell expiries as of this time', readWhen);
  return addOutputOptions(command).option(
    '--verbose',
    'compare what was expected and received of passed checks too',
  );
}
