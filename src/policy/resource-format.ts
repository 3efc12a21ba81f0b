const PARTITIONS = new Set([
  'aws',
  'aws-cn',
  'aws-us-gov',
  'aws-iso',
  'aws-iso-b',
  'aws-iso-e',
  'aws-iso-f',
  'aws-eusc',
]);

const IAM_PATHS = [
  'user/',
  'federated-user/',
  'role/',
  'group/',
  'instance-profile/',
  'mfa/',
  'server-certificate/',
  'policy/',
  'sms-mfa/',
  'saml-provider/',
  'oidc-provider/',
  'report/',
  'access-report/',
] as const;

/**
 * Twelve digits, digits with wildcards, `aws` for what AWS owns, or nothing. Written so that no part
 * can be matched in two ways: the text may be a hundred thousand characters of a stranger's.
 */
const ACCOUNT = /^(?:\d{12}|(?=\d*[*?])[\d*?]*|aws)?$/;

interface ResourceParts {
  readonly prefix: string;
  readonly partition: string;
  readonly vendor: string;
  readonly region: string;
  readonly account: string;
  readonly path: string;
  /** As IAM's messages print it: beginning with `arn`, missing parts filled with `*`. */
  readonly printed: string;
}

/** Splits at colons, other than those within `${…}`; undefined without any colon. */
function splitResource(resource: string): ResourceParts | undefined {
  const parts: string[] = [''];
  for (let at = 0; at < resource.length; at += 1) {
    const end = resource.startsWith('${', at) ? resource.indexOf('}', at) : -1;
    const piece = end < 0 ? resource.charAt(at) : resource.slice(at, end + 1);
    if (piece === ':') parts.push('');
    else parts[parts.length - 1] += piece;
    at += piece.length - 1;
  }
  if (parts.length < 2) return undefined;
  const [prefix = '', partition = '', vendor = '*', region = '*', account = '*', ...path] = parts;
  const tail = path.length === 0 ? '*' : path.join(':');
  const printed = ['arn', partition, vendor, region, account, tail].join(':');
  return { prefix, partition, vendor, region, account, path: tail, printed };
}

/** True for an ARN that IAM's older reader cannot take: without vendor, or with a wrong account. */
export function resourceShapeIsBroken(resource: string): boolean {
  const parts = splitResource(resource);
  if (parts?.prefix !== 'arn') return false;
  if (parts.vendor === '') return true;
  return PARTITIONS.has(parts.partition) && !ACCOUNT.test(parts.account);
}

/** IAM's text about a Resource that is neither `*` nor a usable ARN (aws-facts J6). */
export function resourceProblem(resource: string): string | undefined {
  if (resource === '*') return undefined;
  const parts = splitResource(resource);
  if (!parts) return `Resource ${resource} must be in ARN format or "*".`;
  const { prefix, partition, vendor, region, path, printed } = parts;
  if (!PARTITIONS.has(partition)) {
    return `Partition "${partition}" is not valid for resource "${printed}".`;
  }
  if (prefix !== 'arn') return `Resource ${resource} must be in ARN format or "*".`;
  if (/[*?]/.test(vendor)) {
    return 'Resource vendor must be fully qualified and cannot contain regexes.';
  }
  const hasRegion = region !== '' && region !== '*';
  if (vendor === 'iam') {
    if (hasRegion) return `IAM resource ${resource} cannot contain region information.`;
    return iamPathProblem(path);
  }
  // Access points have a region and an account; buckets and objects have neither.
  if (vendor === 's3' && hasRegion && parts.account === '') {
    return `Resource ${resource} can not contain region information.`;
  }
  return undefined;
}

/** `root` is what sts:AssumeRoot names. */
function iamPathProblem(path: string): string | undefined {
  if (path === '*' || path === 'root' || IAM_PATHS.some((start) => path.startsWith(start))) {
    return undefined;
  }
  return `IAM resource path must either be "*" or start with ${IAM_PATHS.join(', ')}.`;
}
