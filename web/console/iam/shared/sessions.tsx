import { call } from '../../api/call.ts';
import { useTexts } from '../../i18n/texts.tsx';
import { SessionsPanel } from '../../shared/sessions-panel.tsx';
import { onePage } from './all-pages.ts';

/** The console sessions of a user or role, with the power to end them. */
export function ConsoleSessions(props: {
  readonly whose: { readonly UserName: string } | { readonly RoleName: string };
  readonly name: string;
}) {
  const { t } = useTexts();
  const { whose, name } = props;
  return (
    <SessionsPanel
      title={t('iam.sessions')}
      lead={t('iam.sessions.lead')}
      name={name}
      listing={`sessions of ${JSON.stringify(whose)}`}
      list={(signal) =>
        onePage(call('gatehouse', 'ListSessions', whose, signal).then(({ Sessions }) => Sessions))
      }
      end={(SessionId) => call('gatehouse', 'EndSession', { SessionId, ...whose })}
      endAll={() => call('gatehouse', 'EndSessions', whose)}
      warning={t('iam.sessions.end.lead')}
    />
  );
}
