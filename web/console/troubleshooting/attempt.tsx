import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';

export function Component() {
  const { t } = useTexts();
  return <Page title={t('attempts.title')}>{null}</Page>;
}
