import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import { useAction } from '../../api/use-action.ts';
import { useQuery } from '../../api/use-query.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { Confirm } from '../../shared/confirm.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';

/** Something that hangs on what is deleted, and how it goes. */
export interface Dependent {
  /** What it is, such as `Access key AKIA…`. */
  readonly text: string;
  readonly remove: () => Promise<unknown>;
}

/**
 * Deletes something with all that hangs on it, which is shown first. The name has to be typed.
 * What was removed before something failed stays removed, and the list is read again.
 */
export function Deletion(props: {
  readonly title: string;
  readonly name: string;
  readonly find: (signal: AbortSignal) => Promise<readonly Dependent[]>;
  readonly remove: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const { name } = props;
  const { value, failure, reload } = useQuery(`dependents of ${name}`, props.find);
  const action = useAction(async () => {
    try {
      for (const { remove } of value ?? []) await remove();
      await props.remove();
    } catch (error) {
      reload();
      throw error;
    }
    props.onDone();
  });
  if (failure) {
    const stopped = { ...action, failure: undefined, run: async () => false };
    return (
      <Confirm
        title={props.title}
        submit={t('iam.delete')}
        action={stopped}
        onClose={props.onClose}
      >
        <FailureAlert failure={failure} />
      </Confirm>
    );
  }
  return (
    <Confirm
      title={props.title}
      submit={t('iam.delete')}
      action={action}
      word={value ? name : `${name} `}
      onClose={props.onClose}
    >
      <Box>{t('iam.delete.lead')}</Box>
      {!value && <Spinner />}
      {value && value.length > 0 && (
        <>
          <Box padding={{ top: 's' }}>{t('iam.delete.dependents')}</Box>
          <ul>
            {value.map(({ text }) => (
              <li key={text} className="value">
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </Confirm>
  );
}
