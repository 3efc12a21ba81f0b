import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { ApiFailure } from '../../shared/api/failure.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { useTexts } from '../i18n/texts.ts';

/** The whole page when it is not even known whose portal it is. */
export function StartFault({ failure }: { readonly failure: unknown }) {
  const { t } = useTexts();
  const reload = <Button onClick={() => location.reload()}>{t('fault.reload')}</Button>;
  return (
    <main className="portal">
      <h1>{t('fault.title')}</h1>
      {failure instanceof ApiFailure && <FailureAlert failure={failure} />}
      <Alert type="error" action={reload}>
        {t('fault.lead')}
      </Alert>
    </main>
  );
}
