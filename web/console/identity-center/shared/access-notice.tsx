import Alert from '@cloudscape-design/components/alert';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from './instance.tsx';

/** Says of an account instance that it gives no access to accounts. */
export function AccessNotice() {
  const { t } = useTexts();
  const { instance } = useInstance();
  if (instance.Kind !== 'account') return null;
  return <Alert>{t('idc.accounts.accountInstance')}</Alert>;
}
