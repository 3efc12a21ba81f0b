import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Link from '@cloudscape-design/components/link';
import ToggleButton from '@cloudscape-design/components/toggle-button';
import { useState } from 'react';
import { CopyButton } from '../../shared/shown/code-block.tsx';
import { portalPath } from '../api/portal-path.ts';
import { consolePlace } from '../frame/place.ts';
import { useTexts } from '../i18n/texts.ts';
import type { ShownAccount } from './found.ts';

/** An account that opens to its roles (R169). */
export function AccountRow(props: {
  readonly account: ShownAccount;
  readonly onToggle: () => void;
  readonly onKeys: (roleName: string) => void;
}) {
  const { t } = useTexts();
  const { account, onToggle, onKeys } = props;
  const { id, name, email, roles, favourite } = account;
  const [open, setOpen] = useState(false);
  return (
    <div className="account">
      <div className="account-head">
        <ExpandableSection
          headerText={name}
          headerDescription={`${id} | ${email}`}
          expanded={open}
          onChange={({ detail }) => setOpen(detail.expanded)}
        >
          {open && <Roles account={id} name={name} roles={roles} onKeys={onKeys} />}
        </ExpandableSection>
        <ToggleButton
          variant="icon"
          iconName="star"
          pressedIconName="star-filled"
          pressed={favourite}
          ariaLabel={t('accounts.favourite', { name })}
          onChange={onToggle}
        />
      </div>
    </div>
  );
}

function Roles(props: {
  readonly account: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly onKeys: (roleName: string) => void;
}) {
  const { t } = useTexts();
  const { account, name, roles, onKeys } = props;
  return (
    <ul className="roles" aria-label={t('accounts.roles', { name })}>
      {roles.map((role) => (
        <li key={role}>
          <Link
            href={consolePlace(account, role)}
            external
            externalIconAriaLabel={t('accounts.newTab')}
            ariaLabel={t('accounts.open', { role, name })}
          >
            {role}
          </Link>
          <Button
            variant="inline-link"
            iconName="key"
            ariaLabel={t('accounts.keys.of', { role, name })}
            onClick={() => onKeys(role)}
          >
            {t('accounts.keys')}
          </Button>
          <CopyButton text={shortcutOf(account, role)} label={t('accounts.shortcut')} />
        </li>
      ))}
    </ul>
  );
}

/** A link into the console for bookmarks, which survives the sign-in pages. */
function shortcutOf(account: string, role: string): string {
  const query = new URLSearchParams({ account_id: account, role_name: role });
  return `${location.origin}${portalPath()}/console?${query}`;
}
