import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { onePage } from '../../iam/shared/all-pages.ts';
import { SessionsPanel } from '../../shared/sessions-panel.tsx';
import { useInstance } from '../shared/instance.tsx';

/** Where somebody is signed in, browsers and command lines, with the power to end it. */
export function Sessions({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTexts();
  const { storeId: IdentityStoreId } = useInstance();
  const person = { IdentityStoreId, UserId: id };
  return (
    <SessionsPanel
      title={t('idc.sessions')}
      lead={t('idc.sessions.lead')}
      name={name}
      listing={`sessions of ${id}`}
      list={(signal) =>
        onePage(
          call('gatehouse', 'ListWorkforceUserSessions', person, signal).then(
            ({ Sessions }) => Sessions,
          ),
        )
      }
      end={(SessionId) => call('gatehouse', 'EndWorkforceUserSession', { ...person, SessionId })}
      endAll={() => call('gatehouse', 'EndWorkforceUserSessions', person)}
      warning={t('idc.sessions.end.lead')}
    />
  );
}
