import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { type SubmitEvent, useState } from 'react';
import { ApiFailure } from '../../shared/api/failure.ts';
import { useAction } from '../../shared/api/use-action.ts';
import { useFormat } from '../../shared/i18n/format.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { call } from '../api/call.ts';
import type { InputOf, OutputOf } from '../api/operations.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';
import { Judgement } from './judgement.tsx';
import { OutcomeStatus } from './outcome.tsx';
import { kindOfPasted } from './pasted.ts';

type Diagnosis = OutputOf<'gatehouse', 'DiagnoseSignIn'>;

/** What does not tell when it was issued is judged for now: JudgedAt says so. */
async function judgeAtIssue(input: InputOf<'gatehouse', 'DiagnoseSignIn'>): Promise<Diagnosis> {
  try {
    return await call('gatehouse', 'DiagnoseSignIn', { ...input, AtIssue: true });
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.code !== 'ValidationException') throw error;
    return await call('gatehouse', 'DiagnoseSignIn', input);
  }
}

/** Judges a pasted response or token by the providers and trust policies of the account. */
export function Component() {
  const { t, language } = useTexts();
  const [pasted, setPasted] = useState('');
  const [role, setRole] = useState('');
  const [provider, setProvider] = useState('');
  const [atIssue, setAtIssue] = useState(true);
  const [diagnosis, setDiagnosis] = useState<Diagnosis>();
  const diagnose = useAction(async () => {
    setDiagnosis(undefined);
    const text = pasted.trim();
    const isToken = kindOfPasted(text) === 'token';
    const input = {
      ...(isToken ? { WebIdentityToken: text } : { SAMLResponse: text }),
      ...(isToken || provider.trim() === '' ? {} : { PrincipalArn: provider.trim() }),
      ...(role.trim() === '' ? {} : { RoleArn: role.trim() }),
      Language: language,
    };
    const answer = atIssue
      ? await judgeAtIssue(input)
      : await call('gatehouse', 'DiagnoseSignIn', input);
    setDiagnosis(answer);
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (pasted.trim() !== '') diagnose.run();
  };
  return (
    <Page
      title={t('diagnose.title')}
      description={t('diagnose.lead')}
      crumbs={[{ text: t('attempts.title'), href: '/console/sign-in-attempts' }]}
    >
      <form onSubmit={submit}>
        <Container>
          <Form
            actions={
              <Button variant="primary" loading={diagnose.busy} disabled={pasted.trim() === ''}>
                {t('diagnose.submit')}
              </Button>
            }
          >
            <SpaceBetween size="m">
              <FormField
                label={t('diagnose.pasted')}
                description={t('diagnose.pasted.lead')}
                stretch
              >
                <Textarea
                  value={pasted}
                  rows={8}
                  spellcheck={false}
                  onChange={({ detail }) => setPasted(detail.value)}
                />
              </FormField>
              <FormField label={t('diagnose.role')} description={t('diagnose.role.lead')} stretch>
                <Input value={role} onChange={({ detail }) => setRole(detail.value)} />
              </FormField>
              <FormField
                label={t('diagnose.provider')}
                description={t('diagnose.provider.lead')}
                stretch
              >
                <Input value={provider} onChange={({ detail }) => setProvider(detail.value)} />
              </FormField>
              <Checkbox
                checked={atIssue}
                description={t('diagnose.atIssue.lead')}
                onChange={({ detail }) => setAtIssue(detail.checked)}
              >
                {t('diagnose.atIssue')}
              </Checkbox>
            </SpaceBetween>
          </Form>
        </Container>
      </form>
      {diagnose.failure && <FailureAlert failure={diagnose.failure} />}
      <div aria-live="polite">{diagnosis && <Result diagnosis={diagnosis} />}</div>
    </Page>
  );
}

function Result({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { t } = useTexts();
  const format = useFormat();
  const { JudgedAt, Outcome, Provider, RoleArn } = diagnosis;
  return (
    <SpaceBetween size="l">
      <Container>
        <KeyValuePairs
          columns={2}
          items={[
            { label: t('attempts.outcome'), value: <OutcomeStatus outcome={Outcome} /> },
            { label: t('diagnose.judgedAt'), value: format.moment(JudgedAt) },
            {
              label: t('attempts.provider'),
              value: <span className="value">{Provider ?? '-'}</span>,
            },
            { label: t('attempt.role'), value: <span className="value">{RoleArn ?? '-'}</span> },
          ]}
        />
      </Container>
      <Judgement judged={diagnosis} />
    </SpaceBetween>
  );
}
