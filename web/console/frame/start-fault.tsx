import Button from '@cloudscape-design/components/button';
import { ApiFailure } from '../../shared/api/failure.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { Page } from '../shared/page.tsx';

/** The whole page when it is not even known who is signed in. */
export function StartFault({ failure }: { readonly failure: unknown }) {
  const { t } = useTexts();
  return (
    <main>
      <Page title={t('fault.title')}>
        {failure instanceof ApiFailure && <FailureAlert failure={failure} />}
        <p>{t('fault.lead')}</p>
        <Button onClick={() => location.reload()}>{t('fault.reload')}</Button>
      </Page>
    </main>
  );
}
