import type {
  AttachedPermissionsBoundary,
  PermissionsBoundaryAttachmentType,
} from '@aws-sdk/client-iam';

const RESERVED = /[!'()*]/g;

/** A policy document as IAM answers it: percent-encoded by RFC 3986. */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    RESERVED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The model calls the type `PermissionsBoundaryPolicy`; AWS answers `Policy`, as its text says. */
const BOUNDARY_TYPE: string = 'Policy';

/** The member `PermissionsBoundary` of a user or role; no member when it has none. */
export function boundaryMember(arn: string | null): {
  PermissionsBoundary?: AttachedPermissionsBoundary;
} {
  if (arn === null) return {};
  return {
    PermissionsBoundary: {
      PermissionsBoundaryType: BOUNDARY_TYPE as PermissionsBoundaryAttachmentType,
      PermissionsBoundaryArn: arn,
    },
  };
}
