import { AwsError } from '../../failures/aws-error.ts';

/** A session tag as requests carry it. */
export interface SessionTag {
  readonly Key: string;
  readonly Value: string;
}

/** The tags of a new session and those of them that later sessions inherit. */
export interface SessionTags {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveKeys: readonly string[];
}

const NO_TAGS: SessionTags = { tags: new Map(), transitiveKeys: [] };

/** What a chained session inherits: the transitive tags of the calling session (aws-facts B4). */
export function inheritedTags(session: SessionTagSource | undefined): SessionTags {
  if (!session || session.transitiveTagKeys.length === 0) return NO_TAGS;
  const transitive = lowerCased(session.transitiveTagKeys);
  const kept = [...session.tags].filter(([key]) => transitive.has(key.toLowerCase()));
  return { tags: new Map(kept), transitiveKeys: session.transitiveTagKeys };
}

/** The part of a session's claims that tags are inherited from. */
export interface SessionTagSource {
  readonly tags: ReadonlyMap<string, string>;
  readonly transitiveTagKeys: readonly string[];
}

/**
 * Joins requested with inherited tags. Throws InvalidParameterValue with the texts of aws-facts B6:
 * keys given twice or reserved, a transitive key that is no tag, a key that the calling session has set for good.
 */
export function joinTags(
  requested: readonly SessionTag[],
  transitiveKeys: readonly string[],
  inherited: SessionTags,
): SessionTags {
  if (requested.length === 0 && transitiveKeys.length === 0) return inherited;
  const keys = lowerCased(requested.map(({ Key }) => Key));
  if (keys.size < requested.length) {
    throw invalid('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  if ([...keys].some((key) => key.startsWith('aws:'))) {
    throw invalid('Tag keys beginning with "aws:" are reserved for system use.');
  }
  if (transitiveKeys.some((key) => !keys.has(key.toLowerCase()))) {
    throw invalid('The specified transitive tag key must be included in the requested tags.');
  }
  if (inherited.transitiveKeys.some((key) => keys.has(key.toLowerCase()))) {
    throw invalid(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  }
  return {
    tags: new Map([
      ...inherited.tags,
      ...requested.map(({ Key, Value }): [string, string] => [Key, Value]),
    ]),
    transitiveKeys: [...inherited.transitiveKeys, ...transitiveKeys],
  };
}

function lowerCased(keys: readonly string[]): ReadonlySet<string> {
  return new Set(keys.map((key) => key.toLowerCase()));
}

function invalid(text: string): AwsError {
  return new AwsError('InvalidParameterValue', text);
}
