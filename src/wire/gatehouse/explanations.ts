import { one, required, structure, text, whole } from './schema.ts';

/* Structures by which several operations explain a judgement. */

/** Asks for texts in a language. */
export const LANGUAGE = text(
  'Language of titles, causes and remedies: `en` (the default) or `ko`.',
);

const CODE = text('Code of the failure in the catalogue, such as `SAML-014`.');

/** A failure with what to do about it. */
export const failure = structure('Failure', {
  Code: required(CODE),
  Message: required(text('What happened, with its details.')),
  Cause: required(text('Why that happens.')),
  Fix: required(text('What to do.')),
  Actor: required(text('Who has to act: `user`, `administrator`, `partner` or `operator`.')),
  WireError: text('The code of the AWS error that the client sees for this failure.'),
  WireText: text('The text of that error.'),
});

/** One check of a table, with what it looked at. */
export const check = structure('Check', {
  Name: required(text('Name of the check.')),
  Code: required(text('What the check fails with.')),
  Title: required(text('What holds when the check passes.')),
  Outcome: required(
    text('`passed`, `failed`, or `skipped` where an earlier failure left nothing to look at.'),
  ),
  Expected: text('What would pass.'),
  Received: text('What was there.'),
  Failure: one(failure, 'What is wrong, when the check failed.'),
});

/** The error that a client got. */
export const answered = structure('Answered', {
  Code: required(text('Code of the error.')),
  Message: required(text('Text of the error.')),
});

/** The statement of a policy that decided. */
export const decision = structure('Decision', {
  PolicyKind: required(text('Kind of the policy, such as `trust`.')),
  Policy: required(text('ARN or name of the policy.')),
  Statement: required(whole('Number of the statement, counted from 1.')),
  Sid: text('Sid of the statement.'),
  Effect: required(text('`Allow` or `Deny`.')),
});

/** A structure without members. */
export const nothing = (name: string) => structure(name, {});
