import type { Access } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import type { RootPrincipal } from '../../domain/principal.ts';
import { changeRootPassword } from '../../domain/sign-in/root-password.ts';
import { refuse, surface } from '../../failures/aws-error.ts';
import type { GatehouseModule, Handlers } from '../../wire/index.ts';
import { languageOf } from './shown.ts';

export const rootPassword = {
  async ChangeRootPassword({ OldPassword, NewPassword, Language }, call) {
    const { passwords, ownPassword, delivery } = call;
    const parts = { passwords, ownPassword, outbox: delivery.outbox };
    const failed = await changeRootPassword(call.work, parts, {
      principal: signedInRoot(call),
      oldPassword: OldPassword,
      newPassword: NewPassword,
      language: languageOf(Language),
      sourceAddress: call.sourceAddress,
    });
    if (failed) throw surface(failed);
    return {};
  },
} satisfies Partial<Handlers<GatehouseModule, Call>>;

export const rootPasswordAccess = {
  ChangeRootPassword: { open: 'of the root user alone, in a console session of its own' },
} satisfies Access<typeof rootPassword>;

function signedInRoot({ principal }: Call): RootPrincipal {
  const signedIn = principal.kind === 'root' && principal.session?.browserSessionId !== undefined;
  if (!signedIn) throw refuse('SIGN-026', { arn: principal.arn });
  return principal;
}
