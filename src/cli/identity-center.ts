import type { Command } from 'commander';
import type { Localized } from '../failures/failure.ts';
import type { TableStyle } from './check-table.ts';
import { EXIT } from './exit-codes.ts';
import { labelRows } from './label-rows.ts';
import { addOrphans } from './orphans.ts';
import { addOutputOptions, type OutputOptions, styleOf } from './output-options.ts';
import { safeJson } from './plain-text.ts';
import { readSecretLine } from './read-secret.ts';
import type {
  CliConfig,
  CliIo,
  CliServices,
  IdentityCenterRequest,
  IdentityCenterResult,
} from './services.ts';
import { addSettingOptions, configOf } from './setting-options.ts';
import { CommandEnd, endWith } from './telling.ts';

interface EnableOptions extends OutputOptions {
  readonly instanceRegion?: string;
  readonly name?: string;
}

interface PasswordOptions extends OutputOptions {
  readonly user: string;
  readonly account?: string;
  readonly passwordStdin?: true;
  readonly oneTime?: true;
}

/** `gatehouse identity-center`: what an installation's scripts need of IAM Identity Center. */
export function addIdentityCenter<Config extends CliConfig>(
  program: Command,
  services: CliServices<Config>,
  io: CliIo,
): void {
  const group = program
    .command('identity-center')
    .description(
      'IAM Identity Center: enable it, set passwords of its users, repair assignments. Uses the ' +
        'running server, or ' +
        'opens the store when none runs',
    );
  const ask: Ask = (options, request) => askIdentityCenter(services, io, options, request);
  addEnable(group, ask, io);
  addUserPassword(group, ask, io);
  addOrphans(group, ask, io);
}

type Ask = (options: object, request: IdentityCenterRequest) => Promise<IdentityCenterResult>;

function addEnable(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('enable')
    .description(
      'enable the organization instance in the management account, whose organization must have ' +
        'all features',
    )
    .option('--instance-region <region>', 'region of the instance; default: the home region')
    .option('--name <name>', 'a name for the instance');
  addSettingOptions(addOutputOptions(command), 'finding').action(async (options: EnableOptions) => {
    const { instanceRegion: region, name } = options;
    const { instance } = await ask(options, {
      do: 'enable',
      ...(region === undefined ? {} : { region }),
      ...(name === undefined ? {} : { name }),
    });
    if (!instance) return;
    io.out(options.json ? safeJson(instance) : instanceText(instance, styleOf(options, io)));
  });
}

function addUserPassword(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('user-password')
    .description(
      'set the password of a workforce user, as an invitation would let them do it; their ' +
        'sessions end',
    )
    .requiredOption('--user <name>', 'user name')
    .option('--password-stdin', 'the password is the first line of the standard input')
    .option('--one-time', 'it has to be replaced at the next sign-in, within seven days')
    .option('--account <id>', 'of the account instance of this account; default: the organization');
  addSettingOptions(addOutputOptions(command), 'finding').action(
    async (options: PasswordOptions) => {
      const { user: userName, account } = options;
      if (!options.passwordStdin) {
        const text = 'gatehouse: --password-stdin is needed: passwords are no arguments\n';
        throw new CommandEnd(EXIT.usage, text);
      }
      const { user } = await ask(options, {
        do: 'user-password',
        userName,
        password: await readSecretLine(io),
        oneTime: options.oneTime === true,
        ...(account === undefined ? {} : { account }),
      });
      if (!user) return;
      io.out(options.json ? safeJson(user) : userText(user, styleOf(options, io)));
    },
  );
}

/** Asks the running server, or the store when none runs. */
export async function askIdentityCenter<Config extends CliConfig>(
  services: CliServices<Config>,
  io: CliIo,
  options: object,
  request: IdentityCenterRequest,
): Promise<IdentityCenterResult> {
  const config = configOf(services, io, { ...options });
  const answer = await services.ask(config, 'identity-center', request);
  if (answer === undefined) return await services.identityCenter(config, request);
  if (!answer.ok) throw endWith(answer.failure, io);
  return answer.result as IdentityCenterResult;
}

const LABELS = {
  instance: { en: 'instance', ko: '인스턴스' },
  identityStore: { en: 'identity store', ko: '자격 증명 스토어' },
  portal: { en: 'access portal', ko: '액세스 포털' },
  user: { en: 'user', ko: '사용자' },
  userId: { en: 'user ID', ko: '사용자 ID' },
  password: { en: 'password', ko: '암호' },
} as const satisfies Readonly<Record<string, Localized>>;

const PASSWORD = {
  set: { en: 'set', ko: '설정됨' },
  oneTime: { en: 'set for one sign-in, until', ko: '한 번의 로그인을 위해 설정됨, 만료 시각' },
} as const satisfies Readonly<Record<string, Localized>>;

function instanceText(
  instance: NonNullable<IdentityCenterResult['instance']>,
  style: TableStyle,
): string {
  const { language } = style;
  const rows = labelRows(
    [
      [LABELS.instance[language], instance.instanceArn],
      [LABELS.identityStore[language], instance.identityStoreId],
      [LABELS.portal[language], instance.startUrl],
    ],
    style,
  );
  return `${rows.join('\n')}\n`;
}

function userText(user: NonNullable<IdentityCenterResult['user']>, style: TableStyle): string {
  const { language } = style;
  const standing =
    user.expiresAt === undefined
      ? PASSWORD.set[language]
      : `${PASSWORD.oneTime[language]} ${user.expiresAt}`;
  const rows = labelRows(
    [
      [LABELS.user[language], user.userName],
      [LABELS.userId[language], user.userId],
      [LABELS.password[language], standing],
    ],
    style,
  );
  return `${rows.join('\n')}\n`;
}
