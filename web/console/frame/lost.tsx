import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { useRouteError } from 'react-router';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';

/** The page for a path that leads nowhere. */
export function Lost() {
  const { t } = useTexts();
  return (
    <Page title={t('lost.title')}>
      <p>{t('lost.lead')}</p>
      <Link href="/console">{t('lost.home')}</Link>
    </Page>
  );
}

/** The browser's words for a file of the app that did not come, each browser's its own. */
const NOT_LOADED = /dynamically imported module|importing a module script/i;

/** What stands in the place of a room that could not be loaded or shown. */
export function RouteFault() {
  const { t } = useTexts();
  const fault = useRouteError();
  const isLoading = fault instanceof TypeError && NOT_LOADED.test(fault.message);
  return (
    <Page title={t('fault.title')}>
      <Alert
        type="error"
        action={<Button onClick={() => location.reload()}>{t('fault.reload')}</Button>}
      >
        {t(isLoading ? 'fault.load' : 'fault.lead')}
      </Alert>
    </Page>
  );
}
