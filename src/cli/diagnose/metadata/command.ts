import { isoSeconds, systemClock } from '../../../base/clock.ts';
import { traceChecks } from '../../../failures/check.ts';
import type { Localized } from '../../../failures/failure.ts';
import { examineMetadata, metadataChecks } from '../../../saml/index.ts';
import { checkTable, type TableStyle } from '../../check-table.ts';
import { EXIT } from '../../exit-codes.ts';
import { styleOf } from '../../output-options.ts';
import { safeJson } from '../../plain-text.ts';
import type { CliIo } from '../../services.ts';
import { CommandEnd } from '../../telling.ts';
import { readSamlProviderFile } from '../iam-files.ts';
import { explainOutcome, type Outcome, outcomeOf } from '../outcome.ts';
import { createReadFile } from '../read-file.ts';
import { type Fact, factLines, section, verdictLines } from '../texts.ts';
import { withUsableInput } from '../unusable.ts';
import { type DescribedProvider, describeMetadata } from './describe.ts';
import type { MetadataOptions } from './metadata-options.ts';

/** Runs `diagnose metadata`. */
export async function diagnoseMetadata(
  path: string,
  options: MetadataOptions,
  io: CliIo,
): Promise<void> {
  const style = styleOf(options, io);
  await withUsableInput(style.language, async () => {
    const { metadata, settings } = await readSamlProviderFile(createReadFile(io), path);
    const now = options.at?.kind === 'time' ? options.at.time : systemClock();
    const subject = examineMetadata({ document: metadata, now });
    const outcome = outcomeOf(traceChecks(metadataChecks, subject));
    const providers = describeMetadata(subject);
    if (options.json) {
      const explained = explainOutcome(outcome, style.language);
      io.out(safeJson({ file: path, ...explained, providers, uuid: settings?.uuid }));
    } else {
      io.out(metadataText({ path, providers, outcome, now }, style));
    }
    if (outcome.verdict !== 'accepted') throw new CommandEnd(EXIT.failed, '');
  });
}

const LABELS = {
  file: { en: 'file', ko: '파일' },
  entityId: { en: 'entity ID', ko: '엔터티 ID' },
  validUntil: { en: 'valid until', ko: '유효 기한' },
  certificate: { en: 'certificate', ko: '인증서' },
  key: { en: 'key', ko: '키' },
  fingerprint: { en: 'SHA-256', ko: 'SHA-256' },
} as const satisfies Readonly<Record<string, Localized>>;

const PROVIDER: Localized = { en: 'Identity provider', ko: 'ID 제공업체' };
const ACCEPTED: Localized = {
  en: 'IAM makes a SAML provider from this document',
  ko: 'IAM이 이 문서로 SAML 제공업체를 만듭니다',
};
/** R083: AWS does not act on it. */
const EXPIRED: Localized = {
  en: 'expired; signatures are still verified with it, as at AWS',
  ko: '만료됨. AWS와 마찬가지로 이 인증서로 서명을 계속 검증합니다',
};
const PASSED: Localized = {
  en: 'has passed: responses are refused until new metadata is uploaded',
  ko: '지남: 새 메타데이터를 업로드할 때까지 응답이 거부됩니다',
};

function metadataText(
  told: {
    readonly path: string;
    readonly providers: readonly DescribedProvider[];
    readonly outcome: Outcome;
    readonly now: number;
  },
  style: TableStyle,
): string {
  const { path, providers, outcome, now } = told;
  const lines = [
    ...factLines([[LABELS.file, path]], style),
    ...providers.flatMap((provider) =>
      section(PROVIDER, factLines(providerFacts(provider, now, style), style, '  '), style),
    ),
    '',
    checkTable(outcome.attempt, style),
    ...verdictLines(outcome, ACCEPTED, style),
  ];
  return `${lines.join('\n')}\n`;
}

function providerFacts(
  { entityId, validUntil, certificates }: DescribedProvider,
  now: number,
  { language }: TableStyle,
): Fact[] {
  const noted = (text: string, isPast: boolean, note: Localized): string =>
    isPast ? `${text} (${note[language]})` : text;
  return [
    [LABELS.entityId, entityId],
    ...validUntil.map((text): Fact => {
      return [LABELS.validUntil, noted(text, Date.parse(text) < now, PASSED)];
    }),
    ...certificates.flatMap((each): Fact[] => {
      if ('problem' in each) return [[LABELS.certificate, each.problem]];
      const window = `${isoSeconds(each.notBefore)} – ${isoSeconds(each.notAfter)}`;
      return [
        [LABELS.certificate, noted(`${each.subject}, ${window}`, each.notAfter < now, EXPIRED)],
        [LABELS.key, each.key],
        [LABELS.fingerprint, each.fingerprint],
      ];
    }),
  ];
}
