import { LANGUAGE, nothing } from './explanations.ts';
import { type ModelledOperation, required, sensitive, structure, text } from './schema.ts';

/** The email address of the root user. */
export const rootEmailOperations = {
  StartRootEmailUpdate: {
    about:
      'Mails a code to the address that the root user wishes to have. For the root user in a console session only.',
    input: structure('StartRootEmailUpdateRequest', {
      NewEmail: required(text('The new address; no other account may have it.')),
      Password: required(sensitive(text('The password of the root user.'))),
      Language: LANGUAGE,
    }),
    output: nothing('StartRootEmailUpdateResponse'),
    errors: [],
  },
  AcceptRootEmailUpdate: {
    about:
      'Takes the new address by the code that it was mailed, and tells the old one. Five wrong codes spend the code. For the root user in a console session only.',
    input: structure('AcceptRootEmailUpdateRequest', {
      VerificationCode: required(sensitive(text('The code that was mailed.'))),
      Language: LANGUAGE,
    }),
    output: nothing('AcceptRootEmailUpdateResponse'),
    errors: ['InvalidVerificationCodeException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
