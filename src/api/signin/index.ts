import type { UnsignedHandlers } from '../../calls/unsigned-call.ts';
import { createToken } from '../../domain/login/create-token.ts';
import type { SigninModule } from '../../wire/index.ts';

/** AWS Sign-In as `aws login` calls it: a proof of possession stands for the signature. */
export const signinUnsigned = {
  CreateOAuth2Token(input, call) {
    const headers = { proof: call.header('dpop'), host: call.header('host') };
    return createToken(call.login, { ...call, ...headers }, input);
  },
} satisfies UnsignedHandlers<SigninModule>;
