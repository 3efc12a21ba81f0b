import Button from '@cloudscape-design/components/button';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useEffect, useState } from 'react';
import { useFormat } from '../../shared/i18n/format.ts';
import { signInAgain, useSessionEnded } from '../api/session-end.ts';
import { useTexts } from '../i18n/texts.tsx';
import { leaveRole } from './role-bar.tsx';
import { useSession } from './session.tsx';
import { type Stage, stageOf } from './session-stage.ts';

const LOOK_MILLISECONDS = 15_000;

/** Where the session stands, by its end and by what the server answered. */
function useStage(expiresAt: number | undefined): Stage {
  const isEnded = useSessionEnded();
  const [stage, setStage] = useState<Stage>(() => stageOf(expiresAt, Date.now() / 1000));
  useEffect(() => {
    const timer = setInterval(
      () => setStage(stageOf(expiresAt, Date.now() / 1000)),
      LOOK_MILLISECONDS,
    );
    return () => clearInterval(timer);
  }, [expiresAt]);
  return isEnded ? 'over' : stage;
}

/**
 * The notice of a session that ends soon or has ended. Who leaves a role before its end comes back to
 * the session that it was switched to from; afterwards there is only signing in.
 */
export function useEndNotice(): FlashbarProps.MessageDefinition | undefined {
  const { t } = useTexts();
  const format = useFormat();
  const { expiresAt, switched } = useSession();
  const stage = useStage(expiresAt);
  if (stage === 'running') return undefined;
  const time = format.moment(expiresAt);
  const notice = { id: 'session-end', type: 'warning', ariaRole: 'alert' } as const;
  if (stage === 'ending' && switched) {
    const action = <Button onClick={leaveRole}>{t('role.back')}</Button>;
    return { ...notice, content: t('role.ending', { time }), action };
  }
  return {
    ...notice,
    content: stage === 'over' ? t('session.over') : t('session.ending', { time }),
    action: <Button href={signInAgain()}>{t('session.again')}</Button>,
  };
}
