import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { type ReactNode, useState } from 'react';
import { useQuery } from '../../shared/api/use-query.ts';
import { CodeBlock, Copied } from '../../shared/shown/code-block.tsx';
import { Loaded } from '../../shared/shown/loaded.tsx';
import { call } from '../api/call.ts';
import type { RoleCredentials, RoleIn } from '../api/operations.ts';
import { usePortal } from '../frame/portal.tsx';
import { useTexts } from '../i18n/texts.ts';
import { Countdown } from './countdown.tsx';
import {
  environmentText,
  profileText,
  SHELLS,
  type Shell,
  ssoText,
  startUrlOf,
} from './key-texts.ts';
import { SecretText } from './secret-text.tsx';

/**
 * Credentials for programs (R169). They are asked for when this is opened, kept in the page alone and
 * gone when it is closed; secrets are shown when somebody wants to see them.
 */
export function AccessKeys(props: {
  readonly role: RoleIn;
  readonly accountName: string;
  readonly onClose: () => void;
}) {
  const { t } = useTexts();
  const { role, accountName: name, onClose } = props;
  const [shell, setShell] = useState<Shell>(() =>
    navigator.userAgent.includes('Windows') ? 'powershell' : 'unix',
  );
  const keys = useQuery(`${role.AccountId} ${role.RoleName}`, (signal) =>
    call('GetRoleCredentials', role, signal),
  );
  return (
    <Modal
      visible
      size="large"
      header={t('roleKeys.title', { role: role.RoleName, name })}
      closeAriaLabel={t('common.close')}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button onClick={onClose}>{t('common.close')}</Button>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <Tabs
          ariaLabel={t('roleKeys.shell')}
          activeTabId={shell}
          onChange={({ detail }) =>
            setShell(SHELLS.find((each) => each === detail.activeTabId) ?? 'unix')
          }
          tabs={SHELLS.map((id) => ({
            id,
            label: t(`roleKeys.shell.${id}`),
            content: (
              <Loaded query={keys}>
                {(value) => <Options shell={id} role={role} keys={value} onRenew={keys.reload} />}
              </Loaded>
            ),
          }))}
        />
        <SsoProfile role={role} />
      </SpaceBetween>
    </Modal>
  );
}

function Option(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Box variant="h3" tagOverride="h2">
        {props.title}
      </Box>
      <Box color="text-body-secondary" margin={{ bottom: 'xs' }}>
        {props.lead}
      </Box>
      {props.children}
    </section>
  );
}

function SsoProfile({ role }: { readonly role: RoleIn }) {
  const { t } = useTexts();
  const { Portal } = usePortal();
  return (
    <Option title={t('roleKeys.sso')} lead={t('roleKeys.sso.lead')}>
      <SpaceBetween size="xs">
        <Value label={t('roleKeys.startUrl')} text={startUrlOf(Portal)} />
        <Value label={t('roleKeys.region')} text={Portal.Region} />
        <CodeBlock text={ssoText(role, Portal)} label={t('roleKeys.sso')} />
      </SpaceBetween>
    </Option>
  );
}

function Value({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Box variant="awsui-key-label">{label}</Box>
      <Copied text={text} label={label} />
    </div>
  );
}

/** AWS's own names, as programs ask for them. */
const VALUES = [
  ['AccessKeyId', 'AWS access key ID'],
  ['SecretAccessKey', 'AWS secret access key'],
  ['SessionToken', 'AWS session token'],
] as const;

function Options(props: {
  readonly shell: Shell;
  readonly role: RoleIn;
  readonly keys: RoleCredentials;
  readonly onRenew: () => void;
}) {
  const { t } = useTexts();
  const { Portal } = usePortal();
  const { shell, role, keys, onRenew } = props;
  const secrets = [keys.SecretAccessKey, keys.SessionToken];
  return (
    <SpaceBetween size="l">
      <Alert type="info" action={<Button onClick={onRenew}>{t('roleKeys.renew')}</Button>}>
        <Countdown until={keys.Expiration} />
      </Alert>
      <Option
        title={t('roleKeys.environment')}
        lead={t(`roleKeys.environment.${shell}`, { url: Portal.Endpoint })}
      >
        <SecretText
          text={environmentText(shell, keys, Portal)}
          secrets={secrets}
          label={t('roleKeys.environment')}
        />
      </Option>
      <Option title={t('roleKeys.profile')} lead={t('roleKeys.profile.lead')}>
        <SecretText
          text={profileText(role, keys, Portal)}
          secrets={secrets}
          label={t('roleKeys.profile')}
        />
      </Option>
      <Option title={t('roleKeys.values')} lead={t('roleKeys.values.lead')}>
        <SpaceBetween size="xs">
          {VALUES.map(([name, label]) => (
            <div key={name}>
              <Box variant="awsui-key-label">{label}</Box>
              <SecretText
                text={keys[name]}
                secrets={name === 'AccessKeyId' ? [] : secrets}
                label={label}
              />
            </div>
          ))}
        </SpaceBetween>
      </Option>
    </SpaceBetween>
  );
}
