import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useEffect } from 'react';
import { useAction } from '../../shared/api/use-action.ts';
import { useQuery } from '../../shared/api/use-query.ts';
import { FailureAlert } from '../../shared/shown/failure-alert.tsx';
import { call } from '../api/call.ts';
import { useTexts } from '../i18n/texts.ts';

/**
 * Goes into the console of an account (`#/console?account_id=…&role_name=…`). When this browser is in
 * the console as somebody else, it asks first, since there is one console session in a browser.
 */
export function OpenConsole({ query }: { readonly query: URLSearchParams }) {
  const { t } = useTexts();
  const asked = {
    AccountId: query.get('account_id') ?? '',
    RoleName: query.get('role_name') ?? '',
  };
  const destination = query.get('destination');
  const wanted = { ...asked, ...(destination === null ? {} : { Destination: destination }) };
  const opened = useQuery(query.toString(), (signal) => call('OpenConsole', wanted, signal));
  const replace = useAction(async () => {
    const { Location } = await call('OpenConsole', { ...wanted, Replace: true });
    if (Location !== undefined) location.replace(Location);
  });
  const target = opened.value?.Location;
  useEffect(() => {
    if (target !== undefined) location.replace(target);
  }, [target]);
  const conflict = opened.value?.Conflict;
  const failure = replace.failure ?? opened.failure;
  if (failure) {
    return (
      <SpaceBetween size="m">
        <FailureAlert failure={failure} retry={opened.reload} />
        <Button href="#/">{t('console.back')}</Button>
      </SpaceBetween>
    );
  }
  if (!conflict) {
    return (
      <div role="status">
        <Spinner size="large" /> {t('console.opening', { role: asked.RoleName })}
      </div>
    );
  }
  return (
    <Alert type="warning" header={t('console.conflict')}>
      <SpaceBetween size="s">
        <span className="value">{t('console.conflict.present', { arn: conflict.Present })}</span>
        <span className="value">{t('console.conflict.next', { arn: conflict.Next })}</span>
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" loading={replace.busy} onClick={() => replace.run()}>
            {t('console.replace')}
          </Button>
          <Button href="/console">{t('console.keep')}</Button>
        </SpaceBetween>
      </SpaceBetween>
    </Alert>
  );
}
