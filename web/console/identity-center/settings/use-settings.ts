import { type Action, useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { call } from '../../api/call.ts';
import type { InputOf } from '../../api/operations.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';

type Settings = Omit<InputOf<'gatehouse', 'UpdateIdentityCenterSettings'>, 'InstanceArn'>;

/** The act that saves some settings, after which all of them are read again. */
export function useSaveSettings(settings: () => Settings): Action<void> {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn, reload } = useInstance();
  return useAction(async () => {
    await call('gatehouse', 'UpdateIdentityCenterSettings', { InstanceArn, ...settings() });
    tell(t('idc.settings.saved'));
    reload();
  });
}
