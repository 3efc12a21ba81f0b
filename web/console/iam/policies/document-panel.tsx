import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { useTell } from '../../frame/notices.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { Explain } from '../editor/explain.tsx';
import { PolicyEditor } from '../editor/policy-editor.tsx';
import { formatted } from '../editor/text-places.ts';
import { managedText } from '../shared/owner.ts';

/** The document of a policy's default version; saving a change makes a new version. */
export function DocumentPanel(props: {
  readonly arn: string;
  readonly version: string;
  readonly isOwn: boolean;
  readonly onSaved: () => void;
}) {
  const { t } = useTexts();
  const { arn, version } = props;
  const [editing, setEditing] = useState(false);
  const { value, failure, reload } = useQuery(`${arn} ${version}`, async (signal) =>
    formatted(await managedText(arn, version, signal)),
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            props.isOwn &&
            !editing && (
              <Button disabled={value === undefined} onClick={() => setEditing(true)}>
                {t('iam.edit')}
              </Button>
            )
          }
        >
          {t('iam.policies.document')}
        </Header>
      }
    >
      {failure && <FailureAlert failure={failure} retry={reload} />}
      {value === undefined && !failure && <Spinner />}
      {value !== undefined &&
        (editing ? (
          <EditDocument
            arn={arn}
            before={value}
            onCancel={() => setEditing(false)}
            onSaved={props.onSaved}
          />
        ) : (
          <SpaceBetween size="l">
            <CodeBlock text={value} label={t('iam.policies.document')} />
            <Explain text={value} />
          </SpaceBetween>
        ))}
    </Container>
  );
}

function EditDocument(props: {
  readonly arn: string;
  readonly before: string;
  readonly onCancel: () => void;
  readonly onSaved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const [text, setText] = useState(props.before);
  const [isDefault, setDefault] = useState(true);
  const action = useAction(async () => {
    const { PolicyVersion } = await call('iam', 'CreatePolicyVersion', {
      PolicyArn: props.arn,
      PolicyDocument: text,
      SetAsDefault: isDefault,
    });
    tell(t('iam.policies.version.created', { version: PolicyVersion?.VersionId ?? '' }));
    props.onCancel();
    props.onSaved();
  });
  return (
    <SpaceBetween size="m">
      <PolicyEditor
        value={text}
        onChange={setText}
        type="Identity"
        label={t('iam.policies.document')}
      />
      <Checkbox checked={isDefault} onChange={({ detail }) => setDefault(detail.checked)}>
        {t('iam.policies.setDefault')}
      </Checkbox>
      {action.failure && <FailureAlert failure={action.failure} />}
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
        <Button variant="primary" loading={action.busy} onClick={() => action.run()}>
          {t('iam.policies.saveVersion')}
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
