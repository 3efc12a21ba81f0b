import type { Work } from '../work.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { type InstanceRow, touchInstance } from './instances.ts';

/** An attribute for access control: the key of the session tag and where its value comes from. */
export interface AccessControlAttribute {
  readonly key: string;
  /** `${path:name.givenName}`, `${user:email}` and so on. */
  readonly source: string;
}

/** The attributes of an instance's row; undefined while attributes for access control are off. */
export function readAttributes({
  attributes,
}: Pick<InstanceRow, 'attributes'>): readonly AccessControlAttribute[] | undefined {
  return attributes === null ? undefined : (JSON.parse(attributes) as AccessControlAttribute[]);
}

/** The attributes of an instance that has them on; throws ResourceNotFoundException. */
export function requireAttributes(instance: InstanceRow): readonly AccessControlAttribute[] {
  const attributes = readAttributes(instance);
  if (attributes) return attributes;
  throw notFound(
    'Attributes for access control are not enabled for this Identity Center instance.',
  );
}

/**
 * Turns attributes for access control on: sessions are tagged from then on. One configuration an
 * instance: throws ConflictException when they are on, ValidationException for a key given twice.
 */
export function enableAttributes(
  work: Work,
  instance: InstanceRow,
  attributes: readonly AccessControlAttribute[],
): void {
  if (instance.attributes !== null) {
    throw conflict(
      'Attributes for access control are already enabled for this Identity Center instance.',
    );
  }
  setAttributes(work, instance, attributes);
}

/** Replaces all attributes. Throws ResourceNotFoundException, ValidationException. */
export function replaceAttributes(
  work: Work,
  instance: InstanceRow,
  attributes: readonly AccessControlAttribute[],
): void {
  requireAttributes(instance);
  setAttributes(work, instance, attributes);
}

/** Turns them off; throws ResourceNotFoundException when they are. */
export function disableAttributes(work: Work, instance: InstanceRow): void {
  requireAttributes(instance);
  touchInstance(work, instance, { attributes: null });
}

function setAttributes(
  work: Work,
  instance: InstanceRow,
  attributes: readonly AccessControlAttribute[],
): void {
  const keys = attributes.map(({ key }) => key.toLowerCase());
  if (new Set(keys).size < keys.length) {
    throw invalid('The configuration names an attribute key more than once.');
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw invalid('Attribute keys beginning with "aws:" are reserved for system use.');
  }
  const unknown = attributes.find(({ source }) => !SOURCE.test(source));
  if (unknown) {
    throw invalid(
      `The source of attribute ${unknown.key} must be of the form \${path:name.givenName} or \${user:email}.`,
    );
  }
  touchInstance(work, instance, { attributes: JSON.stringify(attributes) });
}

const SOURCE = /^\$\{(?:path|user):[\p{L}\p{N} _.:/=+\-@"[\]]+\}$/u;
