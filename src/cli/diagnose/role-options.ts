import { type Command, InvalidArgumentError } from 'commander';
import { readRoleArn } from '../../domain/sts/find-role.ts';
import { AwsError } from '../../failures/aws-error.ts';
import { readWhen, type When } from './when.ts';

/** Options of every diagnosis that ends with a role. */
export interface RoleOptions {
  readonly role?: string;
  readonly roles?: string;
  readonly trustPolicy?: string;
  readonly maxSessionDuration?: number;
  readonly duration?: number;
  readonly sessionPolicy?: string;
  readonly sourceIp?: string;
  readonly regions: readonly string[];
  readonly at?: When;
  readonly skew?: number;
}

/** Adds them. */
export function addRoleOptions(command: Command, about: { readonly skew: number }): Command {
  return command
    .option('--role <arn>', 'the role that is asked for', roleArn)
    .option('--roles <file>', 'roles of the account: aws iam list-roles or get-role')
    .option('--trust-policy <file>', 'trust policy of the role')
    .option('--max-session-duration <seconds>', 'of the role, with --trust-policy', seconds)
    .option('--duration <seconds>', 'DurationSeconds of the request', seconds)
    .option('--session-policy <file>', 'inline session policy of the request')
    .option('--source-ip <address>', 'aws:SourceIp of the request')
    .option('--regions <names>', 'home region first, separated by commas', names, ['us-east-1'])
    .option('--at <time>', 'judge for now, issue, 2026-11-01T09:30:00Z or epoch seconds', readWhen)
    .option('--skew <seconds>', `how far clocks may differ; default ${about.skew}`, skew);
}

function roleArn(text: string): string {
  return withoutAwsError(text, readRoleArn);
}

/** A text that a reader of ARNs takes. */
export function withoutAwsError(text: string, read: (text: string) => unknown): string {
  try {
    read(text);
    return text;
  } catch (error) {
    if (error instanceof AwsError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}

function seconds(text: string): number {
  return whole(text, 1_000_000);
}

function skew(text: string): number {
  return whole(text, 86_400);
}

/** A whole number up to `most`. */
export function whole(text: string, most: number): number {
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value <= most) return value;
  throw new InvalidArgumentError(`It is a whole number of at most ${most}.`);
}

/** Names separated by commas. */
export function names(text: string): string[] {
  const found = text.split(',').map((name) => name.trim());
  if (found.every((name) => /^[a-z0-9-]+$/.test(name))) return found;
  throw new InvalidArgumentError('They are like us-east-1,eu-west-1.');
}

/** Collects an option that may be given several times. */
export function collect(text: string, earlier: readonly string[] = []): string[] {
  return [...earlier, text];
}
