import type { z } from 'zod';
import { settings } from './settings.ts';

/**
 * The one configuration of a Gatehouse process. Every setting is an environment variable; the
 * command line offers the common ones as options, which win. The settings are in settings.ts.
 */

type Settings = typeof settings;
type Values = { readonly [Name in keyof Settings]: z.output<Settings[Name]['schema']> };

/** The configuration, read and checked. */
export interface Config extends Values {
  /** The home region first, then the others, each once. */
  readonly allRegions: readonly string[];
}

/** One value that cannot be used; the start stops and names each of them. */
export interface ConfigProblem {
  readonly env: string;
  readonly value: string;
  /** Undefined when there is no such setting at all. */
  readonly allowed: string | undefined;
}

/** The environment variables of Gatehouse, as given. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Also of settings that were misspelt: what looks like a secret is not repeated. */
const SECRET = /SECRET|PASS?WORD|KEY|TOKEN|DATABASE_URL|SMTP_URL|SMS_HOOK/;

/** Access key ids and file names are no secrets. */
function isSecret(env: string): boolean {
  return SECRET.test(env) && !env.endsWith('_KEY_ID') && env !== 'GATEHOUSE_TLS_KEY';
}

/**
 * Reads every setting from `environment`. A value that does not fit is reported with the values
 * that are allowed (secrets are not repeated); nothing is guessed.
 */
export function readConfig(
  environment: Environment,
):
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: ConfigProblem[] } {
  const values: Record<string, unknown> = {};
  const problems: ConfigProblem[] = [];
  for (const [name, { env, schema, allowed, fallback }] of Object.entries(settings)) {
    const given = environment[env] ?? '';
    const parsed = schema.safeParse(given === '' ? fallback : given);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ env, value: isSecret(env) ? '(hidden)' : given, allowed });
  }
  const config = values as unknown as Values;
  problems.push(...inconsistencies(config, environment, problems));
  if (problems.length > 0) return { ok: false, problems };
  const allRegions = [...new Set([config.region, ...config.regions])];
  return { ok: true, config: { ...config, allRegions } };
}

/** Settings that are allowed alone and not together, and variables that do not exist. */
function inconsistencies(
  config: Values,
  environment: Environment,
  earlier: readonly ConfigProblem[],
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const known = new Set<string>(Object.values(settings).map(({ env }) => env));
  for (const env of Object.keys(environment)) {
    if (env.startsWith('GATEHOUSE_') && !known.has(env)) {
      const value = isSecret(env) ? '(hidden)' : (environment[env] ?? '');
      problems.push({ env, value, allowed: undefined });
    }
  }
  if (earlier.length > 0) return problems;
  if (config.tls === 'files' && (config.tlsCert === '' || config.tlsKey === '')) {
    problems.push({
      env: 'GATEHOUSE_TLS',
      value: 'files',
      allowed: 'files needs GATEHOUSE_TLS_CERT and GATEHOUSE_TLS_KEY',
    });
  }
  if ((config.smsHook === '') !== (config.smsSecret === '')) {
    problems.push({
      env: 'GATEHOUSE_SMS_HOOK',
      value: '(hidden)',
      allowed: 'given together with GATEHOUSE_SMS_SECRET, or neither',
    });
  }
  if ((config.bootstrapAccessKeyId === '') !== (config.bootstrapSecretAccessKey === '')) {
    problems.push({
      env: 'GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID',
      value: config.bootstrapAccessKeyId,
      allowed: 'given together with GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY, or neither',
    });
  }
  if (config.bootstrapSecretAccessKey !== '' && config.bootstrapSecretAccessKey.length < 16) {
    problems.push({
      env: 'GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY',
      value: '(hidden)',
      allowed: 'a secret of at least 16 characters',
    });
  }
  const { length } = config.bootstrapRootPassword;
  if (length > 0 && (length < 8 || length > 128)) {
    problems.push({
      env: 'GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD',
      value: '(hidden)',
      allowed: 'a password of 8 to 128 characters',
    });
  }
  return problems;
}
