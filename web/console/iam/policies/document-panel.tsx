import Button from '@cloudscape-design/components/button';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
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
  const query = useQuery(`${arn} ${version}`, async (signal) =>
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
              <Button disabled={query.value === undefined} onClick={() => setEditing(true)}>
                {t('iam.edit')}
              </Button>
            )
          }
        >
          {t('iam.policies.document')}
        </Header>
      }
    >
      <Loaded query={query}>
        {(text) =>
          editing ? (
            <EditDocument
              arn={arn}
              before={text}
              onCancel={() => setEditing(false)}
              onSaved={props.onSaved}
            />
          ) : (
            <SpaceBetween size="l">
              <CodeBlock text={text} label={t('iam.policies.document')} />
              <Explain text={text} />
            </SpaceBetween>
          )
        }
      </Loaded>
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
    <ActionForm
      submit={t('iam.policies.saveVersion')}
      action={action}
      spacing="m"
      onCancel={props.onCancel}
    >
      <PolicyEditor
        value={text}
        onChange={setText}
        type="Identity"
        label={t('iam.policies.document')}
      />
      <Checkbox checked={isDefault} onChange={({ detail }) => setDefault(detail.checked)}>
        {t('iam.policies.setDefault')}
      </Checkbox>
    </ActionForm>
  );
}
