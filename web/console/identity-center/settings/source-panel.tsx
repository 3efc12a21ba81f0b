import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import { Panel } from './panel.tsx';

/** Where the people come from. */
export function SourcePanel() {
  const { t } = useTexts();
  const { instance } = useInstance();
  return (
    <Panel
      title={t('idc.source')}
      description={t('idc.source.lead')}
      items={[
        [t('idc.source'), t('idc.source.directory')],
        [t('idc.storeId'), instance.IdentityStoreId],
      ]}
    />
  );
}
