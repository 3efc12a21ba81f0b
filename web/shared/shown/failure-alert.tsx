import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ComponentType, createContext, useContext } from 'react';
import type { ApiFailure } from '../api/failure.ts';
import { type SharedKey, useTexts } from '../i18n/texts.tsx';

/** Headings that say more than that it did not work, by the status of the answer. */
const TITLES: Readonly<Record<number, SharedKey>> = {
  429: 'failure.busy',
  503: 'failure.unavailable',
};

/** How an app shows what policies refused; undefined shows it like any other failure. */
export const RefusalView = createContext<
  ComponentType<{ readonly failure: ApiFailure }> | undefined
>(undefined);

/** What went wrong: a refusal with the policies that decided, anything else as the service said it. */
export function FailureAlert(props: {
  readonly failure: ApiFailure;
  readonly retry?: (() => void) | undefined;
}) {
  const { t } = useTexts();
  const Refusal = useContext(RefusalView);
  const { failure, retry } = props;
  const { authorizationMessage, code, message, requestId } = failure;
  // What no policy decided, such as a wrong password, carries no such message.
  if (Refusal && failure.isDenied && authorizationMessage !== undefined) {
    return <Refusal failure={failure} />;
  }
  if (failure.isSessionEnd) return <Alert type="warning">{t('session.over')}</Alert>;
  const isLocal = failure.status === 0 || message === '';
  const title = isLocal ? 'failure.unreachable' : (TITLES[failure.status] ?? 'failure.title');
  return (
    <Alert
      type="error"
      header={t(title)}
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
