import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { FailureAlert } from '../../../shared/shown/failure-alert.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { PolicyEditor } from '../editor/policy-editor.tsx';
import { formatted } from '../editor/text-places.ts';

/** Who may assume a role, as its trust policy says. */
export function TrustPanel(props: {
  readonly role: {
    readonly RoleName: string;
    readonly AssumeRolePolicyDocument?: string | undefined;
  };
  readonly onSaved: () => void;
}) {
  const { t } = useTexts();
  const { RoleName, AssumeRolePolicyDocument: encoded = '' } = props.role;
  const text = formatted(decodeURIComponent(encoded));
  const [draft, setDraft] = useState<string>();
  const tell = useTell();
  const action = useAction(async () => {
    await call('iam', 'UpdateAssumeRolePolicy', { RoleName, PolicyDocument: draft ?? text });
    tell(t('iam.trust.saved', { name: RoleName }));
    setDraft(undefined);
    props.onSaved();
  });
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.trust.lead')}
          actions={
            draft === undefined && <Button onClick={() => setDraft(text)}>{t('iam.edit')}</Button>
          }
        >
          {t('iam.trust.document')}
        </Header>
      }
    >
      {draft === undefined ? (
        <CodeBlock text={text} label={t('iam.trust.document')} />
      ) : (
        <SpaceBetween size="m">
          <PolicyEditor
            value={draft}
            onChange={setDraft}
            type="Trust"
            label={t('iam.trust.document')}
          />
          {action.failure && <FailureAlert failure={action.failure} />}
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => setDraft(undefined)}>
              {t('common.cancel')}
            </Button>
            <Button variant="primary" loading={action.busy} onClick={() => action.run()}>
              {t('iam.save')}
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      )}
    </Container>
  );
}
