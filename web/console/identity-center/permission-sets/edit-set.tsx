import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { useInstance } from '../shared/instance.tsx';
import type { PermissionSet } from '../shared/permission-set.ts';
import { type General, GeneralFields } from './general-fields.tsx';

/** Changes description, session duration and relay state; a name stays. */
export function EditSet(props: {
  readonly arn: string;
  readonly set: PermissionSet;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { t } = useTexts();
  const tell = useTell();
  const { arn: InstanceArn } = useInstance();
  const { arn, set } = props;
  const [general, setGeneral] = useState<General>({
    description: set.Description ?? '',
    duration: set.SessionDuration ?? 'PT1H',
    relayState: set.RelayState ?? '',
  });
  const action = useAction(async () => {
    await call('sso-admin', 'UpdatePermissionSet', {
      InstanceArn,
      PermissionSetArn: arn,
      SessionDuration: general.duration,
      ...(general.description === '' ? {} : { Description: general.description }),
      ...(general.relayState === '' ? {} : { RelayState: general.relayState }),
    });
    tell(t('idc.sets.saved', { name: set.Name ?? '' }));
    props.onDone();
  });
  return (
    <FormModal title={t('iam.edit')} submit={t('iam.save')} action={action} onClose={props.onClose}>
      <GeneralFields
        general={general}
        onChange={(part) => setGeneral((before) => ({ ...before, ...part }))}
      />
    </FormModal>
  );
}
