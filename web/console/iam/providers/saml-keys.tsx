import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { useFormat } from '../../../shared/i18n/format.ts';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { usePages } from '../../api/use-pages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { ResourceTable } from '../../shared/resource-table.tsx';
import { onePage } from '../shared/all-pages.ts';

interface Key {
  readonly KeyId?: string | undefined;
  readonly Timestamp?: number | undefined;
}

type Mode = 'Required' | 'Allowed';

interface KeysProps {
  readonly arn: string;
  readonly mode: Mode | undefined;
  readonly keys: readonly Key[];
  readonly onChange: () => void;
}

/** The private keys that assertions may be encrypted for, and whether they must be. */
export function SamlKeys({ arn, mode, keys, onChange }: KeysProps) {
  const { t } = useTexts();
  const format = useFormat();
  const tell = useTell();
  const [selected, setSelected] = useState<readonly Key[]>([]);
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const ids = keys.map(({ KeyId }) => KeyId).join(' ');
  const pages = usePages(`saml keys ${arn} ${ids}`, () => onePage(Promise.resolve(keys)));
  const id = selected[0]?.KeyId ?? '';
  const removal = useAction(async () => {
    await call('iam', 'UpdateSAMLProvider', { SAMLProviderArn: arn, RemovePrivateKey: id });
    tell(t('iam.providers.keys.removed'));
    setSelected([]);
    onChange();
  });
  return (
    <>
      <ResourceTable
        title={t('iam.providers.keys')}
        description={t(`iam.providers.mode.${mode ?? 'none'}`)}
        pages={pages}
        idOf={({ KeyId = '' }) => KeyId}
        empty={t('iam.providers.keys.none')}
        selectionType="single"
        selected={selected}
        onSelect={setSelected}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={id === ''} onClick={() => setDialog('remove')}>
              {t('iam.delete')}
            </Button>
            <Button onClick={() => setDialog('add')}>{t('iam.providers.keys.add')}</Button>
          </SpaceBetween>
        }
        columns={[
          {
            id: 'id',
            header: t('iam.providers.keys.id'),
            cell: ({ KeyId }) => KeyId,
            isRowHeader: true,
          },
          {
            id: 'created',
            header: t('iam.created'),
            cell: ({ Timestamp }) => format.moment(Timestamp),
          },
        ]}
      />
      {dialog === 'add' && (
        <AddKey arn={arn} mode={mode} onClose={() => setDialog(undefined)} onChange={onChange} />
      )}
      {dialog === 'remove' && (
        <Confirm
          title={t('iam.providers.keys.remove')}
          submit={t('iam.delete')}
          action={removal}
          word={id}
          onClose={() => setDialog(undefined)}
        >
          {t('iam.providers.keys.remove.lead')}
        </Confirm>
      )}
    </>
  );
}

function AddKey(props: Omit<KeysProps, 'keys'> & { readonly onClose: () => void }) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn } = props;
  const [key, setKey] = useState('');
  const [mode, setMode] = useState<Mode>(props.mode ?? 'Allowed');
  const options = (['Allowed', 'Required'] as const).map((value) => ({
    value,
    label: t(`iam.providers.mode.${value}`),
  }));
  const action = useAction(async () => {
    await call('iam', 'UpdateSAMLProvider', {
      SAMLProviderArn: arn,
      AssertionEncryptionMode: mode,
      ...(key.trim() === '' ? {} : { AddPrivateKey: key }),
    });
    tell(t('iam.providers.keys.saved'));
    props.onChange();
  });
  return (
    <FormModal
      title={t('iam.providers.keys.add')}
      submit={t('iam.save')}
      action={action}
      onClose={props.onClose}
    >
      <SpaceBetween size="m">
        <FormField label={t('iam.providers.mode')}>
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === mode) ?? null}
            onChange={({ detail }) =>
              setMode(detail.selectedOption.value === 'Required' ? 'Required' : 'Allowed')
            }
          />
        </FormField>
        <FormField
          label={t('iam.providers.keys.pem')}
          description={t('iam.providers.keys.pem.lead')}
        >
          <Textarea
            value={key}
            rows={8}
            spellcheck={false}
            placeholder="-----BEGIN PRIVATE KEY-----"
            onChange={({ detail }) => setKey(detail.value)}
          />
        </FormField>
      </SpaceBetween>
    </FormModal>
  );
}
