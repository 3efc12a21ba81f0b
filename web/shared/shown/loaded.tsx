import Spinner from '@cloudscape-design/components/spinner';
import type { ReactNode } from 'react';
import type { Query } from '../api/use-query.ts';
import { useTexts } from '../i18n/texts.tsx';
import { FailureAlert } from './failure-alert.tsx';

/** What was asked for, once it is there; until then that it is under way, or why it is not there. */
export function Loaded<Value>(props: {
  readonly query: Query<Value>;
  readonly children: (value: Value) => ReactNode;
}) {
  const { t } = useTexts();
  const { value, failure, reload } = props.query;
  if (failure) return <FailureAlert failure={failure} retry={reload} />;
  if (value !== undefined) return props.children(value);
  return (
    <div role="status">
      <Spinner size="large" />
      <span className="read-aloud">{t('table.loading')}</span>
    </div>
  );
}
