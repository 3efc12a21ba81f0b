import Button from '@cloudscape-design/components/button';
import { postForm } from '../../shared/frame/post.ts';
import { useTexts } from '../i18n/texts.tsx';
import { inkOn } from './role-color.ts';
import { useSession } from './session.tsx';
import { spacedAccount } from './spaced-account.ts';

/** Leaves a role that was switched to, and comes back to this page. */
export function leaveRole(): void {
  postForm('/switchrole/exit', { destination: location.pathname + location.search });
}

/** Shows in its color that a role is in use, whose session it came from, and the way back. */
export function RoleBar() {
  const { t } = useTexts();
  const { account, roleName = '', switched } = useSession();
  if (!switched) return null;
  const { color = 'd5dbdb', fromArn, name } = switched;
  return (
    <section
      className="role-bar"
      aria-label={t('role.bar')}
      style={{ backgroundColor: `#${color}`, color: inkOn(color) }}
    >
      <span className="value">
        <strong>
          {t('role.shown', { role: name ?? roleName, account: spacedAccount(account) })}
        </strong>{' '}
        {t('role.from', { who: fromArn.slice(fromArn.lastIndexOf(':') + 1) })}
      </span>
      <Button onClick={leaveRole}>{t('role.back')}</Button>
    </section>
  );
}
