/** An issuer whose tokens anybody can get, and by what its customers are told apart. */
export interface SharedIssuer {
  /** The URL without scheme, or the name of a built-in provider, in lower case. */
  readonly url: RegExp;
  /** Claims of somebody else's token; a policy that lets these pass lets everybody in. */
  readonly foreign: Readonly<Record<string, string>>;
}

const STRANGER = 'somebody-else-entirely';

/**
 * The issuers that AWS knows to be shared, with the claims that it wants to be limited (IAM user
 * guide, identity-provider controls for shared OIDC providers), and its own built-in providers.
 */
const issuers: readonly SharedIssuer[] = [
  {
    url: /^(?:token|vstoken)\.actions\.githubusercontent\.com$/,
    foreign: {
      sub: `repo:${STRANGER}/repository:ref:refs/heads/main`,
      repository: `${STRANGER}/repository`,
      repository_id: '1',
      repository_owner_id: '1',
      job_workflow_ref: `${STRANGER}/repository/.github/workflows/a.yml@refs/heads/main`,
      enterprise_id: '1',
    },
  },
  {
    url: /^gitlab\.com$/,
    foreign: {
      sub: `project_path:${STRANGER}/project:ref_type:branch:ref:main`,
      namespace_id: '1',
      project_id: '1',
    },
  },
  {
    url: /^app\.terraform\.io$/,
    foreign: { sub: `organization:${STRANGER}:project:a:workspace:b:run_phase:apply` },
  },
  { url: /^agent\.buildkite\.com$/, foreign: { sub: `organization:${STRANGER}:pipeline:a` } },
  {
    url: /^(?:oidc-configuration\.audit-log\.githubusercontent\.com|oidc\.codefresh\.io|studio\.datachain\.ai\/api|scalr\.io|tokens\.cloud\.shisho\.dev|proidc\.upbound\.io)$/,
    foreign: { sub: STRANGER },
  },
  {
    url: /^(?:api\.pulumi\.com\/oidc|sandboxes\.cloud|oidc\.vercel\.com|accounts\.google\.com|cognito-identity\.amazonaws\.com)$/,
    foreign: { aud: STRANGER },
  },
  { url: /^(?:graph\.facebook\.com|www\.amazon\.com)$/, foreign: { app_id: STRANGER } },
];

/** The shared issuer of a URL without scheme; undefined for an issuer of one organization. */
export function sharedIssuer(url: string): SharedIssuer | undefined {
  return issuers.find((issuer) => issuer.url.test(url));
}
