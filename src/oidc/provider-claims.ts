const GITHUB = [
  'actor',
  'actor_id',
  'enterprise_id',
  'environment',
  'job_workflow_ref',
  'ref',
  'repository',
  'repository_id',
  'repository_owner_id',
  'workflow',
];
const BUILDKITE = [
  'build_branch',
  'cluster_id',
  'cluster_name',
  'organization_id',
  'organization_slug',
  'pipeline_id',
  'pipeline_slug',
];

/**
 * The providers of which AWS makes more claims into condition keys than of others (Service
 * Authorization Reference, AssumeRoleWithWebIdentity, 2026; for Google also aws-facts D3).
 */
const providers: readonly { readonly url: RegExp; readonly claims: readonly string[] }[] = [
  { url: /^accounts\.google\.com$/, claims: ['email', 'google/organization_number'] },
  { url: /^token\.actions\.githubusercontent\.com(?:\/.+)?$/, claims: GITHUB },
  { url: /^token\.actions\.[^./]+\.ghe\.com$/, claims: GITHUB },
  { url: /^github\.com\/enterprises\/.+$/, claims: GITHUB },
  {
    url: /^gitlab\.com$/,
    claims: [
      'namespace_id',
      'pipeline_source',
      'project_id',
      'ref_protected',
      'runner_environment',
      'user_access_level',
      'user_email',
      'user_id',
      'user_login',
    ],
  },
  { url: /^agent\.(?:buildkite\.com|[^./]+\.buildkite\.(?:dev|site))$/, claims: BUILDKITE },
  { url: /^oidc\.circleci\.com\/org\/[^/]+$/, claims: ['oidc.circleci.com/project-id'] },
  { url: /^idcs-[^./]+\.identity\.oraclecloud\.com$/, claims: ['rpst_id'] },
];

/** The claims besides the common ones that are condition keys of a provider's tokens. */
export function claimsOfProvider(url: string): readonly string[] {
  return providers.find((provider) => provider.url.test(url))?.claims ?? [];
}
