import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { PolicyEditor } from '../../iam/editor/policy-editor.tsx';

interface ContentProps {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly isAws: boolean;
  readonly onSaved: () => void;
}

/** The document of a service control policy; what is saved binds at once. */
export function ContentPanel(props: ContentProps) {
  const { t } = useTexts();
  const [editing, setEditing] = useState(false);
  const { content, isAws } = props;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            !isAws && !editing && <Button onClick={() => setEditing(true)}>{t('iam.edit')}</Button>
          }
        >
          {t('iam.policies.document')}
        </Header>
      }
    >
      {editing ? (
        <EditContent {...props} onClose={() => setEditing(false)} />
      ) : (
        <CodeBlock text={content} label={t('iam.policies.document')} />
      )}
    </Container>
  );
}

function EditContent(props: ContentProps & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { id, name, content, onSaved, onClose } = props;
  const [text, setText] = useState(content);
  const action = useAction(async () => {
    await call('organizations', 'UpdatePolicy', { PolicyId: id, Content: text });
    tell(t('org.policies.saved', { name }));
    onClose();
    onSaved();
  });
  return (
    <ActionForm submit={t('iam.save')} action={action} spacing="m" onCancel={onClose}>
      <PolicyEditor
        value={text}
        onChange={setText}
        type="ServiceControl"
        label={t('iam.policies.document')}
      />
    </ActionForm>
  );
}
