import type { UnsignedHandlers } from '../../calls/unsigned-call.ts';
import { createToken } from '../../domain/identity-center/sso/create-token.ts';
import { register } from '../../domain/identity-center/sso/register-client.ts';
import { startDevice } from '../../domain/identity-center/sso/start-device.ts';

/**
 * api/sso-oidc: IAM Identity Center as `aws sso login` calls it; a registered client's secret stands for
 * the signature. Does not own: what is asked and answered (domain/identity-center/sso).
 */
export const ssoOidcUnsigned = {
  CreateToken: (input, call) => createToken(call.sso, call, input),
  RegisterClient: (input, call) => register(call.sso, call, input),
  StartDeviceAuthorization: (input, call) => startDevice(call.sso, call, input),
} satisfies UnsignedHandlers<typeof import('@aws-sdk/client-sso-oidc')>;
