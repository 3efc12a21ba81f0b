import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import type { Localized } from '../failures/failure.ts';
import type { TableStyle } from './check-table.ts';
import { EXIT } from './exit-codes.ts';
import { labelRows } from './label-rows.ts';
import { addOutputOptions, type OutputOptions, styleOf } from './output-options.ts';
import { safeJson } from './plain-text.ts';
import type {
  CliIo,
  IdentityCenterRequest,
  IdentityCenterResult,
  OrphanedAssignment,
} from './services.ts';
import { addSettingOptions } from './setting-options.ts';
import { CommandEnd } from './telling.ts';

interface OrphansOptions extends OutputOptions {
  readonly account?: string;
  readonly repair?: true;
  readonly yes?: true;
}

type Ask = (options: object, request: IdentityCenterRequest) => Promise<IdentityCenterResult>;

/** `gatehouse identity-center orphans`: assignments whose user or group is gone (R031 to R033). */
export function addOrphans(group: Command, ask: Ask, io: CliIo): void {
  const command = group
    .command('orphans')
    .description(
      'list assignments whose user or group is gone, with who has the name now; --repair moves ' +
        'them there, and deletes those whose name nobody has',
    )
    .option('--repair', 'repair them after a confirmation')
    .option('--yes', 'repair without asking')
    .option('--account <id>', 'of the instance of this account; default: the organization');
  addSettingOptions(addOutputOptions(command), 'finding').action(
    async (options: OrphansOptions) => {
      const of = options.account === undefined ? {} : { account: options.account };
      const { orphans = [] } = await ask(options, { do: 'orphans', ...of });
      const style = styleOf(options, io);
      if (options.json) io.out(safeJson({ orphans }));
      else io.out(orphansText(orphans, style));
      if (!options.repair || orphans.length === 0) return;
      if (!options.yes && !(await isConfirmed(io, style))) return;
      const repairs = orphans.map(({ key, candidates: [candidate] }) => ({
        key,
        ...(candidate === undefined ? {} : { newPrincipalId: candidate.principalId }),
      }));
      const { repaired = 0 } = await ask(options, { do: 'repair-orphans', ...of, repairs });
      io.err(`${TEXTS.repaired[style.language].replace('{count}', String(repaired))}\n`);
    },
  );
}

const LABELS = {
  account: { en: 'account', ko: '계정' },
  permissionSet: { en: 'permission set', ko: '권한 세트' },
  user: { en: 'user', ko: '사용자' },
  group: { en: 'group', ko: '그룹' },
  repair: { en: 'repair', ko: '복구 방법' },
} as const satisfies Readonly<Record<string, Localized>>;

const TEXTS = {
  none: {
    en: 'Every assignment is to a user or group that exists.',
    ko: '모든 할당이 존재하는 사용자 또는 그룹에 연결되어 있습니다.',
  },
  move: { en: 'move to {name}, who has the id {id}', ko: '{name}(ID {id})(으)로 이동' },
  remove: { en: 'delete: nobody has this name', ko: '삭제: 이 이름을 가진 대상이 없음' },
  confirm: { en: 'Repair them? [y/N] ', ko: '복구하시겠습니까? [y/N] ' },
  repaired: {
    en: 'Asked for {count} repairs; they are carried out like all assignments.',
    ko: '{count}건의 복구를 요청했습니다. 다른 할당과 같은 방식으로 처리됩니다.',
  },
} as const satisfies Readonly<Record<string, Localized>>;

function orphansText(orphans: readonly OrphanedAssignment[], style: TableStyle): string {
  const { language } = style;
  if (orphans.length === 0) return `${TEXTS.none[language]}\n`;
  const tables = orphans.map(({ key, permissionSet, principalName, candidates: [candidate] }) => {
    const kind = key.principalType === 'USER' ? LABELS.user : LABELS.group;
    const repair = candidate
      ? TEXTS.move[language]
          .replace('{name}', candidate.principalName)
          .replace('{id}', candidate.principalId)
      : TEXTS.remove[language];
    return labelRows(
      [
        [LABELS.account[language], key.targetAccount],
        [LABELS.permissionSet[language], permissionSet],
        [kind[language], `${principalName} (${key.principalId})`],
        [LABELS.repair[language], repair],
      ],
      style,
    ).join('\n');
  });
  return `${tables.join('\n\n')}\n`;
}

/** Asks on the terminal; without one there is nobody to confirm. */
async function isConfirmed(io: CliIo, { language }: TableStyle): Promise<boolean> {
  if (!io.stdin.isTTY) {
    const text = 'gatehouse: --repair asks on a terminal; say --yes where there is none\n';
    throw new CommandEnd(EXIT.usage, text);
  }
  const reader = createInterface({ input: io.stdin, output: io.terminal, terminal: true });
  try {
    const answer = await new Promise<string>((resolve) => {
      reader.question(TEXTS.confirm[language], resolve);
      reader.once('close', () => resolve(''));
    });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    reader.close();
  }
}
