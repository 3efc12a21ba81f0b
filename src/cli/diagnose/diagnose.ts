/**
 * cli/diagnose: `gatehouse diagnose`, which says offline why a federated sign-in fails. Owns: finding
 * responses, tokens and policies in files, putting the question together, showing the answer.
 * Does not own: judging. The tables of saml/, oidc/ and domain/federation judge here as they do in a
 * server, with files in the place of the store; network requests go through the guarded client.
 * Each command is loaded when it is run.
 */
import type { Command } from 'commander';
import type { Fetch } from '../../domain/federation/fetch.ts';
import { EXIT_CODES_HELP } from '../exit-codes.ts';
import type { CliConfig, CliIo, CliServices } from '../services.ts';
import { configOf } from '../setting-options.ts';
import { addIssuerCommand } from './issuer/issuer-options.ts';
import { addMetadataCommand } from './metadata/metadata-options.ts';
import { addSamlCommand } from './saml/saml-options.ts';
import { addTokenCommand } from './token/token-options.ts';
import { addTrustPolicyCommand } from './trust-policy/trust-policy-options.ts';

/** Adds the group of commands. */
export function addDiagnose<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const group = program
    .command('diagnose')
    .description('say why a federated sign-in fails; neither server nor store is needed');
  const fetch = (): Fetch => services.fetchBy(configOf(services, io, {}));
  addSamlCommand(group).action(async (files, options) => {
    const { diagnoseSaml } = await import('./saml/command.ts');
    await diagnoseSaml(files, options, io);
  });
  addMetadataCommand(group).action(async (file, options) => {
    const { diagnoseMetadata } = await import('./metadata/command.ts');
    await diagnoseMetadata(file, options, io);
  });
  addTokenCommand(group).action(async (files, options) => {
    const { diagnoseToken } = await import('./token/command.ts');
    await diagnoseToken(files, options, fetch, io);
  });
  addTrustPolicyCommand(group).action(async (file, options) => {
    const { diagnoseTrustPolicy } = await import('./trust-policy/command.ts');
    await diagnoseTrustPolicy(file, options, io);
  });
  addIssuerCommand(group).action(async (url, options) => {
    const { diagnoseIssuer } = await import('./issuer/command.ts');
    await diagnoseIssuer(url, options, fetch(), io);
  });
  for (const command of group.commands) command.addHelpText('after', EXIT_CODES_HELP);
}
