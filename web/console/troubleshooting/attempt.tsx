import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useAction } from '../../shared/api/use-action.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { useFormat } from '../../shared/i18n/format.ts';
import { CodeBlock, Copied } from '../../shared/shown/code-block.tsx';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { call } from '../api/call.ts';
import type { OutputOf } from '../api/operations.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';
import { attemptKind } from './attempt-kind.ts';
import { Judgement } from './judgement.tsx';
import { OutcomeStatus } from './outcome.tsx';

type Attempt = OutputOf<'gatehouse', 'GetAttempt'>['Attempt'];

/** One attempt with everything that was looked at. */
export function Component() {
  const { t, language } = useTexts();
  const format = useFormat();
  const { attemptId = '' } = useParams();
  const query = useQuery(
    `${attemptId} ${language}`,
    async (signal) =>
      (await call('gatehouse', 'GetAttempt', { AttemptId: attemptId, Language: language }, signal))
        .Attempt,
  );
  const title = query.value
    ? t('attempt.title', { time: format.moment(query.value.Time) })
    : t('attempt.one');
  return (
    <Page title={title} crumbs={[{ text: t('attempts.title'), href: '/console/sign-in-attempts' }]}>
      <Loaded query={query}>
        {(attempt) => (
          <SpaceBetween size="l">
            <Summary attempt={attempt} />
            <Judgement judged={attempt} />
            {attempt.BodyCaptured && <CapturedBody attemptId={attempt.AttemptId} />}
          </SpaceBetween>
        )}
      </Loaded>
    </Page>
  );
}

function Summary({ attempt }: { readonly attempt: Attempt }) {
  const { t } = useTexts();
  const text = (label: string, value: string | undefined) => ({
    label,
    value: <span className="value">{value || '-'}</span>,
  });
  return (
    <Container header={<Header variant="h2">{t('attempt.summary')}</Header>}>
      <KeyValuePairs
        columns={3}
        minColumnWidth={180}
        items={[
          { label: t('attempts.outcome'), value: <OutcomeStatus outcome={attempt.Outcome} /> },
          text(t('attempts.kind'), attemptKind(attempt.Kind, t)),
          text(t('attempts.who'), attempt.Subject),
          text(t('attempts.provider'), attempt.Provider),
          text(t('attempt.role'), attempt.RoleArn),
          text(t('attempt.address'), attempt.SourceAddress),
          text(t('attempt.agent'), attempt.UserAgent),
          {
            label: t('attempt.request'),
            value: <Copied text={attempt.RequestId} label={t('attempt.request')} />,
          },
          ...Object.entries(attempt.Facts).map(([name, value]) => text(name, value)),
        ]}
      />
    </Container>
  );
}

function CapturedBody({ attemptId }: { readonly attemptId: string }) {
  const { t } = useTexts();
  const [body, setBody] = useState<string>();
  const show = useAction(async () => {
    const answer = await call('gatehouse', 'GetCapturedBody', { AttemptId: attemptId });
    setBody(answer.Body ?? '');
  });
  return (
    <Container
      header={
        <Header variant="h2" description={t('attempt.captured.lead')}>
          {t('attempt.captured')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {body === undefined ? (
          <Button loading={show.busy} onClick={() => show.run()}>
            {t('attempt.captured.show')}
          </Button>
        ) : (
          <CodeBlock text={body} label={t('attempt.captured')} />
        )}
        {show.failure && <FailureAlert failure={show.failure} />}
      </SpaceBetween>
    </Container>
  );
}
