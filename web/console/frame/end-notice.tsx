import Button from '@cloudscape-design/components/button';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.tsx';
import { useSession } from './session.tsx';
import { type Stage, stageOf } from './session-stage.ts';

const LOOK_MILLISECONDS = 15_000;

/** The notice of a session that ends soon or has ended. */
export function useEndNotice(): FlashbarProps.MessageDefinition | undefined {
  const { t } = useTexts();
  const format = useFormat();
  const { expiresAt } = useSession();
  const [stage, setStage] = useState<Stage>(() => stageOf(expiresAt, Date.now() / 1000));
  useEffect(() => {
    const timer = setInterval(
      () => setStage(stageOf(expiresAt, Date.now() / 1000)),
      LOOK_MILLISECONDS,
    );
    return () => clearInterval(timer);
  }, [expiresAt]);
  if (stage === 'running' || expiresAt === undefined) return undefined;
  const destination = location.pathname + location.search;
  return {
    id: 'session-end',
    type: 'warning',
    ariaRole: 'alert',
    content:
      stage === 'over'
        ? t('session.over')
        : t('session.ending', { time: format.moment(expiresAt) }),
    action: (
      <Button href={`/signin?${new URLSearchParams({ destination })}`}>{t('session.again')}</Button>
    ),
  };
}
