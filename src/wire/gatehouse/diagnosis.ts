import { answered, check, decision, failure, LANGUAGE } from './explanations.ts';
import {
  flag,
  listOf,
  type ModelledOperation,
  moment,
  one,
  required,
  sensitive,
  structure,
  text,
} from './schema.ts';

const offeredRole = structure('OfferedRole', {
  RoleArn: required(text('ARN of the role.')),
  PrincipalArn: required(text('ARN of the SAML provider.')),
});

/** Diagnosis of what an identity provider sent, by the providers and roles of the account. */
export const diagnosisOperations = {
  DiagnoseSignIn: {
    about:
      'Judges a SAML response or a web identity token by the providers, roles and trust policies of the account, as AssumeRoleWithSAML and AssumeRoleWithWebIdentity would, and answers every check. No session is made and nothing counts as used.',
    input: structure('DiagnoseSignInRequest', {
      SAMLResponse: sensitive(text('The response: in base64 as it was posted, or as XML.')),
      WebIdentityToken: sensitive(text('The token, in place of a response.')),
      RoleArn: text(
        'The role that is asked for. Of a response the first role of the account unless told.',
      ),
      PrincipalArn: text('The SAML provider, when the response offers the role with several.'),
      RoleSessionName: text('With a token: the name of the session, `diagnosis` unless told.'),
      SourceIp: text('The `aws:SourceIp` of the request that is asked about.'),
      Time: moment('The moment that is judged for; now unless told.'),
      AtIssue: flag('Judge for the moment right after the response or token was issued.'),
      Language: LANGUAGE,
    }),
    output: structure('DiagnoseSignInResponse', {
      Outcome: required(text('`accepted` or `refused`.')),
      JudgedAt: required(moment('The moment that was judged for.')),
      Provider: text('The provider that it was judged by.'),
      RoleArn: text('The role that it was judged for.'),
      Roles: required(listOf(offeredRole, 'Roles of the account that a response offers.')),
      Checks: required(listOf(check, 'Everything that was looked at, in order.')),
      Failure: one(failure, 'What is wrong, when it would be refused.'),
      Answered: one(answered, 'The error that a client would get.'),
      Decision: one(decision, 'The policy statement that decided about the role.'),
    }),
    errors: [],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
