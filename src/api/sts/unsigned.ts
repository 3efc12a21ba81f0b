import type { UnsignedHandlers } from '../../calls/unsigned-call.ts';
import { assumeRoleWithSaml } from '../../domain/federation/assume-role-with-saml.ts';
import { assumeRoleWithWebIdentity } from '../../domain/federation/assume-role-with-web-identity.ts';

/** The operations of STS that take no signature: a response or a token stands for the caller. */
export const stsUnsigned = {
  AssumeRoleWithSAML(input, call) {
    return assumeRoleWithSaml(call.federation, call, {
      kind: 'saml-api',
      response: input.SAMLAssertion,
      providerArn: input.PrincipalArn,
      roleArn: input.RoleArn,
      durationSeconds: input.DurationSeconds,
      Policy: input.Policy,
      PolicyArns: input.PolicyArns,
    });
  },

  AssumeRoleWithWebIdentity(input, call) {
    return assumeRoleWithWebIdentity(call.federation, call, {
      roleArn: input.RoleArn,
      roleSessionName: input.RoleSessionName,
      token: input.WebIdentityToken,
      providerId: input.ProviderId,
      durationSeconds: input.DurationSeconds,
      Policy: input.Policy,
      PolicyArns: input.PolicyArns,
    });
  },
} satisfies UnsignedHandlers<typeof import('@aws-sdk/client-sts')>;
