import {
  type ModelledOperation,
  type ModuleOf,
  one,
  required,
  sensitive,
  structure,
  text,
  whole,
} from '../gatehouse/schema.ts';

/*
 * The service `signin`, as far as `aws login` needs it. Its client is published inside other
 * packages only, so that its schema is written here; the conformance test holds it against that
 * client. The client wraps input and output in one member that is the whole body: here the body's
 * members are the input's and the output's own.
 */

const NAMESPACE = 'com.amazonaws.signin';

const accessToken = structure('AccessToken', {
  accessKeyId: required(text('The access key id.')),
  secretAccessKey: required(text('The secret access key.')),
  sessionToken: required(text('The session token.')),
});

const createOAuth2Token = {
  about: 'Exchanges an authorization code or a refresh token for temporary credentials.',
  input: structure('CreateOAuth2TokenRequestBody', {
    clientId: required(text('`arn:aws:signin:::devtools/same-device` or `…/cross-device`.')),
    grantType: required(text('`authorization_code` or `refresh_token`.')),
    code: sensitive(text('The authorization code.')),
    redirectUri: text('The redirect URI of the authorization.'),
    codeVerifier: sensitive(text('The secret whose SHA-256 the authorization named.')),
    refreshToken: sensitive(text('The refresh token of the answer before.')),
  }),
  output: structure('CreateOAuth2TokenResponseBody', {
    accessToken: required(sensitive(one(accessToken, 'Temporary credentials.'))),
    tokenType: required(text('`aws_sigv4`.')),
    expiresIn: required(whole('Seconds, at most 900.')),
    refreshToken: required(sensitive(text('The refresh token of the next call.'))),
    idToken: text('With a code: a JSON Web Token about who signed in.'),
  }),
  errors: [
    'AccessDeniedException',
    'InternalServerException',
    'TooManyRequestsError',
    'ValidationException',
  ],
} as const satisfies ModelledOperation;

function error(name: string, fault: 'client' | 'server', httpError?: number): readonly unknown[] {
  const traits = { error: fault, ...(httpError === undefined ? {} : { httpError }) };
  return [-3, NAMESPACE, name, traits, ['error', 'message'], [0, 0], 2];
}

/** What wire/model.ts reads in place of a client module. */
export const signinModule: Readonly<Record<string, unknown>> = {
  CreateOAuth2Token$: [
    9,
    NAMESPACE,
    'CreateOAuth2Token',
    { http: ['POST', '/v1/token', 200] },
    createOAuth2Token.input.tuple,
    createOAuth2Token.output.tuple,
  ],
  AccessDeniedException$: error('AccessDeniedException', 'client'),
  InternalServerException$: error('InternalServerException', 'server', 500),
  TooManyRequestsError$: error('TooManyRequestsError', 'client', 429),
  ValidationException$: error('ValidationException', 'client', 400),
};

/** What stands for the client module in the types of handlers. */
export type SigninModule = ModuleOf<{ readonly CreateOAuth2Token: typeof createOAuth2Token }>;
