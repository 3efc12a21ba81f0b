import { isAccountId, parseArn } from '../base/arn.ts';
import type { JsonValue } from '../base/json.ts';
import type { PrincipalName } from './document.ts';
import { compileGlob, globTokens } from './glob.ts';
import { accountNamed } from './principal.ts';
import type { ReadDocument, ReadStatement } from './read.ts';

type Members = ReadonlyMap<string, JsonValue>;

const ELEMENTS = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'Condition']);

/** What a role's trust policy may let its principals do (IAM User Guide, role trust policies). */
const TRUST_ACTIONS = [
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
] as const;

/**
 * What is wrong with the shape of a trust policy, told element by element as IAM tells it for
 * roles (aws-facts J6); undefined leaves the rest to the common reader.
 */
export function trustShapeProblem(json: Members): string | undefined {
  const version = json.get('Version');
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17') {
    return 'The policy must contain a valid version string';
  }
  const statement = json.get('Statement');
  const statements = Array.isArray(statement) ? statement : [statement];
  if (statement === undefined || statements.length === 0) {
    return 'Could not parse the policy: Statement is empty!';
  }
  const sids = statements.flatMap((item) => (item instanceof Map ? item.get('Sid') || [] : []));
  if (new Set(sids).size < sids.length) return 'The Statement Ids in the policy are not unique';
  for (const item of statements) {
    const problem = item instanceof Map ? statementShapeProblem(item) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function statementShapeProblem(json: Members): string | undefined {
  const effect = json.get('Effect');
  if (effect === undefined) return 'Missing required field Effect';
  if (effect !== 'Allow' && effect !== 'Deny') {
    return `Invalid effect: ${typeof effect === 'string' ? effect : ''}`;
  }
  if (json.has('NotPrincipal')) {
    return effect === 'Allow'
      ? 'Allow with NotPrincipal is not allowed.'
      : 'AssumeRole policy must not contain NotPrincipal field.';
  }
  const problem = principalShapeProblem(json.get('Principal'));
  if (problem !== undefined) return problem;
  if (!json.has('Action') && !json.has('NotAction')) return 'Missing required field Action';
  if (json.has('NotResource')) return 'AssumeRole policy must not contain resources.';
  if (json.has('NotAction')) return 'AssumeRole policy may only specify STS AssumeRole actions.';
  for (const name of json.keys()) {
    if (!ELEMENTS.has(name)) return `Has prohibited field ${name}`;
  }
  return undefined;
}

function principalShapeProblem(principal: JsonValue | undefined): string | undefined {
  if (principal === undefined) return 'Missing required field Principal';
  if (principal === '*') return undefined;
  if (!(principal instanceof Map)) return 'Principal must be a JSON object.';
  const isEmpty = [...principal.values()].every((names) => Array.isArray(names) && !names.length);
  return isEmpty ? 'Missing required field Principal cannot be empty!' : undefined;
}

/** What is wrong with the contents of a trust policy that was read; existence is not looked at. */
export function trustProblem({ statements }: ReadDocument): string | undefined {
  for (const statement of statements) {
    const problem = actionsProblem(statement) ?? principalsProblem(statement);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function actionsProblem({ action }: ReadStatement): string | undefined {
  const patterns = action?.patterns ?? [];
  if (patterns.length === 0) return 'Missing required field Action';
  return patterns.every(isTrustAction)
    ? undefined
    : 'AssumeRole policy may only specify STS AssumeRole actions.';
}

/** Whether a trust policy may speak of the actions of a pattern. */
export function isTrustAction(pattern: string): boolean {
  const low = pattern.toLowerCase();
  return low.startsWith('sts:') && TRUST_ACTIONS.some(compileGlob(globTokens(low)));
}

function principalsProblem({ principal, conditions }: ReadStatement): string | undefined {
  for (const name of principal?.names ?? []) {
    const problem = principalProblem(name);
    if (problem !== undefined) return problem;
    if (name.value === 'cognito-identity.amazonaws.com' && name.type === 'Federated') {
      if (conditions.length === 0)
        return 'A condition block must be present for the Cognito provider';
    }
  }
  return undefined;
}

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const PROVIDER = /^(?:saml-provider|oidc-provider)\/./;
const ENTITY = /^(?:user|role)\/[\w+=,.@/-]+$/;
const SESSION = /^(?:assumed-role\/[\w+=,.@-]+\/[\w+=,.@-]+|federated-user\/[\w+=,.@-]+)$/;
const UNIQUE_ID = /^A(?:IDA|ROA)[A-Z0-9]{12,124}$/;

/** IAM's text about a principal that cannot be one, whatever exists (aws-facts J5, J6). */
export function principalProblem({ type, value }: PrincipalName): string | undefined {
  switch (type) {
    case 'AWS':
      return isAwsPrincipal(value) ? undefined : invalidPrincipal('AWS', value);
    case 'Service':
      return DOMAIN.test(value) ? undefined : invalidPrincipal('SERVICE', value);
    case 'Federated': {
      const arn = parseArn(value);
      const isProvider = arn?.service === 'iam' && PROVIDER.test(arn.resource);
      return isProvider || DOMAIN.test(value)
        ? undefined
        : 'Federated principals must be valid domain names or SAML metadata ARNs';
    }
    case 'CanonicalUser':
      return /^[0-9a-f]{64}$/.test(value) ? undefined : invalidPrincipal('CANONICAL_USER', value);
  }
}

/** `Invalid principal in policy: "AWS":"…"`, also for principals that do not exist. */
export function invalidPrincipal(type: string, value: string): string {
  return `Invalid principal in policy: "${type}":"${value}"`;
}

function isAwsPrincipal(value: string): boolean {
  if (accountNamed(value) !== undefined || UNIQUE_ID.test(value)) return true;
  const arn = parseArn(value);
  if (arn?.region !== '' || !isAccountId(arn.account)) return false;
  if (arn.service === 'iam') return ENTITY.test(arn.resource);
  return arn.service === 'sts' && SESSION.test(arn.resource);
}
