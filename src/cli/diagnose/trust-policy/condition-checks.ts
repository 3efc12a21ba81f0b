import { type Failure, failure } from '../../../failures/catalogue.ts';
import type { Check } from '../../../failures/check.ts';
import type { ConditionElement } from '../../../policy/index.ts';
import { isAwsRecipient } from '../../../saml/index.ts';
import {
  allowing,
  conditionsHold,
  type PlacedStatement,
  statementName,
  type TrustPolicySubject,
} from './policy.ts';
import { trusted } from './principal-checks.ts';
import { keyParts, type NamedProvider, providersOf } from './providers.ts';
import { sharedIssuer } from './shared-issuers.ts';

type TrustCheck = Check<TrustPolicySubject>;

/** What every caller may have; whether it does is for the request to say. */
const GENERAL = new Set(['aws', 'iam', 'sts']);

interface StrayKey extends PlacedStatement {
  readonly key: string;
}

/** A condition that can never be met, since no caller of its statement has the key. */
function strayKey({ document }: TrustPolicySubject): StrayKey | undefined {
  for (const placed of allowing(document())) {
    const { principal, conditions } = placed.statement;
    const providers = providersOf(placed.statement);
    if (providers.length === 0 || providers.length < (principal?.names.length ?? 0)) continue;
    const known = new Set([...GENERAL, ...providers.map(({ prefix }) => prefix)]);
    const stray = conditions.find(
      (each) =>
        !known.has(generalPrefix(each.key)) &&
        !known.has(keyParts(each.key).prefix) &&
        !conditionsHold([each], {}),
    );
    if (stray) return { ...placed, key: stray.key };
  }
  return undefined;
}

function generalPrefix(key: string): string {
  return key.toLowerCase().split(':', 1)[0] ?? '';
}

export const conditionKeysAreOfProviders: TrustCheck = {
  name: 'conditionKeysAreOfProviders',
  code: 'DIAG-024',
  run(subject) {
    const stray = strayKey(subject);
    if (!stray) return undefined;
    const providers = providersOf(stray.statement).map(({ name }) => name);
    const details = { key: stray.key, providers: providers.join(', ') };
    return failure('DIAG-024', { statement: statementName(stray), ...details });
  },
  describe(subject) {
    const prefixes = trusted(subject).map(({ prefix }) => `${prefix}:…`);
    return {
      expected: [...new Set([...prefixes, 'aws:…', 'sts:…'])].join(', '),
      received: strayKey(subject)?.key ?? 'those',
    };
  },
};

interface AudienceMismatch extends PlacedStatement {
  readonly values: readonly string[];
}

const AUDIENCE = 'saml:aud';

function isAudience({ key }: ConditionElement): boolean {
  return key.toLowerCase() === AUDIENCE;
}

/** A statement whose conditions on SAML:aud no accepted Recipient meets. */
function audienceMismatch({ document, names }: TrustPolicySubject): AudienceMismatch | undefined {
  for (const placed of allowing(document())) {
    const { statement } = placed;
    const isOfSaml = providersOf(statement).some(({ kind }) => kind === 'saml');
    const conditions = statement.conditions.filter(isAudience);
    if (!isOfSaml || conditions.length === 0) continue;
    const values = conditions.flatMap((each) => each.values);
    const accepted = [...names.recipients, ...values.filter((value) => isAccepted(value, names))];
    if (accepted.some((each) => conditionsHold(conditions, { [AUDIENCE]: [each] }))) continue;
    return { ...placed, values };
  }
  return undefined;
}

/** Consumer URLs of other Regions and of single providers, which nobody could list. */
function isAccepted(value: string, { recipients, awsNames }: TrustPolicySubject['names']): boolean {
  if (awsNames && isAwsRecipient(value)) return true;
  return recipients.some((recipient) => value.startsWith(`${recipient}/acs/`));
}

export const samlAudienceIsRecipient: TrustCheck = {
  name: 'samlAudienceIsRecipient',
  code: 'DIAG-025',
  run(subject) {
    const found = audienceMismatch(subject);
    return found && audienceFailure(subject, found);
  },
  describe(subject) {
    return {
      expected: `SAML:aud ${subject.names.recipients.join(', ')}`,
      received: audienceMismatch(subject)?.values.join(', ') ?? 'one of them, or any',
    };
  },
};

function audienceFailure({ names }: TrustPolicySubject, found: AudienceMismatch): Failure {
  const { values } = found;
  const details = {
    statement: statementName(found),
    values: values.map((value) => `\`${value}\``).join(', '),
    recipients: names.recipients.map((each) => `\`${each}\``).join(', '),
  };
  const isImported = !names.awsNames && values.some(isAwsRecipient);
  return isImported ? failure('DIAG-026', details) : failure('DIAG-025', details);
}

interface Unlimited extends PlacedStatement {
  readonly provider: NamedProvider;
  readonly keys: readonly string[];
}

/** A statement that every customer of a shared issuer gets through. */
function unlimited({ document }: TrustPolicySubject): Unlimited | undefined {
  for (const placed of allowing(document())) {
    for (const provider of providersOf(placed.statement)) {
      const shared = provider.kind === 'oidc' ? sharedIssuer(provider.prefix) : undefined;
      if (!shared) continue;
      const claims = Object.entries(shared.foreign).map(
        ([claim, value]) => [`${provider.prefix}:${claim}`, [value]] as const,
      );
      const context = Object.fromEntries(claims);
      const conditions = placed.statement.conditions.filter(({ key }) =>
        Object.hasOwn(context, key.toLowerCase()),
      );
      const keys = Object.keys(context);
      if (conditionsHold(conditions, context)) return { ...placed, provider, keys };
    }
  }
  return undefined;
}

export const sharedIssuersAreLimited: TrustCheck = {
  name: 'sharedIssuersAreLimited',
  code: 'DIAG-027',
  run(subject) {
    const found = unlimited(subject);
    if (!found) return undefined;
    const keys = found.keys.map((key) => `\`${key}\``).join(', ');
    return failure('DIAG-027', {
      statement: statementName(found),
      provider: found.provider.name,
      keys,
    });
  },
  describe(subject) {
    const found = unlimited(subject);
    return {
      expected: found ? `a condition on one of ${found.keys.join(', ')}` : 'limits where needed',
      received: found ? 'none that keeps others out' : 'that',
    };
  },
};

const EXACT = /^(?:ForA(?:ll|ny)Values?:)?String(?:Not)?Equals(?:IgnoreCase)?(?:IfExists)?$/;

interface LiteralWildcard extends PlacedStatement, ConditionElement {
  readonly value: string;
}

function literalWildcard({ document }: TrustPolicySubject): LiteralWildcard | undefined {
  for (const placed of allowing(document())) {
    for (const condition of placed.statement.conditions) {
      const value = condition.values.find((each) => each.includes('*'));
      if (value !== undefined && EXACT.test(condition.operator)) {
        return { ...placed, ...condition, value };
      }
    }
  }
  return undefined;
}

export const wildcardsAreUnderstood: TrustCheck = {
  name: 'wildcardsAreUnderstood',
  code: 'DIAG-028',
  run(subject) {
    const found = literalWildcard(subject);
    if (!found) return undefined;
    const { key, value, operator } = found;
    return failure('DIAG-028', { statement: statementName(found), key, value, operator });
  },
  describe(subject) {
    const found = literalWildcard(subject);
    return {
      expected: 'StringLike where values have wildcards',
      received: found ? `${found.operator} ${found.key} ${found.value}` : 'that',
    };
  },
};
