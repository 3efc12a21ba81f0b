/**
 * domain/mfa: multi-factor devices of root users, IAM users and workforce users.
 * Owns: virtual devices and passkeys, whose they are, what makes a code or a passkey's answer
 * acceptable, that each counts once. Does not own: one-time codes and WebAuthn as formats (crypto/),
 * when a person is asked for a second factor (domain/sign-in), who may change devices (api/iam).
 * Neighbours: domain/sts asks for codes of calls, domain/sign-in for both.
 */
export {
  codePairChecks,
  deactivateDevice,
  enableDevice,
  getDeviceOf,
  renameDevice,
  resyncDevice,
} from './assignment.ts';
export {
  type AuthenticatorEnrolment,
  beginAuthenticator,
  completeAuthenticator,
  noRoom,
  reopenAuthenticator,
  type SecretSealing,
} from './authenticator.ts';
export { codeChecks, type ExaminedCode, examineCode, type OpenSecret } from './code-checks.ts';
export {
  findMfaDevice,
  type MfaDevice,
  mfaDevices,
  type PasskeyDevice,
  type VirtualDevice,
} from './device.ts';
export { holdDevices } from './hold-devices.ts';
export type { MfaOwner, WorkforceOwner } from './owner.ts';
export { proofChecks, registrationChecks } from './passkey-checks.ts';
export {
  type NoPasskeys,
  type PasskeySite,
  passkeySite,
  strandedPasskeys,
} from './passkey-site.ts';
export { qrCode } from './picture.ts';
export {
  completePasskeyRegistration,
  type Registering,
  startPasskeyRegistration,
} from './register-passkey.ts';
export { removeDevice, removeDevicesOf } from './remove.ts';
export { noteCode, verifyTotp } from './verify-code.ts';
export {
  type ExaminedPasskey,
  examinePasskey,
  notePasskey,
  type PasskeyAnswer,
  passkeyRequest,
  usablePasskeys,
  verifyPasskey,
} from './verify-passkey.ts';
export {
  createVirtualDevice,
  deleteVirtualDevice,
  getVirtualDevice,
  listVirtualDevices,
  touchDevice,
} from './virtual-devices.ts';
