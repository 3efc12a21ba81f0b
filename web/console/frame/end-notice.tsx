import Button from '@cloudscape-design/components/button';
import type { FlashbarProps } from '@cloudscape-design/components/flashbar';
import { useEffect, useState } from 'react';
import { useFormat } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.tsx';
import { useSession } from './session.tsx';

/** How long before its end a session says so, in seconds. */
const WARNING_SECONDS = 600;
const LOOK_MILLISECONDS = 15_000;

type Stage = 'running' | 'ending' | 'over';

/** Where a session stands. */
export function stageOf(expiresAt: number | undefined, now: number): Stage {
  if (expiresAt === undefined) return 'running';
  if (now >= expiresAt) return 'over';
  return expiresAt - now <= WARNING_SECONDS ? 'ending' : 'running';
}

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
