import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TextKey } from '../i18n/messages.ts';
import { useTexts } from '../i18n/texts.tsx';
import { policyKind } from '../shared/policy-kind.ts';
import { CheckTable } from './check-table.tsx';
import type { Judged } from './judged.ts';

const ACTORS: Readonly<Record<string, TextKey>> = {
  user: 'attempt.actor.user',
  administrator: 'attempt.actor.administrator',
  partner: 'attempt.actor.partner',
  operator: 'attempt.actor.operator',
};

/** Why it was refused and who does what about it, the statement that decided, every check. */
export function Judgement({ judged }: { readonly judged: Judged }) {
  const { Answered, Checks, Decision, Failure } = judged;
  return (
    <SpaceBetween size="l">
      {Failure && <Explanation failure={Failure} />}
      {(Decision || Answered) && <Outcome answered={Answered} decision={Decision} />}
      <CheckTable checks={Checks} />
    </SpaceBetween>
  );
}

function Explanation({ failure }: { readonly failure: NonNullable<Judged['Failure']> }) {
  const { t } = useTexts();
  const { Actor, Cause, Code, Fix, Message } = failure;
  const actor = ACTORS[Actor];
  return (
    <Alert type="error" header={`${Code}: ${Message}`}>
      <SpaceBetween size="xs">
        <Box>
          <strong>{t('attempt.cause')}</strong>: {Cause}
        </Box>
        <Box>
          <strong>{t('attempt.fix')}</strong>: {Fix}
        </Box>
        {actor && (
          <Box>
            <strong>{t('attempt.actor')}</strong>: {t(actor)}
          </Box>
        )}
      </SpaceBetween>
    </Alert>
  );
}

function Outcome(props: {
  readonly answered: Judged['Answered'];
  readonly decision: Judged['Decision'];
}) {
  const { t } = useTexts();
  const { answered, decision } = props;
  const sid = decision?.Sid ? ` (${decision.Sid})` : '';
  return (
    <Container header={<Header variant="h2">{t('attempt.outcome')}</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          ...(answered
            ? [
                {
                  label: t('attempt.answered'),
                  value: <span className="value">{`${answered.Code}: ${answered.Message}`}</span>,
                },
              ]
            : []),
          ...(decision
            ? [
                {
                  label: t('attempt.decision'),
                  value: (
                    <span className="value">
                      {t('attempt.statement', {
                        effect: decision.Effect,
                        policy: decision.Policy,
                        kind: policyKind(decision.PolicyKind, t),
                        statement: `${decision.Statement}${sid}`,
                      })}
                    </span>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Container>
  );
}
