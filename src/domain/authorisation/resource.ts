/** A resource that an operation acts on, as far as authorisation is concerned. */
export interface AccessResource {
  readonly arn: string;
  /** The resource's own tags, for `aws:ResourceTag/…`; absent when it has or may have none. */
  readonly tags?: ReadonlyMap<string, string>;
}

/** Condition keys of one request, by their lower-cased names. */
export type ConditionKeys = Readonly<Record<string, readonly string[]>>;
