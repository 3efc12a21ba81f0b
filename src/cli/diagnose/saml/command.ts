import { systemClock } from '../../../base/clock.ts';
import { EXIT } from '../../exit-codes.ts';
import { styleOf } from '../../output-options.ts';
import { visible } from '../../plain-text.ts';
import type { CliIo } from '../../services.ts';
import { CommandEnd } from '../../telling.ts';
import { createReadFile } from '../read-file.ts';
import { jsonOfAll, textOfAll } from '../texts.ts';
import { withUsableInput } from '../unusable.ts';
import { diagnoseResponse, passes, type SamlDiagnosis } from './diagnose.ts';
import { samlJson } from './json.ts';
import { readSamlCase, readSamlFiles } from './question.ts';
import type { SamlOptions } from './saml-options.ts';
import { samlText } from './texts.ts';

/** Runs `diagnose saml`: every file is judged by the same options. */
export async function diagnoseSaml(
  paths: readonly string[],
  options: SamlOptions,
  io: CliIo,
): Promise<void> {
  const style = styleOf(options, io);
  await withUsableInput(style.language, async () => {
    const read = createReadFile(io);
    const now = systemClock();
    const files = await readSamlFiles(read, options, now);
    const diagnoses: SamlDiagnosis[] = [];
    for (const path of paths) {
      diagnoses.push(diagnoseResponse(await readSamlCase(read, path, options, files, now)));
    }
    if (options.json) {
      const found = diagnoses.map((each) => ({
        ...samlJson(each, style.language),
        ...(options.showSecrets ? { xml: xmlOf(each) } : {}),
      }));
      io.out(jsonOfAll(found));
    } else {
      const texts = diagnoses.map((each) => {
        return `${samlText(each, style)}${options.showSecrets ? `\n${shownXml(each)}` : ''}`;
      });
      io.out(textOfAll(texts, style));
    }
    if (!diagnoses.every(passes)) throw new CommandEnd(EXIT.failed, '');
  });
}

/** The response as it was encoded, whatever it is. */
function xmlOf({ question }: SamlDiagnosis): string {
  return Buffer.from(question.response, 'base64').toString('utf8');
}

function shownXml(diagnosis: SamlDiagnosis): string {
  return xmlOf(diagnosis)
    .split('\n')
    .map((line) => `${visible(line)}\n`)
    .join('');
}
