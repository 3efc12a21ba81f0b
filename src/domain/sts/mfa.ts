import { AwsError } from '../../failures/aws-error.ts';

/**
 * Refuses a code of a multi-factor device: no device can be registered yet, so none can be valid.
 * The text is AWS's, its two spaces included (aws-facts B6).
 */
export function requireNoMfaDevice(request: {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}): void {
  if (request.SerialNumber === undefined && request.TokenCode === undefined) return;
  throw new AwsError(
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  );
}
