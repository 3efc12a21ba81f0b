/** The kinds of policy that take part in a decision, in the words of the access-denied texts. */
export type PolicyKind = 'identity' | 'resource' | 'trust' | 'boundary' | 'session' | 'scp' | 'rcp';

/** A policy text that was read: every element present has the right type (aws-facts J1). */
export interface PolicyDocument {
  /** A document without Version is of 2008-10-17, which knows no policy variables. */
  readonly version: '2008-10-17' | '2012-10-17';
  readonly id: string | undefined;
  readonly statements: readonly Statement[];
}

/** One statement. `resource` is absent in role trust policies only. */
export interface Statement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: PrincipalElement | undefined;
  readonly action: Patterns;
  readonly resource: Patterns | undefined;
  readonly conditions: readonly ConditionElement[];
}

/** Action or NotAction, Resource or NotResource; `negated` tells the second. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** Principal or NotPrincipal; `everyone` stands for `"*"` and `{"AWS": "*"}`. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly everyone: boolean;
  readonly names: readonly PrincipalName[];
}

export type PrincipalType = 'AWS' | 'Federated' | 'Service' | 'CanonicalUser';

export interface PrincipalName {
  readonly type: PrincipalType;
  readonly value: string;
}

/** One key of one operator, such as `StringEquals` / `aws:username` with its accepted values. */
export interface ConditionElement {
  /** As written, with prefix and suffix: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
