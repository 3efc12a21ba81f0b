import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { Evaluations } from './evaluations.tsx';
import { type Evaluation, type Subject, simulate, words } from './simulate.ts';

interface Row {
  readonly key: string;
  readonly values: string;
}

/**
 * Asks what would be decided about actions and resources, and by which statement. With a `text` and
 * a subject the person chooses between the text alone and all policies of the subject.
 */
export function Explain(props: {
  readonly text?: string | undefined;
  readonly subject?: Subject | undefined;
}) {
  const { t } = useTexts();
  const { text, subject } = props;
  const [actions, setActions] = useState('');
  const [resources, setResources] = useState('*');
  const [context, setContext] = useState<readonly Row[]>([]);
  const [alone, setAlone] = useState(subject === undefined);
  const [results, setResults] = useState<readonly Evaluation[]>();
  const asked = alone ? undefined : subject;
  const action = useAction(async () => {
    setResults(undefined);
    const question = { actions: words(actions), resources: words(resources), context };
    setResults(await simulate(question, text, asked));
  });
  return (
    <SpaceBetween size="m">
      {text !== undefined && subject && (
        <FormField label={t('iam.explain.whose')}>
          <RadioGroup
            value={alone ? 'alone' : 'all'}
            items={[
              { value: 'all', label: t('iam.explain.all') },
              { value: 'alone', label: t('iam.explain.alone') },
            ]}
            onChange={({ detail }) => setAlone(detail.value === 'alone')}
          />
        </FormField>
      )}
      <FormField label={t('iam.explain.actions')} description={t('iam.explain.actions.lead')}>
        <Input
          value={actions}
          placeholder="iam:GetUser"
          onChange={({ detail }) => setActions(detail.value)}
        />
      </FormField>
      <FormField label={t('iam.explain.resources')} description={t('iam.explain.resources.lead')}>
        <Input value={resources} onChange={({ detail }) => setResources(detail.value)} />
      </FormField>
      <ContextRows rows={context} onChange={setContext} />
      <Button
        formAction="none"
        loading={action.busy}
        disabled={words(actions).length === 0}
        onClick={() => action.run()}
      >
        {t('iam.explain.submit')}
      </Button>
      {action.failure && <FailureAlert failure={action.failure} />}
      {results && (
        <Evaluations
          results={results}
          text={text}
          arn={asked?.arn}
          onAsk={(key) => setContext([...context, { key, values: '' }])}
        />
      )}
    </SpaceBetween>
  );
}

function ContextRows(props: {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}) {
  const { t } = useTexts();
  const { rows, onChange } = props;
  const change = (index: number, part: Partial<Row>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <FormField label={t('iam.explain.context')} description={t('iam.explain.context.lead')} stretch>
      <AttributeEditor
        items={rows}
        addButtonText={t('iam.explain.context.add')}
        removeButtonText={t('iam.remove')}
        empty=""
        onAddButtonClick={() => onChange([...rows, { key: '', values: '' }])}
        onRemoveButtonClick={({ detail }) =>
          onChange(rows.filter((_, index) => index !== detail.itemIndex))
        }
        definition={[
          {
            label: t('iam.explain.key'),
            control: ({ key }: Row, index: number) => (
              <Input
                value={key}
                placeholder="aws:SourceIp"
                onChange={({ detail }) => change(index, { key: detail.value })}
              />
            ),
          },
          {
            label: t('iam.explain.values'),
            control: ({ values }: Row, index: number) => (
              <Input
                value={values}
                onChange={({ detail }) => change(index, { values: detail.value })}
              />
            ),
          },
        ]}
      />
    </FormField>
  );
}
