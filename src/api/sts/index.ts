import type { Access } from '../../calls/access.ts';
import { tagConditionKeys } from '../../calls/access.ts';
import type { Call } from '../../calls/call.ts';
import { requireAllowed } from '../../domain/authorisation/denied.ts';
import { assumeRole } from '../../domain/sts/assume-role.ts';
import { packedSizeMember } from '../../domain/sts/issue.ts';
import { getFederationToken, getSessionToken } from '../../domain/sts/session-token.ts';
import { AwsError } from '../../failures/aws-error.ts';
import type { Handlers } from '../../wire/index.ts';

export { stsUnsigned } from './unsigned.ts';

/** STS: who one is, and temporary credentials. What takes no signature is in unsigned.ts. */
export const stsOperations = {
  async GetCallerIdentity(_input, call) {
    const { userId, account, arn } = call.principal;
    return { UserId: userId, Account: account, Arn: arn };
  },

  async AssumeRole(input, call) {
    const session = await keepingCode(call, input, () => assumeRole(call, input));
    if (!session) return {};
    const { role, claims, sessionArn } = session;
    call.notes.durable = true;
    call.notes.resources.push({ arn: role.arn, account: role.account, type: 'AWS::IAM::Role' });
    call.notes.sharedWith = role.account;
    const passed = input.Policy !== undefined || claims.sessionPolicyArns.length > 0;
    return {
      Credentials: session.Credentials,
      AssumedRoleUser: {
        AssumedRoleId: `${role.roleId}:${input.RoleSessionName}`,
        Arn: sessionArn,
      },
      ...packedSizeMember(session, passed || claims.tags.size > 0),
      ...(claims.sourceIdentity === undefined ? {} : { SourceIdentity: claims.sourceIdentity }),
    };
  },

  async GetSessionToken(input, call) {
    const issued = await keepingCode(call, input, () => getSessionToken(call, input));
    if (!issued) return {};
    call.notes.durable = true;
    return { Credentials: issued.Credentials };
  },

  async GetFederationToken(input, call) {
    if (input.Tags?.length) requireTagSession(call, input.Name, input.Tags);
    const issued = await getFederationToken(call, input);
    call.notes.durable = true;
    return {
      Credentials: issued.Credentials,
      FederatedUser: {
        FederatedUserId: `${call.account}:${input.Name}`,
        Arn: federatedUserArn(call, input.Name),
      },
      PackedPolicySize: issued.packedPolicySize,
    };
  },

  async GetAccessKeyInfo(input, call) {
    const account = await call.state.accountOfKey(input.AccessKeyId);
    if (account === undefined) {
      throw new AwsError('ValidationError', `Invalid Access Key ID: ${input.AccessKeyId}`);
    }
    return { Account: account };
  },

  async DecodeAuthorizationMessage(input, call) {
    const message = call.messages.decode(call.account, input.EncodedMessage);
    if (message === undefined) {
      throw new AwsError('InvalidAuthorizationMessageException', 'Message was not valid');
    }
    return { DecodedMessage: message.trimEnd() };
  },
} satisfies Partial<Handlers<typeof import('@aws-sdk/client-sts'), Call>>;

export const stsAccess = {
  GetCallerIdentity: { open: 'needs no permission and cannot be denied (aws-facts B2)' },
  AssumeRole: { open: 'decided in domain/sts, with the trust policy of the role (aws-facts B4)' },
  GetSessionToken: { open: 'needs no permission (API reference, GetSessionToken)' },
  GetFederationToken: {
    resources: (input, call) => [{ arn: federatedUserArn(call, input.Name) }],
    keys: (input) => tagConditionKeys(input.Tags),
  },
  GetAccessKeyInfo: {},
  DecodeAuthorizationMessage: {},
} satisfies Access<typeof stsOperations>;

/**
 * Serves a call that may carry a code of a device. The code counts whatever becomes of the call, so
 * a refusal keeps the plan; it is noted, and nothing is answered.
 */
async function keepingCode<Output>(
  call: Call,
  { TokenCode }: { readonly TokenCode?: string | undefined },
  serve: () => Promise<Output>,
): Promise<Output | undefined> {
  try {
    return await serve();
  } catch (error) {
    if (TokenCode === undefined || !(error instanceof AwsError)) throw error;
    call.notes.refusal = error;
    return undefined;
  }
}

function federatedUserArn({ account }: Call, name: string): string {
  return `arn:aws:sts::${account}:federated-user/${name}`;
}

/** Passing session tags needs a permission of its own (aws-facts B4). */
function requireTagSession(
  call: Call,
  name: string,
  tags: readonly { Key: string; Value: string }[],
): void {
  requireAllowed(call.judge, call.principal, {
    action: 'sts:TagSession',
    resource: { arn: federatedUserArn(call, name) },
    keys: tagConditionKeys(tags),
  });
}
