/** A resource that an operation acts on, as far as authorisation is concerned. */
export interface AccessResource {
  /** What policies are asked about: the path, and the letters of the name, as they are stored. */
  readonly arn: string;
  /**
   * The resource as the request alone names it, where the stored path or letters may be others: what
   * a refused caller is told, who must not learn from it whether there is such a resource.
   */
  readonly asked?: string;
  /**
   * The account that it is judged as belonging to, where that is not the one in its ARN: what a
   * delegated administrator does to the organization's instance is allowed by its own account.
   */
  readonly judgedIn?: string;
  /** The resource's own tags, for `aws:ResourceTag/…`; absent when it has or may have none. */
  readonly tags?: ReadonlyMap<string, string>;
  /** Where the account of another's resource stands in its organization: `o-…/r-…/ou-…/`. */
  readonly organizationPath?: string;
}

/** Condition keys of one request, by their lower-cased names. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;
