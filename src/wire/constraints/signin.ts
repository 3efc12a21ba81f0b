import { type ConstraintTable, text } from './constraint.ts';

/** The constraints of the signin API model. */
export const signinConstraints: ConstraintTable = {
  members: {
    clientId: text({ pattern: 'arn:aws:signin:::devtools/(cross-device|same-device)' }),
    grantType: text({ pattern: '(authorization_code|refresh_token)' }),
    code: text({ min: 1, max: 512 }),
    redirectUri: text({ min: 1, max: 2048 }),
    codeVerifier: text({ min: 43, max: 128, pattern: String.raw`[A-Za-z0-9\-._~]+` }),
    refreshToken: text({ min: 1, max: 2048 }),
  },
  operations: {},
  structures: {},
};
