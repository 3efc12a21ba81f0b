import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ApiFailure } from '../api/failure.ts';
import { useTexts } from '../i18n/texts.tsx';
import { Refusal } from './refusal.tsx';

/** What went wrong: a refusal with the policies that decided, anything else as the service said it. */
export function FailureAlert(props: {
  readonly failure: ApiFailure;
  readonly retry?: (() => void) | undefined;
}) {
  const { t } = useTexts();
  const { failure, retry } = props;
  const { authorizationMessage, code, message, requestId } = failure;
  // What no policy decided, such as a wrong password, carries no such message.
  if (failure.isDenied && authorizationMessage !== undefined) return <Refusal failure={failure} />;
  if (failure.isSessionEnd) return <Alert type="warning">{t('session.over')}</Alert>;
  const isLocal = failure.status === 0 || message === '';
  return (
    <Alert
      type="error"
      header={isLocal ? t('failure.unreachable') : t('failure.title')}
      action={retry && <Button onClick={retry}>{t('failure.retry')}</Button>}
    >
      <SpaceBetween size="xxs">
        <span className="value">{isLocal ? t('failure.unreachable.lead') : message}</span>
        <Box variant="small">
          {code}
          {requestId !== undefined && ` · ${t('failure.request', { id: requestId })}`}
        </Box>
      </SpaceBetween>
    </Alert>
  );
}
