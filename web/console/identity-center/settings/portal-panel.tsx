import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { Copied } from '../../../shared/shown/code-block.tsx';
import type { TextKey } from '../../i18n/messages.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { inUnit, type Unit } from '../shared/duration.ts';
import { useInstance } from '../shared/instance.tsx';
import { Panel } from './panel.tsx';
import { EditSessionLength } from './session-length.tsx';
import { EditSubdomain } from './subdomain.tsx';

const LENGTHS: Readonly<Record<Unit, TextKey>> = {
  minutes: 'idc.minutes',
  hours: 'idc.hours',
  days: 'idc.days',
};

/** The portal's address and how long people stay signed in there. */
export function PortalPanel() {
  const { t } = useTexts();
  const { instance } = useInstance();
  const [dialog, setDialog] = useState<'subdomain' | 'length'>();
  const close = (): void => setDialog(undefined);
  const minutes = instance.SessionMinutes ?? 480;
  const { value, unit } = inUnit(minutes);
  return (
    <Panel
      title={t('idc.portal')}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {instance.Subdomain === undefined && (
            <Button onClick={() => setDialog('subdomain')}>{t('idc.subdomain.choose')}</Button>
          )}
          <Button onClick={() => setDialog('length')}>{t('idc.session.change')}</Button>
        </SpaceBetween>
      }
      items={[
        [
          t('idc.portal.url'),
          <Copied key="url" text={instance.StartUrl} label={t('idc.portal.url')} />,
        ],
        [t('idc.subdomain'), instance.Subdomain ?? t('common.none')],
        [t('idc.session.length'), t(LENGTHS[unit], { count: value })],
      ]}
    >
      {dialog === 'subdomain' && <EditSubdomain onClose={close} />}
      {dialog === 'length' && <EditSessionLength minutes={minutes} onClose={close} />}
    </Panel>
  );
}
