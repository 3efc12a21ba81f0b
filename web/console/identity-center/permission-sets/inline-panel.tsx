import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { ActionForm } from '../../../shared/shown/action-form.tsx';
import { CodeBlock } from '../../../shared/shown/code-block.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { EMPTY_POLICY, PolicyEditor } from '../../iam/editor/policy-editor.tsx';
import { formatted } from '../../iam/editor/text-places.ts';
import { useInstance } from '../shared/instance.tsx';

/** The inline policy of a permission set: shown, written, deleted. */
export function InlinePanel({ arn: PermissionSetArn }: { readonly arn: string }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const set = { InstanceArn, PermissionSetArn };
  const [act, setAct] = useState<'edit' | 'delete'>();
  const query = useQuery(`inline of ${PermissionSetArn}`, async (signal) => {
    const answer = await call('sso-admin', 'GetInlinePolicyForPermissionSet', set, signal);
    return formatted(answer.InlinePolicy ?? '');
  });
  const close = (): void => setAct(undefined);
  const deletion = useAction(async () => {
    await call('sso-admin', 'DeleteInlinePolicyFromPermissionSet', set);
    tell(t('idc.sets.policies.saved'));
    query.reload();
  });
  const actions = (text: string) => (
    <SpaceBetween direction="horizontal" size="xs">
      {text !== '' && <Button onClick={() => setAct('delete')}>{t('iam.delete')}</Button>}
      <Button onClick={() => setAct('edit')}>{t(text === '' ? 'iam.add' : 'iam.edit')}</Button>
    </SpaceBetween>
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={query.value !== undefined && act !== 'edit' && actions(query.value)}
        >
          {t('idc.sets.inline')}
        </Header>
      }
    >
      <Loaded query={query}>
        {(text) => {
          if (act === 'edit') {
            return <EditInline set={set} before={text} onClose={close} onSaved={query.reload} />;
          }
          if (text === '') return t('idc.sets.inline.none');
          return <CodeBlock text={text} label={t('idc.sets.inline')} />;
        }}
      </Loaded>
      {act === 'delete' && (
        <Confirm
          title={t('idc.sets.inline.delete')}
          submit={t('iam.delete')}
          action={deletion}
          onClose={close}
        >
          {t('idc.sets.policies.later')}
        </Confirm>
      )}
    </Container>
  );
}

function EditInline(props: {
  readonly set: { readonly InstanceArn: string; readonly PermissionSetArn: string };
  readonly before: string;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { set, before, onClose, onSaved } = props;
  const [text, setText] = useState(before === '' ? EMPTY_POLICY : before);
  const action = useAction(async () => {
    await call('sso-admin', 'PutInlinePolicyToPermissionSet', { ...set, InlinePolicy: text });
    tell(t('idc.sets.policies.saved'));
    onClose();
    onSaved();
  });
  return (
    <ActionForm submit={t('iam.save')} action={action} spacing="m" onCancel={onClose}>
      <PolicyEditor value={text} onChange={setText} type="Identity" label={t('idc.sets.inline')} />
    </ActionForm>
  );
}
