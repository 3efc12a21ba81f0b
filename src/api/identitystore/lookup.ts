import type { ExternalId } from '../../domain/directory/index.ts';
import { AwsError } from '../../failures/aws-error.ts';

/** What GetUserId and GetGroupId look somebody up by: one of the two. */
export interface AlternateIdentifier {
  readonly ExternalId?: ExternalId | undefined;
  readonly UniqueAttribute?:
    | { readonly AttributePath: string; readonly AttributeValue: unknown }
    | undefined;
}

/** How each unique attribute is looked up, by its path in small letters. */
export type Finders<Row> = Readonly<Record<string, (value: string) => Promise<Row | undefined>>>;

/**
 * The row with a unique attribute, or undefined. Throws ValidationException without one, for an
 * attribute that is not unique, or for a value that is no text.
 */
export async function byUniqueAttribute<Row>(
  finders: Finders<Row>,
  unique: AlternateIdentifier['UniqueAttribute'],
): Promise<Row | undefined> {
  if (!unique) throw invalid('AlternateIdentifier must have an ExternalId or a UniqueAttribute');
  const { AttributePath: path, AttributeValue: value } = unique;
  const find = new Map(Object.entries(finders)).get(path.toLowerCase());
  if (!find) throw invalid(`The attribute ${path} is not a unique attribute`);
  if (typeof value !== 'string') throw invalid(`The value of the attribute ${path} is not valid`);
  return await find(value);
}

/** The row that the one filter of a listing asks for, in a list of none or one. */
export async function byFilter<Row>(
  finders: Finders<Row>,
  {
    AttributePath: path,
    AttributeValue: value,
  }: {
    readonly AttributePath: string;
    readonly AttributeValue: string;
  },
): Promise<readonly Row[]> {
  const find = new Map(Object.entries(finders)).get(path.toLowerCase());
  if (!find) throw invalid(`The attribute ${path} is not supported in a filter`);
  const row = await find(value);
  return row === undefined ? [] : [row];
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
