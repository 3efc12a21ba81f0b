import { type Command, InvalidArgumentError } from 'commander';
import { addOutputOptions, type OutputOptions } from '../../output-options.ts';

/** Options of `diagnose issuer`. */
export interface IssuerOptions extends OutputOptions {
  readonly thumbprint?: readonly string[];
}

const ABOUT =
  'ask an OpenID Connect issuer for its discovery document and its keys as STS does: time of each ' +
  'step against the budget of 5 seconds, certificate, required members, keys. Reaches the network';

/** Adds the command with its options. */
export function addIssuerCommand(group: Command): Command {
  const command = group
    .command('issuer')
    .description(ABOUT)
    .argument('<url>', 'as tokens carry it in iss, such as https://idp.example.com')
    .option('--thumbprint <sha1>', 'of a certificate that vouches for it; may be repeated', sha1s);
  return addOutputOptions(command).option(
    '--verbose',
    'compare what was expected and received of passed checks too',
  );
}

/** Collects thumbprints, with or without colons, as the API takes them. */
export function sha1s(text: string, earlier: readonly string[] = []): string[] {
  const thumbprint = text.replaceAll(':', '').toLowerCase();
  if (!/^[0-9a-f]{40}$/.test(thumbprint)) {
    throw new InvalidArgumentError('It is SHA-1 in 40 hexadecimal digits.');
  }
  return [...earlier, thumbprint];
}
