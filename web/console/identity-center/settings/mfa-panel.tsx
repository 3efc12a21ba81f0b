import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { EditMfa } from './edit-mfa.tsx';
import { MODE_TEXTS, mfaOf, TYPE_TEXTS, WITHOUT_TEXTS } from './mfa-settings.ts';
import { Panel } from './panel.tsx';

/** When and with what people show a second factor. */
export function MfaPanel() {
  const { t } = useTexts();
  const { instance } = useInstance();
  const [editing, setEditing] = useState(false);
  const mfa = mfaOf(instance);
  return (
    <Panel
      title={t('idc.mfa')}
      description={t('idc.mfa.lead')}
      actions={<Button onClick={() => setEditing(true)}>{t('idc.mfa.change')}</Button>}
      items={[
        [t('idc.mfa.mode'), t(MODE_TEXTS[mfa.mode][0])],
        [t('idc.mfa.types'), mfa.types.map((type) => t(TYPE_TEXTS[type])).join(', ')],
        [t('idc.mfa.without'), t(WITHOUT_TEXTS[mfa.without])],
        [
          t('idc.mfa.manage'),
          t(mfa.usersManage ? 'idc.mfa.manage.users' : 'idc.mfa.manage.administrators'),
        ],
      ]}
    >
      {editing && <EditMfa before={mfa} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
