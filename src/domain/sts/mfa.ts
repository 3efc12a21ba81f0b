import { surface } from '../../failures/aws-error.ts';
import { type Failure, failure } from '../../failures/catalogue.ts';
import type { ConditionKeys } from '../authorisation/resource.ts';
import { findMfaDevice, type MfaDevice, type OpenSecret, verifyTotp } from '../mfa/index.ts';
import type { Principal } from '../principal.ts';
import { type Work, workFor } from '../work.ts';

/** What the code of a call is judged with. */
export interface CodeParts {
  readonly work: Work;
  readonly secrets: { readonly open: OpenSecret };
  readonly principal: Principal;
}

/** The members of GetSessionToken and AssumeRole that name a device. */
export interface CodeOfCall {
  readonly SerialNumber?: string | undefined;
  readonly TokenCode?: string | undefined;
}

/**
 * Judges the code that a call carries: whether it does and the code counts. Throws the `AwsError` of
 * what is wrong (aws-facts B6). What comes of the code is in the work, whose plan has to be
 * committed whatever becomes of the call: a right code is used up, a wrong one is counted.
 */
export async function verifyCodeOfCall(parts: CodeParts, request: CodeOfCall): Promise<boolean> {
  const { SerialNumber: serial, TokenCode: code } = request;
  if (serial === undefined && code === undefined) return false;
  const failed = await judgeCode(parts, serial, code);
  if (failed) throw surface(failed);
  return true;
}

async function judgeCode(
  { work, secrets, principal }: CodeParts,
  serial: string | undefined,
  code: string | undefined,
): Promise<Failure | undefined> {
  if (serial === undefined) return failure('MFA-008', { missing: 'SerialNumber' });
  if (code === undefined) return failure('MFA-008', { missing: 'TokenCode' });
  const own = workFor(work, principal.account);
  const device = await findMfaDevice(own, serial);
  if (!device || !belongsTo(device, principal)) {
    return failure('MFA-002', { principal: principal.arn, serial });
  }
  if (device.kind === 'passkey') return failure('MFA-007', { serial: device.serial });
  return await verifyTotp(own, device, code, secrets.open);
}

/** Devices are of users and root users; roles and federated users have none. */
function belongsTo({ ownerId }: MfaDevice, principal: Principal): boolean {
  if (principal.kind !== 'user' && principal.kind !== 'root') return false;
  return ownerId === principal.userId;
}

/**
 * What a code that counted says to policies of the same call, whatever credentials sign it (IAM user
 * guide, "Configuring MFA-protected API access").
 */
export function codeConditionKeys(verified: boolean): ConditionKeys {
  if (!verified) return {};
  return { 'aws:multifactorauthpresent': ['true'], 'aws:multifactorauthage': ['0'] };
}
