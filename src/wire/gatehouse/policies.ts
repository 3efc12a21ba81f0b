import { LANGUAGE } from './explanations.ts';
import { listOf, type ModelledOperation, required, structure, text, whole } from './schema.ts';

const policyFinding = structure('PolicyFinding', {
  Type: required(
    text(
      '`ERROR` where IAM refuses to store the policy, else `SECURITY_WARNING`, `WARNING` or `SUGGESTION`.',
    ),
  ),
  Code: required(text('Code of the finding, such as `ALLOW_ALL`.')),
  Message: required(text('What it says.')),
  Path: required(text('The element, such as `Statement[0].Action`; empty for the document.')),
  Line: required(whole('Line of the element, counted from 1.')),
  Column: required(whole('Column of its first character, counted from 1.')),
});

/** Help for the authors of policies. */
export const policyOperations = {
  ValidatePolicy: {
    about:
      'Looks through a policy before it is stored: every error with its place, what is unwise, what never matches, what is redundant. Nothing is stored.',
    input: structure('ValidatePolicyRequest', {
      PolicyDocument: required(text('The policy as JSON.')),
      PolicyType: required(text('`Identity`, `Trust`, `Boundary` or `ServiceControl`.')),
      Language: LANGUAGE,
    }),
    output: structure('ValidatePolicyResponse', {
      Findings: required(listOf(policyFinding, 'The gravest first; a hundred at most.')),
    }),
    errors: [],
  },
} as const satisfies Readonly<Record<string, ModelledOperation>>;
