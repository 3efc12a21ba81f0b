import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useAction } from '../../../shared/api/use-action.ts';
import { useTell } from '../../../shared/frame/notices.tsx';
import { Confirm } from '../../../shared/shown/confirm.tsx';
import { FormModal } from '../../../shared/shown/form-modal.tsx';
import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { paths } from './paths.ts';
import { type ListedPolicy, PolicyPicker } from './policy-picker.tsx';

interface BoundaryProps {
  readonly kind: 'user' | 'role';
  readonly name: string;
  readonly boundary: string | undefined;
  readonly onChange: () => void;
}

/** The permissions boundary of a user or role: the most that its policies can allow. */
export function BoundaryPanel(props: BoundaryProps) {
  const { t } = useTexts();
  const { name, boundary } = props;
  const [dialog, setDialog] = useState<'set' | 'remove'>();
  const close = (): void => setDialog(undefined);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('iam.boundary.lead')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {boundary !== undefined && (
                <Button onClick={() => setDialog('remove')}>{t('iam.boundary.remove')}</Button>
              )}
              <Button onClick={() => setDialog('set')}>
                {t(boundary === undefined ? 'iam.boundary.set' : 'iam.boundary.change')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('iam.boundary')}
        </Header>
      }
    >
      {boundary === undefined ? (
        t('iam.boundary.none')
      ) : (
        <Link href={paths.policy(boundary)}>
          <span className="value">{boundary}</span>
        </Link>
      )}
      {dialog === 'set' && <SetBoundary {...props} onClose={close} />}
      {dialog === 'remove' && <RemoveBoundary {...props} name={name} onClose={close} />}
    </Container>
  );
}

interface DialogProps extends BoundaryProps {
  readonly onClose: () => void;
}

function SetBoundary({ kind, name, onChange, onClose }: DialogProps) {
  const { t } = useTexts();
  const tell = useTell();
  const [chosen, setChosen] = useState<readonly ListedPolicy[]>([]);
  const action = useAction(async () => {
    const PermissionsBoundary = chosen[0]?.Arn ?? '';
    if (kind === 'user') {
      await call('iam', 'PutUserPermissionsBoundary', { UserName: name, PermissionsBoundary });
    } else {
      await call('iam', 'PutRolePermissionsBoundary', { RoleName: name, PermissionsBoundary });
    }
    tell(t('iam.boundary.saved', { name }));
    onChange();
  });
  return (
    <FormModal
      title={t('iam.boundary.set')}
      submit={t('iam.save')}
      action={action}
      ready={chosen.length === 1}
      size="large"
      onClose={onClose}
    >
      <PolicyPicker title={t('iam.policies.title')} selected={chosen} onSelect={setChosen} single />
    </FormModal>
  );
}

function RemoveBoundary({ kind, name, onChange, onClose }: DialogProps) {
  const { t } = useTexts();
  const tell = useTell();
  const action = useAction(async () => {
    if (kind === 'user') await call('iam', 'DeleteUserPermissionsBoundary', { UserName: name });
    else await call('iam', 'DeleteRolePermissionsBoundary', { RoleName: name });
    tell(t('iam.boundary.removed', { name }));
    onChange();
  });
  return (
    <Confirm
      title={t('iam.boundary.remove')}
      submit={t('iam.boundary.remove')}
      action={action}
      word={name}
      onClose={onClose}
    >
      {t('iam.boundary.remove.lead')}
    </Confirm>
  );
}
