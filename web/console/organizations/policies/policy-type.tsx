import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { SCP } from '../shared/policies.ts';

/** Turns service control policies on or off for the whole organization. */
export function PolicyTypeDialog(props: {
  readonly rootId: string;
  readonly isEnabled: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { rootId, isEnabled } = props;
  const action = useAction(async () => {
    const input = { RootId: rootId, PolicyType: SCP } as const;
    await call('organizations', isEnabled ? 'DisablePolicyType' : 'EnablePolicyType', input);
    tell(t(isEnabled ? 'org.policies.nowDisabled' : 'org.policies.nowEnabled'));
    props.onDone();
  });
  return (
    <Confirm
      title={t(isEnabled ? 'org.policies.disable' : 'org.policies.enable')}
      submit={t(isEnabled ? 'org.policies.disable' : 'org.policies.enable')}
      action={action}
      onClose={props.onClose}
    >
      {t(isEnabled ? 'org.policies.disable.lead' : 'org.policies.enable.lead')}
    </Confirm>
  );
}
