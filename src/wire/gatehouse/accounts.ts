import { nothing } from './explanations.ts';
import { type ModelledOperation, required, structure, text } from './schema.ts';

/** Accounts of the organization, as far as AWS has them reopened by its support. */
export const accountOperations = {
  ReopenAccount: {
    about:
      'Opens a closed member account again, within 90 days of its closing. For the management account only.',
    input: structure('ReopenAccountRequest', {
      AccountId: required(text('The member account.')),
    }),
    output: nothing('ReopenAccountResponse'),
    errors: ['ConflictException', 'ResourceNotFoundException'],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
