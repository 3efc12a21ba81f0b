import { useAction } from '../api/use-action.ts';
import { useTell } from '../frame/notices.tsx';
import { useTexts } from '../i18n/texts.tsx';
import { Confirm } from './confirm.tsx';

/** Asks before a session of one's own is ended, or all but this one. */
export function EndSession(props: {
  /** What the session is on; undefined for all others. */
  readonly device: string | undefined;
  readonly end: () => Promise<unknown>;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { device, end, onClose, onEnded } = props;
  const isAll = device === undefined;
  const action = useAction(async () => {
    await end();
    tell(isAll ? t('sessions.endedOthers') : t('sessions.ended'));
    onEnded();
  });
  const title = isAll ? t('sessions.endOthers') : t('sessions.end');
  return (
    <Confirm title={title} submit={title} action={action} onClose={onClose}>
      {isAll ? t('sessions.endOthers.ask') : t('sessions.end.ask', { device })}
    </Confirm>
  );
}
