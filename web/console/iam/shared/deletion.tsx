import Box from '@cloudscape-design/components/box';
import { useAction } from '../../../shared/api/use-action.ts';
import { useQuery } from '../../../shared/api/use-query.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { Loaded } from '../../../shared/shown/loaded.tsx';
import type { TextKey } from '../../i18n/messages.ts';
import { type Translate, useTexts } from '../../i18n/texts.tsx';

/** Something that hangs on what is deleted, and how it goes. */
export interface Dependent {
  /** What it is, such as `Access key AKIA…`. */
  readonly text: string;
  readonly remove: () => Promise<unknown>;
}

/** A kind of thing that can be deleted. `id` is what its operations know it by: its name or ARN. */
export interface Deletable {
  /** The question, with the place `{name}`. */
  readonly title: TextKey;
  /** What it means, where that it cannot be undone does not say enough. */
  readonly lead?: TextKey;
  /** What has to go before it. */
  readonly find: (id: string, t: Translate, signal: AbortSignal) => Promise<readonly Dependent[]>;
  readonly remove: (id: string) => Promise<unknown>;
}

/**
 * Deletes something with all that hangs on it, which is shown first. The name has to be typed.
 * What was removed before something failed stays removed, and the list is read again.
 */
export function Deletion(props: {
  readonly of: Deletable;
  readonly name: string;
  /** Where it is not the name. */
  readonly id?: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { of, name, id = name, onClose, onDone } = props;
  const query = useQuery(`dependents of ${id}`, (signal) => of.find(id, t, signal));
  const action = useAction(async () => {
    try {
      for (const { remove } of query.value ?? []) await remove();
      await of.remove(id);
    } catch (error) {
      query.reload();
      throw error;
    }
    tell(t('iam.deleted', { name }));
  });
  return (
    <Confirm
      title={t(of.title, { name })}
      submit={t('iam.delete')}
      action={action}
      word={name}
      ready={query.value !== undefined}
      onClose={onClose}
      onDone={() => {
        onClose();
        onDone();
      }}
    >
      <Box>{t(of.lead ?? 'iam.delete.lead')}</Box>
      <Loaded query={query}>{(dependents) => <Dependents dependents={dependents} />}</Loaded>
    </Confirm>
  );
}

function Dependents({ dependents }: { readonly dependents: readonly Dependent[] }) {
  const { t } = useTexts();
  if (dependents.length === 0) return null;
  return (
    <>
      <Box padding={{ top: 's' }}>{t('iam.delete.dependents')}</Box>
      <ul>
        {dependents.map(({ text }) => (
          <li key={text} className="value">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
