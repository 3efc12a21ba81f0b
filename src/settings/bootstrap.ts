import { isAccountId } from '../base/arn.ts';
import { setting, text } from './forms.ts';

/** What the first start is told. */
export const bootstrapSettings = {
  bootstrapAccountId: setting(
    'GATEHOUSE_BOOTSTRAP_ACCOUNT_ID',
    text.refine((value) => value === '' || isAccountId(value)),
    'twelve digits',
    '',
    'First start only: id of the management account. Empty: a random one.',
  ),
  bootstrapRootEmail: setting(
    'GATEHOUSE_BOOTSTRAP_ROOT_EMAIL',
    text.regex(/^(|[^\s@]+@[^\s@]+)$/),
    'an e-mail address',
    '',
    'First start only: e-mail address of the root user.',
  ),
  bootstrapRootPassword: setting(
    'GATEHOUSE_BOOTSTRAP_ROOT_PASSWORD',
    text,
    'a password of 8 to 128 characters',
    '',
    'First start only: password of the root user.',
  ),
  bootstrapAccessKeyId: setting(
    'GATEHOUSE_BOOTSTRAP_ACCESS_KEY_ID',
    text.regex(/^(|\w{16,128})$/),
    '16 to 128 letters, digits or underscores',
    '',
    'First start only: access key of the IAM user `bootstrap-admin`, who gets AdministratorAccess.',
  ),
  bootstrapSecretAccessKey: setting(
    'GATEHOUSE_BOOTSTRAP_SECRET_ACCESS_KEY',
    text,
    'a secret of at least 16 characters',
    '',
    'First start only: secret of that access key.',
  ),
} as const;
