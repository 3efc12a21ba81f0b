import type { UnsignedHandlers } from '../../calls/unsigned-call.ts';
import { listAccountRoles, listAccounts } from '../../domain/identity-center/sso/portal-lists.ts';
import { getRoleCredentials, logout } from '../../domain/identity-center/sso/portal-operations.ts';

/**
 * api/sso: the access portal as programs call it; an access token stands for the signature. Does not
 * own: what is asked and answered (domain/identity-center/sso), the portal's own page (portal/).
 */
export const ssoUnsigned = {
  GetRoleCredentials({ accessToken, ...asked }, call) {
    return getRoleCredentials(call.sso, call, { ...asked, token: accessToken });
  },
  ListAccountRoles({ accessToken, ...asked }, call) {
    return listAccountRoles(call.sso, call, { ...asked, token: accessToken });
  },
  ListAccounts({ accessToken, ...asked }, call) {
    return listAccounts(call.sso, call, { ...asked, token: accessToken });
  },
  Logout({ accessToken }, call) {
    return logout(call.sso, call, accessToken);
  },
} satisfies UnsignedHandlers<typeof import('@aws-sdk/client-sso')>;
