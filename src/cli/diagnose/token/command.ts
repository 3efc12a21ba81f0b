import { systemClock } from '../../../base/clock.ts';
import type { Fetch } from '../../../domain/federation/fetch.ts';
import { keptText } from '../../../failures/attempt.ts';
import type { Language } from '../../../failures/explain.ts';
import { EXIT } from '../../exit-codes.ts';
import { styleOf } from '../../output-options.ts';
import type { CliIo } from '../../services.ts';
import { CommandEnd } from '../../telling.ts';
import { explainOutcome } from '../outcome.ts';
import { createReadFile } from '../read-file.ts';
import { jsonOfAll, textOfAll } from '../texts.ts';
import { withUsableInput } from '../unusable.ts';
import { shownToken } from './claims.ts';
import { diagnoseTokenFile, passes, readTokenFiles, type TokenDiagnosis } from './diagnose.ts';
import { tokenText } from './texts.ts';
import type { TokenOptions } from './token-options.ts';

/** Runs `diagnose token`: every file is judged by the same options. */
export async function diagnoseToken(
  paths: readonly string[],
  options: TokenOptions,
  fetch: () => Fetch,
  io: CliIo,
): Promise<void> {
  const style = styleOf(options, io);
  await withUsableInput(style.language, async () => {
    const read = createReadFile(io);
    const files = await readTokenFiles(read, options);
    const given = { fetch, now: systemClock() };
    const diagnoses: TokenDiagnosis[] = [];
    for (const path of paths) {
      diagnoses.push(await diagnoseTokenFile(read, path, options, files, given));
    }
    const which = options.showSecrets ? 'all' : 'deciding';
    const shown = options.json
      ? jsonOfAll(diagnoses.map((each) => tokenJson(each, which, style.language)))
      : textOfAll(
          diagnoses.map((each) => tokenText(each, which, style)),
          style,
        );
    io.out(shown);
    if (!diagnoses.every(passes)) throw new CommandEnd(EXIT.failed, '');
  });
}

/** The diagnosis for programs. */
function tokenJson(
  { path, whenFrom, question, judgement, outcome, hints, session }: TokenDiagnosis,
  which: 'all' | 'deciding',
  language: Language,
): object {
  const { found, request, roleArn, skewMilliseconds } = question;
  const said = shownToken(question.reading, which);
  return {
    file: path,
    judged: {
      at: new Date(request.circumstances.now).toISOString(),
      atFrom: whenFrom,
      skewSeconds: skewMilliseconds / 1000,
      provider: found.provider?.name,
      providerFrom: found.origin,
      roleArn,
    },
    ...explainOutcome(outcome, language),
    ...(session ? { session } : {}),
    token: JSON.parse(JSON.stringify({ verified: judgement.verified, ...said }), (_name, value) =>
      typeof value === 'string' ? keptText(value) : value,
    ),
    missing: hints.map(({ option }) => option),
  };
}
