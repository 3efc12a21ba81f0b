import { call } from '../../api/call.ts';
import type { InputOf, OutputOf } from '../../api/operations.ts';

/** Who makes the simulated requests: a user, group or role with its policies. */
export interface Subject {
  readonly arn: string;
  /** An inline policy whose text is being edited, which does not count as it is stored. */
  readonly edited?: {
    readonly kind: 'user' | 'group' | 'role';
    readonly owner: string;
    readonly policy: string;
  };
}

/** What is asked. */
export interface Question {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly context: readonly { readonly key: string; readonly values: string }[];
}

export type Evaluation = NonNullable<
  OutputOf<'iam', 'SimulateCustomPolicy'>['EvaluationResults']
>[number];

export type Matched = NonNullable<Evaluation['MatchedStatements']>[number];

/** Pieces of a text that commas, blanks or lines part. */
export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/**
 * Asks what policies would decide: of a subject all of its own, with `text` besides when it is
 * given; without a subject that text alone.
 */
export async function simulate(
  { actions, resources, context }: Question,
  text: string | undefined,
  subject: Subject | undefined,
  signal?: AbortSignal,
): Promise<Evaluation[]> {
  const question: Pick<
    InputOf<'iam', 'SimulateCustomPolicy'>,
    'ActionNames' | 'ResourceArns' | 'ContextEntries'
  > = {
    ActionNames: [...actions],
    ...(resources.length === 0 ? {} : { ResourceArns: [...resources] }),
    ContextEntries: context
      .filter(({ key }) => key.trim() !== '')
      .map(({ key, values }) => ({
        ContextKeyName: key.trim(),
        ContextKeyValues: values.split(',').map((value) => value.trim()),
        ContextKeyType: 'stringList' as const,
      })),
  };
  const PolicyInputList = text === undefined ? [] : [text];
  const answer = subject
    ? await call(
        'iam',
        'SimulatePrincipalPolicy',
        {
          ...question,
          PolicySourceArn: subject.arn,
          PolicyInputList,
          PolicyExclusionList: exclusions(subject),
        },
        signal,
      )
    : await call('iam', 'SimulateCustomPolicy', { ...question, PolicyInputList }, signal);
  return answer.EvaluationResults ?? [];
}

function exclusions({ edited }: Subject) {
  if (!edited) return [];
  const { kind, owner, policy } = edited;
  return [
    {
      InlinePolicyIdentifier: {
        PolicyName: policy,
        AttachmentType: kind,
        AttachmentName: owner,
      },
    },
  ];
}
