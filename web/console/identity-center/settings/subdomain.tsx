import Alert from '@cloudscape-design/components/alert';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useState } from 'react';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { useSession } from '../../frame/session.tsx';
import { useTexts } from '../../i18n/texts.tsx';
import { useSaveSettings } from './use-settings.ts';

/** Chooses the name in the portal's address, once (R137, R138). */
export function EditSubdomain({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const { publicUrl } = useSession();
  const [name, setName] = useState('');
  const action = useSaveSettings(() => ({ Subdomain: name.trim().toLowerCase() }));
  const shown = name.trim().toLowerCase() || t('idc.subdomain.example');
  return (
    <FormModal
      title={t('idc.subdomain.choose')}
      submit={t('iam.save')}
      action={action}
      ready={name.trim() !== ''}
      onClose={onClose}
    >
      <Alert type="warning">{t('idc.subdomain.once')}</Alert>
      <FormField
        label={t('idc.subdomain')}
        description={t('idc.subdomain.lead')}
        constraintText={
          <span className="value">{`${publicUrl.replace(/\/$/, '')}/portal/${shown}/start`}</span>
        }
      >
        <Input value={name} onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </FormModal>
  );
}
